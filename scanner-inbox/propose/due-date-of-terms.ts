// The due date an XML gives only in the words of its payment terms; never from a term with discount.
import type { EInvoice } from "../read/e-invoice.ts";
import { documentTextOf } from "./document-text.ts";
import { findDueDate } from "./find-dates.ts";
import type { InvoiceFields } from "./proposal.ts";

/** BT-20 read like a line of a letter. The result is derived: the term itself is no date. */
export function dueDateOfTerms(invoice: EInvoice): InvoiceFields["dueDate"] {
  if (invoice.paymentTerms === null || invoice.issueDate === null) return null;
  const text = invoice.paymentTerms.replace(/#SKONTO#[^#]*(?:#[A-Z]+=[^#]*)*#/gu, " ").trim();
  if (text === "") return null;
  const lines = [{ top: 10, height: 10, cells: [{ text: `Zahlbar: ${text}`, x: 0, width: 400 }] }];
  const found = findDueDate(documentTextOf([{ number: 1, width: 595, height: 842, lines }]), invoice.issueDate);
  return found ? { value: found.value, source: "derived", reason: found.reason ?? "termOfPayment", confidence: 0.75 } : null;
}
