// The files of one folder, those that want a person first; what lies in quarantine is read once more or taken as it is.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ScanFile, ScanFolder } from "../../../shared/desk/scanner-calls.ts";
import { deskErrors } from "../../../shared/text/de/desk-errors.ts";
import { scanFailures, scanWaits } from "../../../shared/text/de/screens-scans.ts";
import { formatBytes } from "../../../shared/text/format.ts";
import { lookUp } from "../../../shared/text/refusal-text.ts";
import { Button } from "../../components/button.tsx";
import { Age } from "../../components/cells.tsx";
import type { IconName } from "../../components/icon.tsx";
import { Message } from "../../components/messages.tsx";
import { Pill, type Tone } from "../../components/pill.tsx";
import { useCall } from "../../desk/use-call.ts";
import { useSignedIn } from "../../desk/use-session.tsx";
import { notify } from "../../state/notices.ts";
import { AnywayDialog } from "./anyway-dialog.tsx";
import { LookDialog } from "./look-dialog.tsx";
import { PagesDialog } from "./pages-dialog.tsx";
import { PasswordDialog } from "./password-dialog.tsx";

const looks: Readonly<Record<ScanFile["stage"], readonly [Tone, IconName]>> = {
  writing: ["info", "pen"],
  waiting: ["neutral", "hourglass"],
  ignored: ["neutral", "hourglass"],
  reading: ["info", "eye"],
  review: ["warning", "eye"],
  server: ["info", "upload"],
  quarantined: ["danger", "error"],
  booked: ["success", "check"],
  duplicate: ["neutral", "check"],
  elsewhere: ["neutral", "people"],
  spooled: ["info", "lock"],
  gone: ["warning", "warning"],
};

export function ScanFiles({ folder }: { readonly folder: ScanFolder }) {
  const { t } = useTranslation();
  const call = useCall("scanAgain");
  const stopping = useCall("stopRecognition");
  const [asking, ask] = useState<string | null>(null);
  const [locked, unlock] = useState<string | null>(null);
  const [shown, show] = useState<string | null>(null);
  const [divided, divide] = useState<Pick<ScanFile, "id" | "name"> | null>(null);
  // Whoever is quick has the next one before the list hears that the last one is booked.
  const [booked, setBooked] = useState<ReadonlySet<string | null>>(new Set());
  // Heard of by now; a mail may come back with its next attachment.
  const heard = folder.files.filter(({ id, stage }) => stage !== "review" && booked.has(id));
  if (heard.length > 0) setBooked(new Set([...booked].filter((id) => heard.every((file) => file.id !== id))));
  const waits = ({ stage, id }: ScanFile, known: ReadonlySet<string | null>): boolean => stage === "review" && !known.has(id);
  const afterThis = (id: string | null): void => {
    const known = new Set([...booked, id]);
    setBooked(known);
    divide(folder.files.find((file) => waits(file, known)) ?? null);
  };
  const again = async (name: string, anyway: boolean, password?: string): Promise<void> => {
    ask(null);
    unlock(null);
    const done = await call.run({ folder: folder.folder, name, anyway, ...(password === undefined ? {} : { password }) });
    if (done !== undefined) notify({ tone: "info", text: t(anyway ? "scans.isTaken" : "scans.isRead") });
  };
  const stop = async ({ id, name }: ScanFile): Promise<void> => {
    const done = await stopping.run({ folder: folder.folder, id: id ?? "" });
    if (done !== undefined) notify({ tone: "info", text: t("scans.isStopped", { name }) });
  };
  if (folder.files.length === 0)
    return <p className="muted">{folder.unreachable ? t("scans.unknowable") : `${t("scans.quiet")}. ${t("scans.quietHint")}`}</p>;
  return (
    <>
      {call.error === undefined ? null : <Message tone="danger">{deskErrors[call.error.code]}</Message>}
      {stopping.error === undefined ? null : (
        <Message tone={stopping.error.code === "notFound" ? "info" : "danger"} live>
          {stopping.error.code === "notFound" ? t("scans.stopTooLate") : deskErrors[stopping.error.code]}
        </Message>
      )}
      <table className="table scan-files" aria-label={t("scans.filesOf", { folder: folder.folder })}>
        <thead>
          <tr>
            <th scope="col">{t("scans.columns.name")}</th>
            <th scope="col">{t("scans.columns.stage")}</th>
            <th scope="col">{t("scans.columns.at")}</th>
          </tr>
        </thead>
        <tbody>
          {folder.files.map((file) => (
            <FileRow
              key={file.id ?? `${file.stage}/${file.name}/${file.at}`}
              file={file}
              busy={call.busy || stopping.busy}
              onAgain={() => void again(file.name, false)}
              onAnyway={() => ask(file.name)}
              onPassword={() => unlock(file.name)}
              onLook={() => show(file.name)}
              onPages={waits(file, booked) ? () => divide(file) : undefined}
              onStop={() => void stop(file)}
            />
          ))}
        </tbody>
      </table>
      {folder.more > 0 ? <p className="muted">{t("scans.more", { count: folder.more })}</p> : null}
      {divided === null ? null : (
        <PagesDialog
          key={divided.id}
          folder={folder.folder}
          id={divided.id ?? ""}
          name={divided.name}
          onClose={() => divide(null)}
          onBooked={() => afterThis(divided.id)}
        />
      )}
      {shown === null ? null : <LookDialog folder={folder.folder} name={shown} onClose={() => show(null)} />}
      {locked === null ? null : (
        <PasswordDialog name={locked} onClose={() => unlock(null)} onPassword={(password) => void again(locked, false, password)} />
      )}
      <AnywayDialog name={asking} onClose={() => ask(null)} onAnyway={(name) => void again(name, true)} />
    </>
  );
}

