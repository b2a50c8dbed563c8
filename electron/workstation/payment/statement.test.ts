// Statements of a bank: both versions, batches and single entries, returns, what is of another account or no statement at all; and a second reading.
import { expect, test } from "vitest";
import { matchStatement, type BankStatement, type MatchedEntry } from "../../../shared/domain/payment-run/statement.ts";
import { answerOf, CashOffice } from "../../../shared/testing/run-builder.ts";
import { cast } from "../../../shared/testing/scene.ts";
import { exportsOf } from "../../../shared/domain/payment-run/schema.ts";
import { readStatements } from "./read-statement.ts";
import { statementFile, type EntryForTests } from "./statement-for-tests.ts";

const ours = "DE02500105170137075030";
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function read(text: string): BankStatement {
  const statements = readStatements(bytes(text));
  if (typeof statements === "string" || statements[0] === undefined) throw new Error(`no statement: ${JSON.stringify(statements)}`);
  return statements[0];
}

function office() {
  const cash = new CashOffice();
  const invoices = [cash.ordered(), cash.ordered({ number: "R-18", gross: 20_000, net: null, vat: null, iban: "AT611904300234573201" })];
  const id = cash.exported(invoices);
  const match = (entries: readonly EntryForTests[], version: "02" | "08" = "08"): readonly MatchedEntry[] =>
    matchStatement(read(statementFile({ iban: ours, id: "2026-230", entries, version })), [{ id, body: cash.runBody(id) }]);
  const settle = (matched: readonly MatchedEntry[]) =>
    answerOf(cash.run(cast.cashier, "paymentRun", "settleRun", id, { entries: matched.flatMap(({ settles }) => [...settles]) }));
  return { cash, id, invoices, match, settle, items: cash.runBody(id).items, msgId: exportsOf(cash.runBody(id))[0]?.msgId ?? "" };
}

test.each(["02", "08"] as const)("an entry names its payment by the end-to-end id (camt.053.001.%s)", (version) => {
  const { match, items, settle, cash, invoices } = office();
  const [one] = items;
  const matched = match([{ reference: "B-1", cents: 11_900, endToEnd: one?.endToEnd ?? "", on: "2026-11-26" }], version);
  expect(matched).toMatchObject([
    { standing: "matched", by: "endToEnd", settles: [{ invoice: invoices[0], cents: 11_900, on: "2026-11-26" }] },
  ]);
  expect(settle(matched)).toBe("accepted");
  expect(cash.invoiceBody(invoices[0] ?? "").payment?.paidOn).toBe("2026-11-26");
});

test("one debit for the whole file pays all of it; the same statement again is known", () => {
  const { match, settle, cash, id, msgId } = office();
  const entries = [{ reference: "B-1", cents: 31_900, batch: msgId }];
  expect(settle(match(entries))).toBe("accepted");
  expect(cash.runBody(id).state).toBe("settled");
  expect(match(entries)).toMatchObject([{ standing: "known" }]);
  expect(settle(match(entries))).toBe("statementKnown");
});

test("transactions of a batch are told one by one", () => {
  const { match, items } = office();
  const parts = items.map(({ endToEnd, cents }) => ({ endToEnd, cents }));
  expect(match([{ reference: "B-1", cents: 31_900, parts }]).map(({ standing, settles }) => [standing, settles.length])).toEqual([
    ["matched", 1],
    ["matched", 1],
  ]);
});

test("without an id amount and account tell, where they tell one payment alone; a second reading finds the same one", () => {
  const { match, settle, invoices } = office();
  const entry = { reference: "B-1", cents: 20_000, iban: "AT611904300234573201" };
  const matched = match([entry]);
  expect(matched).toMatchObject([{ by: "amountAndIban", settles: [{ invoice: invoices[1] }] }]);
  expect(match([entry, { ...entry, reference: "B-2" }]).map(({ standing }) => standing)).toEqual(["matched", "unmatched"]);
  expect(settle(matched)).toBe("accepted");
  expect(match([entry])).toMatchObject([{ standing: "known" }]);
});

