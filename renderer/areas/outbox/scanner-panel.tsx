// The scanner folder as the desk watches it: nothing that was put in it is ever without a word.
import { useTranslation } from "react-i18next";
import type { ScannerState } from "../../../shared/desk/scanner-calls.ts";
import { deskErrors } from "../../../shared/text/de/desk-errors.ts";
import { scannerFailures, scannerWaits } from "../../../shared/text/de/screens-outbox.ts";
import { lookUp } from "../../../shared/text/refusal-text.ts";
import { Button } from "../../components/button.tsx";
import { MomentText } from "../../components/cells.tsx";
import { Icon, type IconName } from "../../components/icon.tsx";
import { Message, Skeleton } from "../../components/messages.tsx";
import { useCall } from "../../desk/use-call.ts";
import { useQuery } from "../../desk/use-query.ts";
import { notify } from "../../state/notices.ts";

export function ScannerPanel() {
  const { t } = useTranslation();
  const { value, error, loading } = useQuery("scanner", {});
  return (
    <section className="scanner" aria-label={t("outbox.scanner.title")}>
      <h2 className="scanner__title">
        <Icon name="scanner" />
        {t("outbox.scanner.title")}
      </h2>
      {loading ? <Skeleton lines={4} label={t("common.loading")} /> : null}
      {error === undefined ? null : <Message tone="danger">{deskErrors[error.code]}</Message>}
      {value === undefined ? null : value.folder === null ? <p className="muted">{t("outbox.scanner.none")}</p> : <Folder state={value} />}
    </section>
  );
}

function Folder({ state }: { readonly state: ScannerState }) {
  const { t } = useTranslation();
  const retry = useCall("scannerRetry");
  const again = async (name: string): Promise<void> => {
    if ((await retry.run({ name })) !== undefined) notify({ tone: "info", text: t("outbox.scanner.again") });
  };
  const quiet = state.waiting.length + state.processing.length + state.failed.length === 0;
  return (
    <>
      {state.active ? null : <Message tone="warning">{t("outbox.scanner.inactive")}</Message>}
      <dl className="scanner__facts">
        <dt>{t("outbox.scanner.folder")}</dt>
        <dd className="scanner__path">{state.folder}</dd>
        <dt>{t("outbox.scanner.lastLook")}</dt>
        <dd>{state.lastLookAt === null ? t("outbox.scanner.never") : <MomentText at={state.lastLookAt} />}</dd>
        <dt>{t("outbox.scanner.doneToday")}</dt>
        <dd>{state.doneToday.toLocaleString("de-DE")}</dd>
      </dl>
      {quiet ? <p className="muted">{t("outbox.scanner.quiet")}</p> : null}
      <Files
        title={t("outbox.scanner.failed")}
        icon="error"
        tone="danger"
        files={state.failed}
        reasons={scannerFailures}
        onAgain={(name) => void again(name)}
      />
      <Files title={t("outbox.scanner.processing")} icon="sync" files={state.processing.map((name) => ({ name, reason: "" }))} />
      <Files title={t("outbox.scanner.waiting")} icon="hourglass" files={state.waiting} reasons={scannerWaits} />
      {retry.error === undefined ? null : <Message tone="danger">{deskErrors[retry.error.code]}</Message>}
    </>
  );
}

interface FilesProps {
  readonly title: string;
  readonly icon: IconName;
  readonly tone?: "danger";
  readonly files: readonly { readonly name: string; readonly reason: string }[];
  /** The words for the codes; a reason that is no code is a sentence itself. */
  readonly reasons?: Readonly<Record<string, string>>;
  readonly onAgain?: (name: string) => void;
}

function Files({ title, icon, tone, files, reasons = {}, onAgain }: FilesProps) {
  const { t } = useTranslation();
  if (files.length === 0) return null;
  return (
    <div className={tone === undefined ? "scanner__group" : "scanner__group scanner__group--danger"}>
      <h3 className="scanner__group-title">
        {title} <span className="muted">{files.length}</span>
      </h3>
      <ul>
        {files.map((file) => (
          <li key={file.name} className="scanner__file">
            <Icon name={icon} size={14} />
            <span className="scanner__name">
              {file.name}
              {file.reason === "" ? null : <span className="scanner__reason">{lookUp(reasons, file.reason) ?? file.reason}</span>}
            </span>
            {onAgain === undefined ? null : (
              <Button variant="quiet" icon="undo" onPress={() => onAgain(file.name)}>
                {t("outbox.scanner.readAgain")}
                <span className="visually-hidden"> {file.name}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
