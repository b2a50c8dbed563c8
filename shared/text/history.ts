// A record's trail in words: one German sentence an entry.
import type { Json } from "../base/canonical-json.ts";
import { z } from "../base/zod.ts";
import type { Directory } from "../domain/policy.ts";
import type { TrailEntry } from "../domain/trail.ts";
import { certificationLabels, commandLabels, documentTypeLabels, outcomes } from "./de/domain.ts";
import { bookingsText } from "./bookings-text.ts";
import { formatDate, formatIban, formatMoney } from "./format.ts";
import { paymentHistory, paymentNoted } from "./payment-history.ts";
import { termsText } from "./terms-text.ts";
import { actorName, fieldLabel, fieldLabels, lookUp, personName, unitName } from "./refusal-text.ts";

const editsSchema = z.record(z.string(), z.object({ from: z.json(), to: z.json() }));
const amounts = ["net", "vat", "gross"];

/** What happened, without who and when: "hat die Rechnung als sachlich richtig festgestellt". */
export function historyText(entry: TrailEntry, directory: Directory | null): string {
  const detail = (name: string): string => {
    const value = entry.details?.[name];
    return typeof value === "string" ? value : "";
  };
  switch (entry.command) {
    case "receive":
      return "hat den Antrag entgegengenommen";
    case "claim":
      return "hat die Bearbeitung übernommen";
    case "release":
      return "hat die Bearbeitung zurückgegeben";
    case "handOver":
    case "assign":
      return `hat von „${unitName(detail("from"), directory)}“ an „${unitName(detail("to"), directory)}“ abgegeben`;
    case "addNote":
      return "hat eine Notiz geschrieben";
    case "withdrawNote":
      return "hat die eigene Notiz zurückgenommen";
    case "decide":
      return `hat entschieden: ${lookUp(outcomes, detail("outcome")) ?? detail("outcome")}${detail("reason") === "" ? "" : ` – ${detail("reason")}`}`;
    case "withdrawDecision":
      return "hat die Entscheidung zurückgenommen";
    case "close":
      return "hat abgeschlossen";
    case "reopen":
      return "hat wieder geöffnet";
    case "fileAway":
      return "hat zu den Akten verfügt";
    case "capture":
      return `hat die Datei „${detail("fileName")}“ erfasst`;
    case "duplicate":
      return `hat dieselbe Datei noch einmal eingereicht („${detail("fileName")}“); sie wurde nicht doppelt erfasst`;
    case "editFields":
    case "describe":
      return editsText(entry);
    case "assignBookings":
      return `hat kontiert: ${changesOf(entry).join(", ")}${voidedText(entry)}`;
    case "takeOut":
      return "hat den Eintrag herausgenommen";
    case "confirmFields":
      return `hat mit der Rechnung verglichen und bestätigt: ${fieldLabels(detail("fields"))}`;
    case "certify":
      return `hat festgestellt: ${lookUp(certificationLabels, detail("as")) ?? detail("as")}${knowingly(entry)}`;
    case "withdrawCertification":
      return `hat die Feststellung „${lookUp(certificationLabels, detail("as")) ?? detail("as")}“ zurückgenommen`;
    case "order":
      return `hat die Auszahlung angeordnet${detail("exceptionReason") === "" ? "" : ` (Ausnahme: ${detail("exceptionReason")})`}${knowingly(entry)}`;
    case "withdrawOrder":
      return "hat die Anordnung zurückgenommen";
    case "query":
      return `hat ${personName(detail("to"), directory)} gefragt: ${detail("question")}`;
    case "answer":
      return `hat die Rückfrage beantwortet: ${detail("text")}`;
    case "hold":
      return `hat bis zum ${formatDate(detail("until"))} zurückgestellt: ${detail("reason")}`;
    case "liftHold":
      return "hat die Zurückstellung aufgehoben";
    case "dispute":
      return `hat als strittig vermerkt: ${detail("reason")}`;
    case "settle":
      return `hat geklärt: ${detail("text")}`;
    case "returnToSupplier":
      return `hat an den Lieferanten zurückgesandt: ${detail("reason")}`;
    case "matchCredit":
      return `hat Gutschrift und Rechnung verrechnet${detail("number") === "" ? "" : ` (Gutschrift ${detail("number")})`}`;
    case "unmatchCredit":
      return `hat die Verrechnung gelöst${detail("number") === "" ? "" : ` (Gutschrift ${detail("number")})`}`;
    case "wantTechnical":
      return `hat die fachtechnische Feststellung verlangt: ${detail("reason")}`;
    case "waiveTechnical":
      return `hat auf die fachtechnische Feststellung verzichtet: ${detail("reason")}`;
    case "certifyTechnical":
      return `hat festgestellt: fachtechnisch richtig${knowingly(entry)}`;
    case "withdrawTechnical":
      return "hat die fachtechnische Feststellung zurückgenommen";
    case "setAside":
      return `hat die Rechnung als Dublette ${detail("number") === "" ? "einer anderen" : `von ${detail("number")}`} abgelegt`;
    case "bringBack":
      return "hat die Rechnung zurückgeholt: doch keine Dublette";
    case "tellApart":
      return `hat festgehalten: keine Dublette ${detail("number") === "" ? "der anderen Rechnung" : `von ${detail("number")}`}`;
    case "isLetter":
      return "hat festgestellt: keine Rechnung; das Papier geht als Posteingang weiter";
    case "isInvoice":
      return "hat festgestellt: eine Rechnung; das Papier geht als Rechnung weiter";
    case "rebook":
      return "hat umgebucht, wofür das Papier zuerst gehalten wurde";
    case "readPaper":
      return "hat das Papier gelesen";
    case "discard":
      return `hat weggelegt: ${detail("reason")}`;
    case "tell":
      return "hat eingelesen, was hier gemeldet wird";
    case "checkTransfer":
      return detail("verdict") === "agrees"
        ? "hat den Scan mit dem Papier verglichen: stimmt überein"
        : "hat den Scan mit dem Papier verglichen: weicht ab";
    case "addRendition":
      return "hat eine durchsuchbare Fassung des Scans beigelegt; das Original ist unverändert";
    case "recordPayment":
      return paymentNoted(entry);
    case "file":
    case "add":
      return "hat das Dokument abgelegt";
    case "attachText":
      return "hat den Text des Dokuments gelesen";
    case "open":
    case "create":
      return "hat angelegt";
    case "complete":
      return "hat erledigt";
    case "resume":
      return "hat wieder aufgenommen";
    case "name":
      return `hat ${personName(detail("deputy"), directory)} als Vertretung für ${personName(detail("principal"), directory)} eingetragen, vom ${formatDate(detail("from"))} bis ${formatDate(detail("until"))}`;
    case "end":
      return "hat die Vertretung beendet";
    case "enter":
      return entry.details?.["again"] === true
        ? "hat denselben Lieferanten noch einmal eingetragen; was fehlte, ist ergänzt"
        : "hat den Lieferanten eingetragen";
    case "addIban":
      return `hat die IBAN ${formatIban(detail("iban"))} vorgeschlagen`;
    case "removeIban":
      return `hat vorgeschlagen, die IBAN ${formatIban(detail("iban"))} zu entfernen`;
    case "confirmIban":
      return `hat als zweite Person die Änderung an der IBAN ${formatIban(detail("iban"))} bestätigt: ${detail("note")}`;
    case "keepIban":
      return `hat entschieden, dass die IBAN ${formatIban(detail("iban"))} bleibt`;
    case "block":
      return `hat den Lieferanten gesperrt: ${detail("reason")}`;
    case "unblock":
      return "hat die Sperre aufgehoben";
    case "learn":
      return "hat eine Rechnung geprüft; wo die Angaben stehen, ist gelernt";
    case "forget":
      return `hat vergessen lassen, wo „${fieldLabel(detail("field"))}“ steht`;
    case "linkSupplier":
      return "hat die Rechnung einem Lieferanten zugeordnet";
    case "unlinkSupplier":
      return "hat die Zuordnung zum Lieferanten aufgehoben";
    case "takeBack":
      return takeBackText(entry);
    default:
      return paymentHistory(entry) ?? lookUp(commandLabels, entry.command) ?? entry.command;
  }
}

