// The sheet of an electronic invoice: every term the sender wrote, in the order in which a person reads a bill. It judges nothing.
import { useTranslation } from "react-i18next";
import type { EInvoiceLine, ReadEInvoice } from "../../shared/desk/einvoice-calls.ts";
import { formatBytes } from "../../shared/text/format.ts";
import { vatCategories } from "../../shared/text/de/screens-einvoice.ts";
import { lookUp } from "../../shared/text/refusal-text.ts";
import { Button } from "../components/button.tsx";
import { Section } from "../components/data-list.tsx";
import { amountText, dayText, percentText } from "./e-invoice-format.ts";
import { InvoiceLines, type MoreLines } from "./e-invoice-lines.tsx";
import type { SheetPart } from "./e-invoice-places.ts";
import {
  buyerRows,
  deliveryRows,
  headRows,
  noteRows,
  payeeRows,
  paymentRows,
  referenceRows,
  representativeRows,
  sellerRows,
  totalRows,
  type Allowance,
  type TermRow,
} from "./e-invoice-rows.ts";
import { Table } from "./sheet-table.tsx";
import { TermList } from "./term-list.tsx";
import "./e-invoice.css";

export interface EInvoiceSheetProps {
  readonly eInvoice: ReadEInvoice;
  /** Pages of lines that are here, the first among them. */
  readonly pages: readonly (readonly EInvoiceLine[])[];
  /** These two are left out on paper: there nothing can be pressed. */
  readonly more?: MoreLines | undefined;
  /** Opens the file at this place among the supporting documents. */
  readonly onOpen?: ((index: number) => void) | undefined;
}

type InvoiceProps = { readonly invoice: ReadEInvoice["invoice"] };

export function EInvoiceSheet({ eInvoice, pages, more, onOpen }: EInvoiceSheetProps) {
  const { invoice, lineCount } = eInvoice;
  return (
    <article className="sheet e-invoice">
      <Terms part="invoice" rows={headRows(invoice)} />
      <div className="e-invoice__pair">
        <Terms part="seller" rows={sellerRows(invoice)} />
        <Terms part="buyer" rows={buyerRows(invoice)} />
        <Terms part="payee" rows={payeeRows(invoice)} />
        <Terms part="taxRepresentative" rows={representativeRows(invoice)} />
      </div>
      <Terms part="references" rows={referenceRows(invoice)} />
      <PrecedingInvoices invoice={invoice} />
      <Terms part="notes" rows={noteRows(invoice)} />
      <Terms part="delivery" rows={deliveryRows(invoice)} />
      {lineCount > 0 && <InvoiceLines pages={pages} lineCount={lineCount} more={more} />}
      <Allowances invoice={invoice} />
      <VatBreakdown invoice={invoice} />
      <Terms part="totals" rows={totalRows(invoice)} totals />
      <Terms part="payment" rows={paymentRows(invoice)} />
      <ThirdPartyPayments invoice={invoice} />
      <Documents invoice={invoice} onOpen={onOpen} />
    </article>
  );
}

interface TermsProps {
  readonly part: SheetPart;
  readonly rows: readonly TermRow[];
  /** Amounts one below the other, the last one the one that counts. */
  readonly totals?: boolean;
}

function Terms({ part, rows, totals = false }: TermsProps) {
  const { t } = useTranslation();
  if (rows.length === 0) return null;
  return (
    <Section title={t(`eInvoice.sections.${part}`)} part={part}>
      <TermList rows={rows} look={totals ? "totals" : "rows"} />
    </Section>
  );
}

function PrecedingInvoices({ invoice: { precedingInvoices } }: InvoiceProps) {
  const { t } = useTranslation();
  const title = t("eInvoice.sections.precedingInvoices");
  return (
    <Table
      part="precedingInvoices"
      title={title}
      columns={[{ label: t("eInvoice.columns.number") }, { label: t("eInvoice.columns.date") }]}
      rows={precedingInvoices.map(({ number, issueDate }) => [number, dayText(issueDate)])}
    />
  );
}

