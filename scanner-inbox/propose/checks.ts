// Looks whether proposed values can be right: sums, check digits, order of days; never changes a value.
import { isValidIBAN } from "ibantools";
import { compareDates } from "../../shared/base/office-date.ts";
import { sumCents } from "../../shared/base/money.ts";
import { vatLinesDoubt } from "../../shared/domain/invoice/vat-sums.ts";
import type { ReadProblemCode, Reading } from "../read/reading.ts";
import { isRouteId, isVatId } from "./tax-check-digits.ts";
import type { CheckCode, InvoiceFields, ProposalCheck, ProposalKind } from "./proposal.ts";

const UNREAD: ReadonlySet<ReadProblemCode> = new Set(["pages-cut", "page-unreadable", "page-text-cut", "pages-not-recognised"]);

type Severity = ProposalCheck["severity"];

/** Every check whose values are there, and a warning for each of the needed values that is not. `otherIbans` counts further accounts in the text. */
export function checkFields(fields: InvoiceFields, reading: Reading, otherIbans: number, kind: ProposalKind): ProposalCheck[] {
  const checks: ProposalCheck[] = [];
  const add = (code: CheckCode, severity: Severity): void => void checks.push({ code, severity });
  if (kind === "reminder") add("reminder", "warning");
  if (!fields.number) add("number-missing", "warning");
  if (!fields.issueDate) add("issue-date-missing", "warning");
  if (!fields.supplier) add("supplier-missing", "warning");
  if (!fields.gross) add("gross-missing", "warning");
  if (!fields.iban) add("iban-missing", "warning");
  if (fields.net && fields.vat && fields.gross)
    add("amounts-sum", fields.net.value + fields.vat.value === fields.gross.value ? "ok" : "error");
  if (fields.payable) add("payable-differs", "warning");
  if (fields.iban) add("iban-check-digits", isValidIBAN(fields.iban.value) ? "ok" : "error");
  if (fields.iban?.repaired) add("iban-repaired", "warning");
  if (otherIbans > 0) add("several-ibans", "warning");
  if (fields.supplierVatId) add("vat-id-check-digits", isVatId(fields.supplierVatId.value) ? "ok" : "error");
  if (fields.supplierVatId?.repaired) add("vat-id-repaired", "warning");
  if (fields.buyerReference?.repaired) add("buyer-reference-repaired", "warning");
  if (fields.buyerReference && /^\d{2,12}-/u.test(fields.buyerReference.value)) {
    add("buyer-reference-check-digits", isRouteId(fields.buyerReference.value) ? "ok" : "warning");
  }
  if (fields.issueDate && fields.dueDate)
    add("due-after-issue", compareDates(fields.dueDate.value, fields.issueDate.value) >= 0 ? "ok" : "warning");
  if (fields.currency && fields.currency.value !== "EUR") add("currency-foreign", "warning");
  const taxes = reading.invoice?.vatLines.map((line) => line.vat).filter((vat) => vat !== null) ?? [];
  if (fields.vatLines) {
    const doubt = vatLinesDoubt(fields.vatLines.value, fields.net?.value ?? null, fields.vat?.value ?? null);
    add("vat-lines-sum", doubt === "sums" ? "error" : "ok");
    if (doubt !== "sums") add("vat-lines-rate", doubt === "rate" ? "error" : "ok");
  } else if (taxes.length > 0 && fields.vat) add("vat-lines-sum", sumCents(taxes) === fields.vat.value ? "ok" : "error");
  const { discounts, dueDate } = fields;
  if (discounts && dueDate)
    add("discount-before-due", discounts.value.every(({ until }) => compareDates(until, dueDate.value) <= 0) ? "ok" : "warning");
  if (reading.problems.some(({ code }) => code === "attachment-refused")) add("attachment-refused", "warning");
  if (Object.values(fields).some((field) => field?.source === "ocr")) add("text-recognised", "warning");
  return [...checks, ...checkFile(reading)];
}

/** What is worth knowing of the file itself, whatever stands in it. */
export function checkFile({ pages, problems }: Reading): ProposalCheck[] {
  const checks: ProposalCheck[] = [];
  // Where pictures were recognised every page was looked at; else a page without text may be a picture that says more.
  const silent = pages.filter(({ lines }) => lines.length === 0).length;
  if (silent > 0 && silent < pages.length && pages.every(({ recognised }) => recognised === undefined))
    checks.push({ code: "pages-without-text", severity: "warning" });
  if (problems.some(({ code }) => UNREAD.has(code))) checks.push({ code: "pages-unread", severity: "warning" });
  if (problems.some(({ code }) => code === "pdf-signed")) checks.push({ code: "pdf-signed", severity: "ok" });
  if (problems.some(({ code }) => code === "pdf-encrypted")) checks.push({ code: "pdf-encrypted", severity: "warning" });
  return checks;
}
