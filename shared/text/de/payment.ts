// German words of payment: refusals, states of a run, what the bank says. `{{name}}` is filled in.

export const paymentRefusals = {
  inRun: "Die Rechnung {{number}} ist im Zahlungslauf {{run}}. Sie lässt sich erst ändern, wenn der Lauf bezahlt oder aufgelöst ist.",
  settlingOpen: "Bei der Rechnung {{number}} ist noch etwas zu klären: {{settlingLabel}}. Bitte erledigen Sie das vor der Zahlung.",
  notTransferable:
    "Die Rechnung {{number}} lässt sich nicht überweisen: Es fehlt eine gültige IBAN im Euro-Zahlungsraum, oder sie lautet nicht auf Euro. Bitte zahlen Sie sie auf anderem Weg.",
  nothingToPay: "Bei der Rechnung {{number}} ist nichts zu überweisen. Bitte nehmen Sie sie aus der Auswahl.",
  moreThanOpen: "Der Betrag von {{amountLabel}} ist höher als der offene Betrag von {{limitLabel}}. Bitte prüfen Sie den Betrag.",
  executionPast: "Der Ausführungstag liegt in der Vergangenheit. Bitte wählen Sie heute oder einen späteren Tag.",
  payingAccountMissing:
    "Für diese Verwaltung ist noch kein Konto hinterlegt, von dem überwiesen wird. Bitte wenden Sie sich an die Systembetreuung.",
  makerMayNotRelease:
    "Diesen Zahlungslauf hat {{personName}} zusammengestellt. Freigeben muss ihn eine zweite Person der Kasse (Vier-Augen-Prinzip).",
  exportedAlready: "Für diesen Zahlungslauf gibt es schon eine Datei. Eine weitere Datei braucht eine schriftliche Begründung.",
  exportedMeanwhile:
    "Jemand anderes hat für diesen Zahlungslauf inzwischen eine Datei erstellt. Bitte sehen Sie sich den Lauf noch einmal an.",
  amountDiffers: "Betrag oder Rechnung des Umsatzes passen nicht zum Zahlungslauf. Bitte klären Sie den Umsatz von Hand.",
  statementKnown: "Diese Umsätze sind schon gebucht. Es wurde nichts geändert.",
  paymentStays: "Schritte eines Zahlungslaufs lassen sich nicht zurücknehmen. Lösen Sie den Lauf auf, solange keine Datei erstellt ist.",
} as const;

/** States of a run, under the names a refusal gives them. */
export const runStates = {
  "run.made": "zusammengestellt",
  "run.released": "freigegeben",
  "run.exported": "Datei erstellt",
  "run.settled": "abgeschlossen",
  "run.dissolved": "aufgelöst",
} as const;

export const paymentCommands = {
  makeRun: "Zahlungslauf zusammenstellen",
  releaseRun: "Zahlungslauf freigeben",
  exportRun: "Zahlungsdatei erstellen",
  dissolveRun: "Zahlungslauf auflösen",
  settleRun: "Kontoauszug buchen",
} as const;

/** Reasons of returned transfers (external code set of ISO 20022) in the words of the cash office. */
const returnReasons: Readonly<Record<string, string>> = {
  AC01: "IBAN falsch",
  AC03: "IBAN falsch",
  AC04: "Konto aufgelöst",
  AC06: "Konto gesperrt",
  AG01: "Überweisungen auf dieses Konto sind nicht möglich",
  AG02: "falscher Geschäftsvorfall",
  AM05: "doppelt eingereicht",
  BE04: "Anschrift fehlt",
  BE05: "Auftraggeber unbekannt",
  CNOR: "Bank nicht erreichbar",
  DNOR: "Bank nicht erreichbar",
  FOCR: "nach einem Rückruf erstattet",
  MD07: "Empfänger verstorben",
  MS02: "vom Empfänger abgelehnt",
  MS03: "ohne Angabe eines Grundes",
  RC01: "BIC falsch",
  RR01: "Angaben zum Auftraggeber fehlen",
  RR04: "aus aufsichtsrechtlichen Gründen",
};

/** Why the bank returned a transfer; an unknown code is named, never hidden. */
export function returnReasonText(code: string): string {
  if (code === "") return "ohne Angabe eines Grundes";
  return Object.hasOwn(returnReasons, code) ? `${returnReasons[code] ?? ""} (${code})` : `Grund ${code}`;
}
