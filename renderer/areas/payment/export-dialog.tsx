// Which file is made of a run: for the bank, or a table for the finance system. A second one asks for a reason and says what it means.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FileTrigger } from "react-aria-components";
import { tableMappingSchema, type TableMapping } from "../../../shared/domain/payment-run/table-mapping.ts";
import { deskErrors } from "../../../shared/text/de/desk-errors.ts";
import { mappingProblems } from "../../../shared/text/mapping-text.ts";
import { Button } from "../../components/button.tsx";
import { Choice } from "../../components/choice.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { TextArea } from "../../components/fields.tsx";
import { Message } from "../../components/messages.tsx";
import { useCall } from "../../desk/use-call.ts";
import { useSignedIn } from "../../desk/use-session.tsx";
import type { RunProps } from "./run-view.tsx";

type Format = "pain.001" | "csv";

export function ExportDialog({ id, body, handle, onClose }: RunProps & { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { directory } = useSignedIn();
  const [format, setFormat] = useState<Format>("pain.001");
  const [mapping, setMapping] = useState<TableMapping | undefined>(directory?.policy.paymentTable);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const [text, setText] = useState("");
  const [tried, setTried] = useState(false);
  const prepare = useCall("preparePayment");
  const again = Object.keys(body.exports).length > 0;
  const reason = text.trim();
  const choose = async (file: File): Promise<void> => {
    let read: unknown;
    try {
      read = JSON.parse(await file.text());
    } catch {
      return setProblems([t("payment.exporting.noJson")]);
    }
    const parsed = tableMappingSchema.safeParse(read);
    setProblems(parsed.success ? [] : mappingProblems(parsed.error));
    if (parsed.success) setMapping(parsed.data);
  };
  const submit = async (): Promise<void> => {
    setTried(true);
    if ((again && reason === "") || (format === "csv" && mapping === undefined)) return;
    const prepared = await prepare.run({ run: id, format, ...(format === "csv" && mapping !== undefined ? { mapping } : {}) });
    if (prepared === undefined) return;
    setProblems(prepared.findings.map((finding) => t("payment.exporting.finding", finding)));
    if (prepared.args === null) return;
    const args = { ...prepared.args, ...(again ? { reason } : {}) };
    if (await handle.submit("exportRun", args, t("payment.exporting.done"))) onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("payment.exporting.title")}
      closeLabel={t("common.close")}
      size="small"
      keepOpenOnOutsideClick
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button variant="primary" icon="upload" isPending={handle.busy || prepare.busy} onPress={() => void submit()}>
            {t("payment.exporting.submit")}
          </Button>
        </>
      }
    >
      <div className="payment-dialog">
        {again && (
          <Message tone="warning" title={t("payment.exporting.againTitle")}>
            {t("payment.exporting.again")}
          </Message>
        )}
        <Choice
          label={t("payment.exporting.format")}
          value={format}
          onChange={setFormat}
          look="chips"
          options={[
            { id: "pain.001", label: t("payment.exporting.sepa") },
            { id: "csv", label: t("payment.exporting.table") },
          ]}
        />
        {format === "csv" && (
          <div className="payment-dialog__mapping">
            <span>{mapping === undefined ? t("payment.exporting.noMapping") : t("payment.exporting.mapping", { name: mapping.name })}</span>
            <FileTrigger
              acceptedFileTypes={[".json"]}
              onSelect={(files) => [...(files ?? [])].slice(0, 1).forEach((file) => void choose(file))}
            >
              <Button icon="file">{t("payment.exporting.chooseMapping")}</Button>
            </FileTrigger>
          </div>
        )}
        {again && (
          <TextArea
            label={t("payment.exporting.reason")}
            value={text}
            onChange={setText}
            maxLength={1000}
            error={tried && reason === "" ? t("payment.exporting.reasonMissing") : undefined}
          />
        )}
        {problems.length > 0 && (
          <Message tone="danger" live title={t(format === "csv" ? "payment.exporting.mappingBroken" : "payment.exporting.findings")}>
            <ul>
              {problems.slice(0, 10).map((problem) => (
                <li key={problem}>{problem}</li>
              ))}
            </ul>
          </Message>
        )}
        {prepare.error !== undefined && (
          <Message tone="danger" live>
            {deskErrors[prepare.error.code]}
          </Message>
        )}
      </div>
    </Dialog>
  );
}