test("what is not ours is left to a person: other amounts, other ids, money that comes in, entries not booked yet", () => {
  const { match, items } = office();
  const endToEnd = items[0]?.endToEnd ?? "";
  const entries = [
    { reference: "B-1", cents: 11_901, endToEnd },
    { reference: "B-2", cents: 11_900, endToEnd: "GEBUEHR" },
    { reference: "B-3", cents: 11_900, credit: true, iban: "DE89370400440532013000" },
    { reference: "B-4", cents: 11_900, endToEnd, pending: true },
  ];
  expect(match(entries).map(({ standing }) => standing)).toEqual(["unmatched", "unmatched", "unmatched"]);
});

test("a return opens the invoice again with the bank's reason", () => {
  const { match, settle, items, cash, invoices } = office();
  const endToEnd = items[0]?.endToEnd ?? "";
  const entries = [
    { reference: "R-1", cents: 11_900, credit: true, endToEnd, returned: "AC04", on: "2026-11-27" },
    { reference: "B-1", cents: 11_900, endToEnd, on: "2026-11-26" },
  ];
  expect(settle(match(entries))).toBe("accepted");
  const body = cash.invoiceBody(invoices[0] ?? "");
  expect(body.state).toBe("ordered");
  expect(Object.values(body.payments ?? {}).find(({ cents }) => cents < 0)).toMatchObject({ returned: "AC04" });
});

test("a statement of another account says nothing of our runs", () => {
  const { cash, id, items } = office();
  const foreign = read(
    statementFile({
      iban: "DE89370400440532013000",
      id: "1",
      entries: [{ reference: "B-1", cents: 11_900, endToEnd: items[0]?.endToEnd ?? "" }],
    }),
  );
  expect(matchStatement(foreign, [{ id, body: cash.runBody(id) }])).toMatchObject([{ standing: "unmatched" }]);
});

test("balances are added up", () => {
  const entries = [
    { reference: "B-1", cents: 11_900 },
    { reference: "B-2", cents: 500, credit: true },
  ];
  expect(read(statementFile({ iban: ours, id: "1", entries, balances: [100_000, 88_600] })).balanced).toBe(true);
  expect(read(statementFile({ iban: ours, id: "1", entries, balances: [100_000, 88_601] })).balanced).toBe(false);
  expect(read(statementFile({ iban: ours, id: "1", entries })).balanced).toBeNull();
});

test("an entry without a reference is named by its own words, the same in every copy", () => {
  const once = read(
    statementFile({
      iban: ours,
      id: "1",
      entries: [
        { cents: 11_900, endToEnd: "X-1" },
        { cents: 11_900, endToEnd: "X-2" },
      ],
    }),
  );
  const again = read(statementFile({ iban: ours, id: "1", entries: [{ cents: 11_900, endToEnd: "X-1" }] }));
  expect(once.entries[0]?.entry).toBe(again.entries[0]?.entry);
  expect(once.entries[0]?.entry).not.toBe(once.entries[1]?.entry);
});

test.each([
  ["no XML", "Guten Tag", "broken"],
  ["a payment file", '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"><CstmrCdtTrfInitn/></Document>', "otherFile"],
  ["another version", statementFile({ iban: ours, id: "1", entries: [] }).replace("053.001.08", "053.001.13"), "otherVersion"],
  ["without an account", statementFile({ iban: ours, id: "1", entries: [] }).replace(/<Acct>.*?<\/Acct>/u, ""), "incomplete"],
  ["without a statement", '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt/></Document>', "empty"],
  ["with a document type", '<!DOCTYPE a><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"/>', "refused"],
])("a file that is no statement is named: %s", (_what, text, problem) => {
  expect(readStatements(bytes(text))).toBe(problem);
});
