// Sentences and formats: complete, filled in, German.
import { expect, test } from "vitest";
import { decisionOutcomes, applicationStates } from "../domain/application/schema.ts";
import { roles } from "../domain/actor.ts";
import { invoiceStates } from "../domain/invoice/schema.ts";
import { allFieldNames } from "../domain/invoice/terms.ts";
import { kinds } from "../domain/kinds.ts";
import { postStates } from "../domain/post/schema.ts";
import { refusalCodes, refuse } from "../domain/refusal.ts";
import { services } from "../domain/services.ts";
import { documentTypes } from "../domain/document/schema.ts";
import {
  commandLabels,
  documentTypeLabels,
  invoiceFieldLabels,
  kinds as kindLabels,
  outcomes,
  roleLabels,
  serviceFieldLabels,
  serviceLabels,
  states,
} from "./de/domain.ts";
import { formatBytes, formatDate, formatDateTime, formatIban, formatLongDate, formatMoney, formatPartialDate } from "./format.ts";
import { historyText } from "./history.ts";
import { refusalText } from "./refusal-text.ts";

const directory = {
  tenant: "t",
  townName: "Samtgemeinde",
  units: [{ id: "finanzen", name: "Finanzen", short: "FIN" }],
  people: [{ id: "kbrandt", name: "Karla Brandt", units: [] }],
  filePlan: [],
  policy: { certifierMayOrderWithReason: false, offlineDays: 14 },
};

test("every refusal has a finished sentence, an unknown one too", () => {
  for (const code of refusalCodes) expect(refusalText(refuse(code), directory)).toMatch(/^[A-ZÄÖÜ][^{}]*[.]$/u);
  expect(refusalText({ code: "fromTheFuture", params: {} }, directory)).toContain("aktualisieren");
});

test("names, amounts and roles are filled in", () => {
  expect(refusalText(refuse("claimedByOther", { person: "kbrandt" }), directory)).toContain("Karla Brandt");
  expect(refusalText(refuse("amountAboveLimit", { amount: 123_456, limit: 50_000 }), directory)).toContain("1.234,56\u00a0€");
  expect(refusalText(refuse("notAllowed", { role: "ORDERING", unit: "finanzen" }), directory)).toContain(
    "„Anordnungsbefugnis“ für „Finanzen“",
  );
});

test("every kind, state, role, service, field and command has a German word", () => {
  const missing = (table: Readonly<Record<string, string>>, keys: readonly string[]) => keys.filter((key) => !Object.hasOwn(table, key));
  expect(missing(kindLabels, [...kinds.keys()])).toEqual([]);
  expect(missing(states, [...applicationStates, ...invoiceStates, ...postStates, "open", "done", "closed", "named", "ended"])).toEqual([]);
  expect(missing(roleLabels, roles)).toEqual([]);
  expect(missing(outcomes, decisionOutcomes)).toEqual([]);
  expect(
    missing(
      serviceLabels,
      services.map((service) => service.code),
    ),
  ).toEqual([]);
  expect(
    missing(
      serviceFieldLabels,
      services.flatMap((service) => service.fields.map((field) => field.key)),
    ),
  ).toEqual([]);
  expect(missing(invoiceFieldLabels, allFieldNames)).toEqual([]);
  expect(missing(documentTypeLabels, documentTypes)).toEqual([]);
  expect(
    missing(
      commandLabels,
      [...kinds.values()].flatMap((kind) => Object.keys(kind.commands)),
    ),
  ).toEqual([]);
});

test("the trail of every command is told in words, edits with both values", () => {
  const names = [...kinds.values()].flatMap((kind) => Object.keys(kind.commands));
  for (const command of names)
    expect(historyText({ commandId: "c", command, by: "kbrandt", at: "2026-11-24T08:00:00.000Z" }, directory)).toMatch(/^hat /);
  const details = { edits: { gross: { from: 11_900, to: 23_800 }, iban: { from: null, to: "DE89370400440532013000" } }, voided: true };
  const entry = { commandId: "c", command: "editFields", by: "kbrandt", at: "2026-11-24T08:00:00.000Z", details };
  expect(historyText(entry, directory)).toBe(
    "hat geändert: Brutto: 119,00\u00a0€ → 238,00\u00a0€, IBAN: – → DE89 3704 0044 0532 0130 00; Feststellungen und Anordnung sind damit hinfällig",
  );
});

test("formats", () => {
  expect([0, 5, -123_456_789].map((cents) => formatMoney(cents))).toEqual(["0,00\u00a0€", "0,05\u00a0€", "−1.234.567,89\u00a0€"]);
  expect(formatMoney(100, "CHF")).toBe("1,00\u00a0CHF");
  expect([formatDate("2026-11-24"), formatLongDate("2026-03-01"), formatDate("kein Tag")]).toEqual([
    "24.11.2026",
    "1. März 2026",
    "kein Tag",
  ]);
  expect(formatDateTime("2026-06-30T22:30:00.000Z")).toBe("01.07.2026, 00:30");
  expect([{ year: 1961 }, { year: 1961, month: 3 }, { year: 1961, month: 3, day: 4 }].map(formatPartialDate)).toEqual([
    "1961",
    "03.1961",
    "04.03.1961",
  ]);
  expect(formatIban("DE89370400440532013000")).toBe("DE89 3704 0044 0532 0130 00");
  expect([formatBytes(12), formatBytes(1_400_000), formatBytes(25_000)]).toEqual(["12 Byte", "1,4 MB", "25 kB"]);
});