interface FileRowProps {
  readonly file: ScanFile;
  readonly busy: boolean;
  readonly onAgain: () => void;
  readonly onAnyway: () => void;
  readonly onPassword: () => void;
  readonly onLook: () => void;
  /** Undefined where nobody is waited for. */
  readonly onPages: (() => void) | undefined;
  readonly onStop: () => void;
}

function FileRow({ file, busy, onAgain, onAnyway, onPassword, onLook, onPages, onStop }: FileRowProps) {
  const { t } = useTranslation();
  const { today } = useSignedIn();
  const [tone, icon] = looks[file.stage];
  const words = file.stage === "quarantined" ? scanFailures : scanWaits;
  return (
    <tr>
      <th scope="row" className="scan-files__name">
        {file.name}
        {file.size === null || file.size === 0 ? null : <span className="muted scan-files__size">{formatBytes(file.size)}</span>}
      </th>
      <td>
        <Pill plain tone={tone} icon={icon}>
          {t(`scans.stage.${file.stage}`)}
        </Pill>
        {file.reason === "" ? null : <p className="scan-files__reason">{lookUp(words, file.reason) ?? file.reason}</p>}
        {file.mayStop ? (
          <div className="scan-files__actions">
            <Button variant="quiet" icon="close" isDisabled={busy} onPress={onStop}>
              {t("scans.stop")}
              <span className="visually-hidden"> {file.name}</span>
            </Button>
          </div>
        ) : null}
        {onPages !== undefined ? (
          <div className="scan-files__actions">
            <Button icon="eye" variant="primary" onPress={onPages}>
              {t("scans.pages.open")}
              <span className="visually-hidden"> {file.name}</span>
            </Button>
          </div>
        ) : null}
        {file.stage === "quarantined" ? (
          <div className="scan-files__actions">
            {file.wantsPassword ? (
              <Button icon="lock" isDisabled={busy} onPress={onPassword}>
                {t("scans.password")}
                <span className="visually-hidden"> {file.name}</span>
              </Button>
            ) : null}
            <Button icon="rotate" isDisabled={busy} onPress={onAgain}>
              {t("scans.again")}
              <span className="visually-hidden"> {file.name}</span>
            </Button>
            {file.mayLook ? (
              <Button variant="quiet" icon="eye" onPress={onLook}>
                {t("scans.look")}
                <span className="visually-hidden"> {file.name}</span>
              </Button>
            ) : null}
            {file.mayTakeAnyway ? (
              <Button variant="quiet" icon="inbox" isDisabled={busy} onPress={onAnyway}>
                {t("scans.anyway")}
                <span className="visually-hidden"> {file.name}</span>
              </Button>
            ) : null}
          </div>
        ) : null}
      </td>
      <td className="scan-files__at">
        <Age at={file.at} today={today} />
      </td>
    </tr>
  );
}