/** Signed although another invoice looked like this one and nobody had decided. */
function knowingly({ details }: TrailEntry): string {
  return details?.["alike"] === undefined ? "" : ", obwohl eine andere Rechnung ihr gleicht";
}

/** Who did it, by name, and for whom. */
export function historyActor(entry: TrailEntry, directory: Directory | null): string {
  return actorName(entry.by, entry.onBehalfOf, directory);
}

/** Each changed field with its value before and after. */
export function changesOf(entry: TrailEntry): readonly string[] {
  const edits = editsSchema.safeParse(entry.details?.["edits"]);
  if (!edits.success) return [];
  return Object.entries(edits.data).map(
    ([field, { from, to }]) => `${fieldLabel(field)}: ${fieldValueText(field, from)} → ${fieldValueText(field, to)}`,
  );
}

function takeBackText(entry: TrailEntry): string {
  const { command, as } = entry.details ?? {};
  const name = typeof command === "string" ? command : "";
  const full = typeof as === "string" ? lookUp(commandLabels, `${name}.${as}`) : undefined;
  const step = full ?? lookUp(commandLabels, name) ?? name;
  const changes = changesOf(entry);
  return `hat den eigenen Schritt „${step}“ zurückgenommen${changes.length === 0 ? "" : `: ${changes.join(", ")}`}`;
}

function editsText(entry: TrailEntry): string {
  return `hat geändert: ${changesOf(entry).join(", ")}${voidedText(entry)}`;
}

function voidedText(entry: TrailEntry): string {
  return entry.details?.["voided"] === true ? "; Feststellungen und Anordnung sind damit hinfällig" : "";
}

/** A field's value as a screen shows it; empty is a dash. */
export function fieldValueText(field: string, value: Json): string {
  if (value === null || value === "") return "–";
  if (typeof value === "number") return amounts.includes(field) ? formatMoney(value) : String(value);
  if (Array.isArray(value)) return termsText(value) ?? bookingsText(value) ?? value.map(String).join(", ");
  if (typeof value !== "string") return JSON.stringify(value);
  if (field === "iban") return formatIban(value);
  if (field === "documentType") return lookUp(documentTypeLabels, value) ?? value;
  return formatDate(value);
}
