// The files of a run with totals and hash, and the one that is to be written here. A file is written once; the server has confirmed it before.
import { useTranslation } from "react-i18next";
import { exportsOf } from "../../../shared/domain/payment-run/schema.ts";
import { deskErrors } from "../../../shared/text/de/desk-errors.ts";
import { formatDateTime, formatMoney } from "../../../shared/text/format.ts";
import { actorName } from "../../../shared/text/refusal-text.ts";
import { Button } from "../../components/button.tsx";
import { Section } from "../../components/data-list.tsx";
import { Message } from "../../components/messages.tsx";
import { useCall } from "../../desk/use-call.ts";
import { useQuery } from "../../desk/use-query.ts";
import { useSignedIn } from "../../desk/use-session.tsx";
import type { RunProps } from "./run-view.tsx";

export function RunFiles({ id, body }: RunProps) {
  const { t } = useTranslation();
  const { directory } = useSignedIn();
  const files = exportsOf(body);
  if (body.state === "made" || body.state === "dissolved") return null;
  return (
    <Section title={t("payment.run.files")}>
      {files.length === 0 ? (
        <p className="muted">{t("payment.run.noFiles")}</p>
      ) : (
        <ul className="payment-files">
          {files.map((file) => (
            <li key={file.id} className="payment-files__file">
              <strong>{file.msgId}</strong>
              <span>
                {t("payment.run.fileLine", {
                  count: file.count,
                  amount: formatMoney(file.cents),
                  name: actorName(file.by, file.onBehalfOf, directory),
                  at: formatDateTime(file.at),
                })}
              </span>
              {file.reason !== undefined && <span>{t("payment.run.fileReason", { reason: file.reason })}</span>}
              <span className="muted payment-files__hash">{t("payment.run.fileHash", { hash: file.sha256 })}</span>
            </li>
          ))}
        </ul>
      )}
      {files.length > 0 && <FileState run={id} />}
    </Section>
  );
}

function FileState({ run }: { readonly run: string }) {
  const { t } = useTranslation();
  const { value } = useQuery("paymentFile", { run });
  const write = useCall("writePaymentFile");
  if (value === undefined) return null;
  const { export: file, state, path } = value;
  if (file === null) return null;
  if (state === "written") return <Message tone="success">{t("payment.run.saved", { path: path ?? "" })}</Message>;
  if (state === "waiting") return <Message tone="info">{t("payment.run.waiting")}</Message>;
  if (state !== "ready") return <p className="muted">{t("payment.run.elsewhere")}</p>;
  return (
    <Message
      tone="info"
      actions={
        <Button variant="primary" icon="download" isPending={write.busy} onPress={() => void write.run({ run, export: file })}>
          {t("payment.run.save")}
        </Button>
      }
    >
      {write.error === undefined ? t("payment.run.ready") : deskErrors[write.error.code]}
    </Message>
  );
}
