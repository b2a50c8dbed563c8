// What happened with a payment run, and with an invoice in one, in words. Pure.
import type { TrailEntry } from "../domain/trail.ts";
import { returnReasonText } from "./de/payment.ts";
import { formatDate, formatMoney } from "./format.ts";

function textOf({ details }: TrailEntry, name: string): string {
  const value = details?.[name];
  return typeof value === "string" ? value : "";
}

function amountOf({ details }: TrailEntry): string {
  const cents = details?.["cents"];
  return typeof cents === "number" ? formatMoney(cents) : "";
}

function countOf({ details }: TrailEntry, name: string): number {
  const count = details?.[name];
  return typeof count === "number" ? count : 0;
}

/** A payment that somebody noted by hand, whole or in part. */
export function paymentNoted(entry: TrailEntry): string {
  const day = textOf(entry, "paidOn");
  const amount = amountOf(entry);
  const on = day === "" ? "" : ` zum ${formatDate(day)}`;
  return amount === "" ? `hat die Zahlung${on} vermerkt` : `hat eine Zahlung von ${amount}${on} vermerkt`;
}

/** Undefined for steps of another matter. */
export function paymentHistory(entry: TrailEntry): string | undefined {
  const number = textOf(entry, "number");
  const reason = textOf(entry, "reason");
  switch (entry.command) {
    case "makeRun":
      return `hat den Zahlungslauf über ${amountOf(entry)} zusammengestellt`;
    case "releaseRun":
      return `hat den Zahlungslauf über ${amountOf(entry)} freigegeben`;
    case "exportRun": {
      const again = reason === "" ? "" : ` (noch einmal, weil: ${reason})`;
      return `hat die Datei ${textOf(entry, "msgId")} über ${amountOf(entry)} erstellt${again}; Prüfsumme ${textOf(entry, "sha256").slice(0, 12)}`;
    }
    case "dissolveRun":
      return `hat den Zahlungslauf aufgelöst: ${reason}`;
    case "settleRun": {
      const [paid, returned] = [countOf(entry, "paid"), countOf(entry, "returned")];
      return `hat den Kontoauszug gebucht: ${paid} bezahlt${returned === 0 ? "" : `, ${returned} zurückgekommen`}`;
    }
    case "intoRun":
      return `hat die Rechnung in den Zahlungslauf ${number} genommen`;
    case "outOfRun":
      return `hat den Zahlungslauf ${number} aufgelöst: ${reason}`;
    case "paidInRun":
      return `hat nach dem Kontoauszug ${amountOf(entry)} als bezahlt gebucht (${formatDate(textOf(entry, "paidOn"))}, Zahlungslauf ${number})`;
    case "returnedByBank":
      return `hat nach dem Kontoauszug eine Rückgabe von ${amountOf(entry)} gebucht: ${returnReasonText(reason)}`;
    default:
      return undefined;
  }
}
