// Whether a file is on this device, as a mark in a list and as a line above the viewer with the switch that keeps it here.
// Must never claim that something is here of which a part is missing.
import { useTranslation } from "react-i18next";
import { ToggleButton } from "react-aria-components";
import type { ContentMark } from "../../shared/desk/content-calls.ts";
import { contentAmount, type ContentState } from "./content-state.ts";
import { Icon, type IconName } from "./icon.tsx";
import { Pill } from "./pill.tsx";
import "./offline-bar.css";

const icons: Readonly<Record<Exclude<ContentState, "none">, IconName>> = {
  here: "check",
  partly: "download",
  fetching: "download",
  waiting: "hourglass",
  away: "cloud",
};

/** For lists: what is whole here needs no mark. */
export function OfflineMark({ mark }: { readonly mark: ContentMark | undefined }) {
  const { t } = useTranslation();
  if (mark === undefined) return null;
  const { state, percent } = contentAmount(mark);
  if (state === "none" || state === "here") return null;
  const text = t(`offline.${state}`, { percent });
  return (
    <span className={`offline-mark offline-mark--${state}`} title={text}>
      <Icon name={icons[state]} size={13} />
      <span className="visually-hidden">{text}</span>
    </span>
  );
}

export interface OfflineBarProps {
  readonly mark: ContentMark | undefined;
  /** The content shown below; all of the record's where it is left out. */
  readonly sha256?: string | undefined;
  readonly online: boolean;
  readonly failed: boolean;
  readonly onKeep: (keep: boolean) => void;
}

export function OfflineBar({ mark, sha256, online, failed, onKeep }: OfflineBarProps) {
  const { t } = useTranslation();
  if (mark === undefined) return null;
  const { state, percent } = contentAmount(mark, sha256);
  if (state === "none") return null;
  const unsure = state === "away" || state === "partly";
  const text = unsure && !online ? t(`offline.${state}Offline`, { percent }) : t(`offline.${state}`, { percent });
  const withFile = mark.kept && !mark.keptItself;
  return (
    <div className="offline-bar" role="group" aria-label={t("offline.bar")}>
      <span className="offline-bar__state" role="status">
        <Pill plain icon={unsure && !online ? "offline" : icons[state]} tone={unsure && !online ? "warning" : "neutral"}>
          {failed ? t("offline.failed") : text}
        </Pill>
      </span>
      {withFile ? (
        <Pill plain icon="file">
          {t("offline.keptWithFile")}
        </Pill>
      ) : (
        <KeepSwitch label={t("offline.keep")} kept={mark.keptItself} onKeep={onKeep} />
      )}
    </div>
  );
}

/** Stays down while something is kept here. */
export function KeepSwitch({
  label,
  kept,
  onKeep,
}: {
  readonly label: string;
  readonly kept: boolean;
  readonly onKeep: (keep: boolean) => void;
}) {
  return (
    <span className="choice choice--chips">
      <ToggleButton className="choice__button" isSelected={kept} onChange={onKeep}>
        <Icon name={kept ? "check" : "download"} size={14} />
        <span>{label}</span>
      </ToggleButton>
    </span>
  );
}
