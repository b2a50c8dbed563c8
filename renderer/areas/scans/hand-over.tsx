// Puts files into a scanner folder from the window: chosen by a button, or dropped anywhere on the folder's part of the screen.
import { useState, type DragEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { FileTrigger } from "react-aria-components";
import { deskErrors } from "../../../shared/text/de/desk-errors.ts";
import { formatBytes } from "../../../shared/text/format.ts";
import { Button } from "../../components/button.tsx";
import { classNames } from "../../components/class-names.ts";
import { Icon } from "../../components/icon.tsx";
import { isUnderWay, useHandOver, type HandedFile, type HandOver } from "./use-hand-over.ts";

export interface DropAreaProps {
  readonly folder: string;
  /** Whether the folder takes files from here; where not, a file that is dropped is nobody's and opens nothing. */
  readonly takes: boolean;
  readonly children: (handOver: HandOver) => ReactNode;
}

/** The part of the screen that is a folder: it takes what is dropped on it. */
export function DropArea({ folder, takes, children }: DropAreaProps) {
  const { t } = useTranslation();
  const handOver = useHandOver(folder);
  const [over, setOver] = useState(false);
  const hasFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes("Files");
  const onDragOver = (event: DragEvent): void => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = takes ? "copy" : "none";
    setOver(takes);
  };
  const onDragLeave = ({ currentTarget, relatedTarget }: DragEvent): void => {
    if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOver(false);
  };
  const onDrop = (event: DragEvent): void => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    setOver(false);
    if (takes) handOver.add([...event.dataTransfer.files]);
  };
  return (
    <section
      className={classNames("scan-folder", over && "scan-folder--over")}
      aria-label={folder}
      onDragOver={onDragOver}
      onDragLeave={onDragLeave}
      onDrop={onDrop}
    >
      {children(handOver)}
      {over && <p className="scan-folder__drop">{t("scans.hand.drop", { folder })}</p>}
    </section>
  );
}

export function HandOverButton({ folder, handOver }: { readonly folder: string; readonly handOver: HandOver }) {
  const { t } = useTranslation();
  return (
    <FileTrigger allowsMultiple onSelect={(list) => handOver.add([...(list ?? [])])}>
      <Button icon="plus" label={t("scans.hand.label", { folder })}>
        {t("scans.hand.add")}
      </Button>
    </FileTrigger>
  );
}

/** What is handed over and what became of it; from the folder on, its row in the list says the rest. */
export function HandedList({ handOver: { files, clear } }: { readonly handOver: HandOver }) {
  const { t } = useTranslation();
  if (files.length === 0) return null;
  return (
    <div className="scan-handed" role="group" aria-label={t("scans.hand.list")}>
      <div role="status">
        <ul>
          {files.map((file) => (
            <Handed key={file.id} file={file} />
          ))}
        </ul>
      </div>
      {!files.some(isUnderWay) && (
        <Button variant="quiet" onPress={clear}>
          {t("scans.hand.clear")}
        </Button>
      )}
    </div>
  );
}

function Handed({ file }: { readonly file: HandedFile }) {
  const { t } = useTranslation();
  const { name, state, sent, size } = file;
  const failed = !isUnderWay(file) && state !== "there";
  return (
    <li className={classNames("scan-handed__file", failed && "scan-handed__file--failed")}>
      <Icon name={failed ? "error" : state === "there" ? "check" : "upload"} />
      <span className="scan-handed__name">{name}</span>
      <span className="scan-handed__said">{sentenceOf(file)}</span>
      {state === "sending" && (
        <progress className="progress__bar" aria-label={t("scans.hand.progress", { name })} value={sent} max={size} />
      )}
    </li>
  );

  function sentenceOf({ state: which }: HandedFile): string {
    switch (which) {
      case "waiting":
      case "there":
      case "empty":
      case "unreadable":
        return t(`scans.hand.state.${which}`);
      case "sending":
        return t("scans.hand.state.sending", { sent: formatBytes(sent), size: formatBytes(size) });
      case "tooLarge":
        return t("scans.hand.state.tooLarge", { size: formatBytes(size) });
      case "notFound":
        return t("scans.hand.state.refused");
      default:
        return deskErrors[which];
    }
  }
}