function Allowances({ invoice: { allowances, charges } }: InvoiceProps) {
  const { t } = useTranslation();
  const row = (kind: string) => (one: Allowance) => [
    kind,
    joined([one.reason, one.reasonCode], " · "),
    amountText(one.base),
    percentText(one.percent),
    joined([one.vatCategory, percentText(one.vatRate)], " "),
    amountText(one.amount),
  ];
  return (
    <Table
      part="allowances"
      title={t("eInvoice.sections.allowances")}
      columns={[
        { label: t("eInvoice.columns.kind") },
        { label: t("eInvoice.columns.reason") },
        { label: t("eInvoice.columns.base"), number: true },
        { label: t("eInvoice.columns.percent"), number: true },
        { label: t("eInvoice.columns.rate"), number: true },
        { label: t("eInvoice.columns.amount"), number: true },
      ]}
      rows={[...allowances.map(row(t("eInvoice.allowance"))), ...charges.map(row(t("eInvoice.charge")))]}
    />
  );
}

function VatBreakdown({ invoice: { vatBreakdown } }: InvoiceProps) {
  const { t } = useTranslation();
  return (
    <Table
      part="vat"
      title={t("eInvoice.sections.vat")}
      columns={[
        { label: t("eInvoice.columns.category") },
        { label: t("eInvoice.columns.percent"), number: true },
        { label: t("eInvoice.columns.exemption") },
        { label: t("eInvoice.columns.base"), number: true },
        { label: t("eInvoice.columns.tax"), number: true },
      ]}
      rows={vatBreakdown.map(({ category, rate, exemptionReason, exemptionCode, base, amount }) => [
        category === null ? null : `${lookUp(vatCategories, category) ?? ""} (${category})`.trim(),
        percentText(rate),
        joined([exemptionReason, exemptionCode], " · "),
        amountText(base),
        amountText(amount),
      ])}
    />
  );
}

function ThirdPartyPayments({ invoice: { thirdPartyPayments } }: InvoiceProps) {
  const { t } = useTranslation();
  return (
    <Table
      part="thirdParty"
      title={t("eInvoice.sections.thirdParty")}
      columns={[
        { label: t("eInvoice.columns.kind") },
        { label: t("eInvoice.columns.description") },
        { label: t("eInvoice.columns.amount"), number: true },
      ]}
      rows={thirdPartyPayments.map(({ type, description, amount }) => [type, description, amountText(amount)])}
    />
  );
}

function Documents({ invoice: { supportingDocuments }, onOpen }: InvoiceProps & Pick<EInvoiceSheetProps, "onOpen">) {
  const { t } = useTranslation();
  return (
    <Table
      part="documents"
      title={t("eInvoice.sections.documents")}
      columns={[
        { label: t("eInvoice.columns.reference") },
        { label: t("eInvoice.columns.file") },
        { label: t("eInvoice.columns.typeAndSize") },
      ]}
      rows={supportingDocuments.map(({ reference, description, location, file }, index) => [
        joined([reference, description], " · "),
        // An address is shown and never followed: it leads out of the house.
        file === null ? (
          (location ?? t("eInvoice.noFile"))
        ) : onOpen === undefined ? (
          joined([file.name ?? t("eInvoice.unnamed"), location], " · ")
        ) : (
          <>
            <Button
              variant="quiet"
              icon="eye"
              label={t("eInvoice.openFile", { name: file.name ?? t("eInvoice.unnamed") })}
              onPress={() => onOpen(index)}
            >
              {file.name ?? t("eInvoice.unnamed")}
            </Button>
            {location}
          </>
        ),
        file === null ? null : joined([file.mimeType, formatBytes(file.size)], ", "),
      ])}
    />
  );
}

function joined(parts: readonly (string | null)[], by: string): string {
  return parts.filter((part) => part !== null && part !== "").join(by);
}
