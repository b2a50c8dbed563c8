// Two invoices side by side, values and papers, until a person says whether they are one.
import { useTranslation } from "react-i18next";
import { invoiceFieldNames, invoiceSchema, type Invoice } from "../../../shared/domain/invoice/schema.ts";
import { readableBody } from "../../../shared/domain/readable-body.ts";
import { invoiceFieldLabels, states } from "../../../shared/text/de/domain.ts";
import { invoices } from "../../../shared/text/de/screens-invoices.ts";
import { formatDateTime } from "../../../shared/text/format.ts";
import { fieldValueText } from "../../../shared/text/history.ts";
import { lookUp, personName } from "../../../shared/text/refusal-text.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { Icon } from "../../components/icon.tsx";
import { Message, Skeleton } from "../../components/messages.tsx";
import { RecordState } from "../../components/record-state.tsx";
import { useFirstFocus } from "../../components/use-first-focus.ts";
import { useRecordFiles } from "../../desk/use-record-files.ts";
import { useRecord } from "../../desk/use-record.ts";
import { useSignedIn } from "../../desk/use-session.tsx";
import { RecordFileViewer } from "../../pdf/record-file-viewer.tsx";
import type { InvoiceProps } from "./invoice-view.tsx";

export interface CompareDialogProps extends InvoiceProps {
  readonly otherId: string;
  readonly onClose: () => void;
}

export function CompareDialog({ id, body, handle, otherId, onClose }: CompareDialogProps) {
  const { t } = useTranslation();
  const first = useFirstFocus<HTMLButtonElement>();
  const { state } = useRecord("invoice", otherId);
  const record = state.value?.record ?? undefined;
  const other = record === undefined ? undefined : invoiceSchema.safeParse(readableBody(record.body)).data;
  const mayBeSetAside = body.state === "captured" || body.state === "inReview" || body.state === "ready";
  const decide = async (name: "setAside" | "tellApart"): Promise<void> => {
    if (await handle.submit(name, { of: otherId }, t(`invoices.duplicate.${name}Done`))) onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("invoices.duplicate.comparing")}
      closeLabel={t("common.close")}
      size="full"
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button icon="check" isPending={handle.busy} onPress={() => void decide("tellApart")} ref={first}>
            {t("invoices.duplicate.tellApart")}
          </Button>
          {mayBeSetAside && (
            <Button variant="primary" icon="document" isPending={handle.busy} onPress={() => void decide("setAside")}>
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
          {mayBeSetAside ? null : <Message tone="info">{t("invoices.duplicate.tooLate")}</Message>}
          <Values one={body} other={other} />
          <div className="compare__papers">
            <Paper label={t("invoices.duplicate.here")} id={id} body={body} />
            <Paper label={t("invoices.duplicate.there")} id={otherId} body={other} />
          </div>
        </>
      )}
    </Dialog>
  );
}

interface Row {
  readonly label: string;
  readonly texts: readonly [string, string];
  /** Undefined where being unlike says nothing. */
  readonly equal: boolean | undefined;
}

function Values({ one, other }: { readonly one: Invoice; readonly other: Invoice }) {
  const { t } = useTranslation();
  const { directory } = useSignedIn();
  const arrived = ({ arrivals: [first], receivedAt }: Invoice): string =>
    [formatDateTime(receivedAt), lookUp(invoices.channels, first?.channel ?? "") ?? "", personName(first?.by ?? "", directory)]
      .filter((part) => part !== "")
      .join(", ");
  const rows: readonly Row[] = [
    ...invoiceFieldNames.flatMap((name): readonly Row[] => {
      const [left, right] = [one.fields[name], other.fields[name]];
      if (left === null && right === null) return [];
      const texts = [fieldValueText(name, left), fieldValueText(name, right)] as const;
      return [{ label: invoiceFieldLabels[name] ?? name, texts, equal: left === right }];
    }),
    { label: t("invoices.arrivedAs"), texts: [one.document.name, other.document.name], equal: undefined },
    { label: t("invoices.duplicate.arrived"), texts: [arrived(one), arrived(other)], equal: undefined },
    { label: t("invoices.duplicate.state"), texts: [states[one.state] ?? "", states[other.state] ?? ""], equal: undefined },
  ];
  return (
    <table className="compare__values">
      <thead>
        <tr>
          <th scope="col">{t("invoices.duplicate.field")}</th>
          <th scope="col">{t("invoices.duplicate.here")}</th>
          <th scope="col">{t("invoices.duplicate.there")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, texts, equal }) => (
          <tr key={label} className={equal === false ? "compare__row compare__row--unequal" : "compare__row"}>
            <th scope="row">
              {label}
              {equal === undefined ? null : (
                <span className="compare__mark">
                  <Icon name={equal ? "check" : "warning"} size={12} />
                  {t(equal ? "invoices.duplicate.equal" : "invoices.duplicate.unequal")}
                </span>
              )}
            </th>
            <td>{texts[0]}</td>
            <td>{texts[1]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Paper({ label, id, body }: { readonly label: string; readonly id: string; readonly body: Invoice }) {
  const files = useRecordFiles("invoice", id);
  return (
    <section className="compare__paper" aria-label={label}>
      <h3 className="compare__title">{label}</h3>
      <div className="compare__viewer">
        <RecordFileViewer content={body.document} pages={body.pages} files={files} />
      </div>
    </section>
  );
}
