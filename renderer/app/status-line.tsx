// How the desk stands with the server, in one line that is always in sight, with the details behind it; changes are announced, not shouted.
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, DialogTrigger } from "react-aria-components";
import type { SyncState } from "../../shared/desk/session-calls.ts";
import { connectionLabels } from "../../shared/text/de/screens-frame.ts";
import { shortMoment } from "../../shared/text/connection-text.ts";
import { lookUp } from "../../shared/text/refusal-text.ts";
import { Icon, type IconName } from "../components/icon.tsx";
import { TransferText } from "../components/transfer-progress.tsx";
import { useQuery } from "../desk/use-query.ts";
import { useConnection } from "../desk/desk-context.tsx";
import { useSignedIn, useSync } from "../desk/use-session.tsx";
import { StatusDetails } from "./status-details.tsx";

const icons = { online: "online", offline: "offline", syncing: "sync" } as const satisfies Record<string, IconName>;

export function StatusLine() {
  const { t } = useTranslation();
  const { phase } = useConnection();
  const { today } = useSignedIn();
  const sync = useSync();
  const scannerSilent = useQuery("scanner", {}).value?.folders.some(({ alarm }) => alarm) ?? false;
  const [open, setOpen] = useState(false);
  if (phase === "lost")
    return (
      <span className="status-line status-line--danger" role="alert">
        <Icon name="warning" size={14} />
        {t("frame.connection.lost")}
      </span>
    );
  if (sync === undefined) return null;
  const { network, waiting, refused, offlineSince } = sync;
  const trouble = troubleOf(sync);
  const stateText =
    network === "offline" && offlineSince !== null
      ? t("frame.sync.offlineSince", { time: shortMoment(offlineSince, today) })
      : t(`frame.sync.${network}`);
  const lastSync = lastSyncOf(sync, today);
  return (
    <>
      <DialogTrigger isOpen={open} onOpenChange={setOpen}>
        <Button className={`status-line status-line--${toneOf(sync, scannerSilent)}`} aria-describedby="status-line-hint">
          <Icon name={icons[network]} size={14} {...(network === "syncing" ? { className: "spin" } : {})} />
          {network === "syncing" && sync.progress !== null ? <TransferText transfer={sync.progress} /> : <span>{stateText}</span>}
          {trouble === undefined ? null : <span className="status-line__part">{trouble}</span>}
          {scannerSilent ? <span className="status-line__part">{t("scans.frameAlarm")}</span> : null}
          {sync.clockAheadSeconds === null ? null : <span className="status-line__part">{t("frame.sync.clock")}</span>}
          {waiting > 0 ? <span className="status-line__part">{t("frame.sync.waiting", { count: waiting })}</span> : null}
          {refused > 0 ? <span className="status-line__part">{t("frame.sync.refused", { count: refused })}</span> : null}
          {lastSync === null || scannerSilent ? null : (
            <span className="status-line__part status-line__part--last">{t("frame.sync.lastSync", { time: lastSync })}</span>
          )}
        </Button>
        <StatusDetails sync={sync} onClose={() => setOpen(false)} />
      </DialogTrigger>
      <span id="status-line-hint" hidden>
        {t("frame.sync.open")}
      </span>
      <Announcement offline={network === "offline"} trouble={trouble} />
    </>
  );
}

/** How old what is on the screen is; null where the line says so already or it is just being renewed. */
function lastSyncOf({ network, lastSyncAt, offlineSince }: SyncState, today: string): string | null {
  if (network === "syncing" || lastSyncAt === null) return null;
  const time = shortMoment(lastSyncAt, today);
  return network === "offline" && offlineSince !== null && shortMoment(offlineSince, today) === time ? null : time;
}

/** What is wrong, in two or three words; undefined where nothing is. */
function troubleOf({ slow, problem }: SyncState): string | undefined {
  if (problem !== null) return lookUp(connectionLabels, problem) ?? connectionLabels.other;
  return slow ? connectionLabels.slow : undefined;
}

function toneOf(sync: SyncState, scannerSilent: boolean): "danger" | "warning" | "calm" {
  if (sync.refused > 0) return "danger";
  return sync.network === "offline" || sync.problem !== null || sync.slow || sync.clockAheadSeconds !== null || scannerSilent
    ? "warning"
    : "calm";
}

/** Says aloud that the network went or came back, and what is wrong; not the state at the start, and not each sync. */
function Announcement({ offline, trouble }: { readonly offline: boolean; readonly trouble: string | undefined }) {
  const { t } = useTranslation();
  const before = useRef({ offline, trouble });
  const [text, setText] = useState("");
  useEffect(() => {
    const was = before.current;
    before.current = { offline, trouble };
    if (was.offline !== offline) setText(offline ? t("frame.sync.announceOffline") : t("frame.sync.announceOnline"));
    else if (was.trouble !== trouble && trouble !== undefined) setText(trouble);
  }, [offline, trouble, t]);
  return (
    <span className="visually-hidden" role="status">
      {text}
    </span>
  );
}
