// Two invoices side by side, values and papers, until a person says whether they are one.
import { useTranslation } from "react-i18next";
import { invoiceSchema, type Invoice } from "../../../shared/domain/invoice/schema.ts";
import { readableBody } from "../../../shared/domain/readable-body.ts";
import { searchableOf } from "../../../shared/domain/record.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { Message, Skeleton } from "../../components/messages.tsx";
import { RecordState } from "../../components/record-state.tsx";
import { useFirstFocus } from "../../components/use-first-focus.ts";
import { useRecordFiles } from "../../desk/use-record-files.ts";
import { useRecord } from "../../desk/use-record.ts";
import { RecordFileViewer } from "../../pdf/record-file-viewer.tsx";
import { CompareValues } from "./compare-values.tsx";
import type { InvoiceProps } from "./invoice-view.tsx";

export interface CompareDialogProps extends InvoiceProps {
  readonly otherId: string;
  /** With what was decided, if anything was. */
  readonly onClose: (decided?: "setAside" | "tellApart") => void;
}

/** What is ordered is no longer set aside: its order would have to be withdrawn first. */
const mayBeSetAside = ({ state, duplicateOf }: Invoice): boolean =>
  duplicateOf === undefined && (state === "captured" || state === "inReview" || state === "ready");

export function CompareDialog({ id, body, handle, otherId, onClose }: CompareDialogProps) {
  const { t } = useTranslation();
  const first = useFirstFocus<HTMLButtonElement>();
  const otherHandle = useRecord("invoice", otherId);
  const { state } = otherHandle;
  const record = state.value?.record ?? undefined;
  const other = record === undefined ? undefined : invoiceSchema.safeParse(readableBody(record.body)).data;
  const [hereMay, thereMay] = [mayBeSetAside(body), other !== undefined && mayBeSetAside(other)];
  const busy = handle.busy || otherHandle.busy;
  const decide = async (name: "setAside" | "tellApart"): Promise<void> => {
    if (await handle.submit(name, { of: otherId }, t(`invoices.duplicate.${name}Done`))) onClose(name);
  };
  const setOtherAside = async (): Promise<void> => {
    if (await otherHandle.submit("setAside", { of: id }, t("invoices.duplicate.setAsideDone"))) onClose("tellApart");
  };
  return (
    <Dialog
      isOpen
      onClose={() => onClose()}
      title={t("invoices.duplicate.comparing")}
      closeLabel={t("common.close")}
      size="full"
      actions={
        <>
          <Button onPress={() => onClose()}>{t("common.cancel")}</Button>
          <Button icon="check" isPending={busy} onPress={() => void decide("tellApart")} ref={first}>
            {t("invoices.duplicate.tellApart")}
          </Button>
          {thereMay && (
            <Button variant={hereMay ? "secondary" : "primary"} icon="document" isPending={busy} onPress={() => void setOtherAside()}>
              {t("invoices.duplicate.setAsideOther")}
            </Button>
          )}
          {hereMay && (
            <Button variant="primary" icon="document" isPending={busy} onPress={() => void decide("setAside")}>
              {t("invoices.duplicate.setAside")}
            </Button>
          )}
        </>
      }
    >
      {state.loading ? <Skeleton lines={6} label={t("common.loading")} /> : null}
      {state.value !== undefined && other === undefined ? <RecordState state="missing" /> : null}
      {other === undefined ? null : (
        <>
          {hereMay ? null : <Message tone="info">{t(`invoices.duplicate.${thereMay ? "tooLate" : "bothTooLate"}`)}</Message>}
          <CompareValues one={body} other={other} />
          <div className="compare__papers">
            <Paper label={t("invoices.duplicate.here")} id={id} body={body} />
            <Paper label={t("invoices.duplicate.there")} id={otherId} body={other} />
          </div>
        </>
      )}
    </Dialog>
  );
}

function Paper({ label, id, body }: { readonly label: string; readonly id: string; readonly body: Invoice }) {
  const files = useRecordFiles("invoice", id);
  return (
    <section className="compare__paper" aria-label={label}>
      <h3 className="compare__title">{label}</h3>
      <div className="compare__viewer">
        <RecordFileViewer content={body.document} searchable={searchableOf(body.renditions)} pages={body.pages} files={files} />
      </div>
    </section>
  );
}
