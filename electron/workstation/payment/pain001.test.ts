// The payment file: whatever is in a run, an independent checker finds nothing, sums agree to the cent, and reading it back gives the payments.
// Each planted breach of the schema is found.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defaultReadLimits } from "../../../scanner-inbox/read/reading.ts";
import { elementsAt, parseXml, writtenAt } from "../../../scanner-inbox/read/xml-element.ts";
import { plainSepaText } from "../../../shared/domain/payment-run/remittance.ts";
import { pain001Of } from "../../../shared/domain/payment-run/pain001.ts";
import { runItemSchema, sumOf, type PaymentRun } from "../../../shared/domain/payment-run/schema.ts";
import { CashOffice, payingPolicy } from "../../../shared/testing/run-builder.ts";
import { must } from "../../../shared/base/must.ts";
import { checkPain001 } from "./pain001-check.ts";

const head = { msgId: "ZL20261125-A1B2C3-1", createdAt: "2026-11-24T09:00:00.000Z" };
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const debtor = must(payingPolicy.payingAccount, "the test's municipality pays");
const ibans = ["DE89370400440532013000", "AT611904300234573201", "NL91ABNA0417164300", "FR1420041010050500013M02606"];
// A name without a single letter or digit comes into no run.
const anyName = fc.string({ unit: "grapheme", maxLength: 90 }).map((text) => `A${text}`);

const item = fc.record({
  payee: anyName,
  remittance: anyName,
  iban: fc.constantFrom(...ibans),
  bic: fc.constantFrom(null, "COBADEFFXXX"),
  cents: fc.integer({ min: 1, max: 99_999_999_999 }),
});
const runs = fc.array(item, { minLength: 1, maxLength: 12 }).map((items): Pick<PaymentRun, "items" | "debtor" | "executeOn"> => ({
  debtor,
  executeOn: "2026-11-25",
  items: items.map((one, index) =>
    runItemSchema.parse({
      ...one,
      remittance: plainSepaText(one.remittance, 140),
      invoice: "0190a000-0000-7000-8000-0000000000d1",
      unit: "finanzen",
      digest: "a".repeat(64),
      ordered: [],
      number: "1",
      issueDate: null,
      dueDate: null,
      customerNumber: null,
      gross: one.cents,
      credits: 0,
      discount: 0,
      endToEnd: `ZL20261125-A1B2C3-${index + 1}`,
      bookings: [],
    }),
  ),
}));

test("any run gives a file that breaks no rule, agrees to the cent and reads back as the payments", () => {
  fc.assert(
    fc.property(runs, (run) => {
      const file = bytes(pain001Of(run, head));
      expect(checkPain001(file)).toEqual([]);
      const root = parseXml(file, defaultReadLimits);
      const read = elementsAt(root, "CstmrCdtTrfInitn", "PmtInf", "CdtTrfTxInf").map((one) => ({
        endToEnd: writtenAt(one, "PmtId", "EndToEndId"),
        cents: Math.round(Number(writtenAt(one, "Amt", "InstdAmt")) * 100),
        iban: writtenAt(one, "CdtrAcct", "Id", "IBAN"),
        payee: writtenAt(one, "Cdtr", "Nm"),
        text: writtenAt(one, "RmtInf", "Ustrd"),
      }));
      expect(read).toEqual(
        run.items.map(({ endToEnd, cents, iban, payee, remittance }) => ({
          endToEnd,
          cents,
          iban,
          payee: plainSepaText(payee, 70),
          text: remittance,
        })),
      );
      expect(Math.round(Number(writtenAt(root, "CstmrCdtTrfInitn", "GrpHdr", "CtrlSum")) * 100)).toBe(sumOf(run));
    }),
    { numRuns: 150 },
  );
});

test("a run of the rules gives such a file, umlauts as the payee's bank knows them", () => {
  const office = new CashOffice();
  const id = office.exported([office.ordered({ supplier: "Müller & Söhne GmbH", number: "R/17" })]);
  const text = pain001Of(office.runBody(id), head);
  expect(checkPain001(bytes(text))).toEqual([]);
  expect(text).toContain("<Nm>Müller &amp; Söhne GmbH</Nm>");
  expect(text).toContain("<Ustrd>R/17 vom 20.11.2026</Ustrd>");
});

describe("the checker finds", () => {
  const office = new CashOffice();
  const good = pain001Of(office.runBody(office.exported([office.ordered(), office.ordered({ number: "R-18" })])), head);
  test.each([
    ["another namespace", "pain.001.001.09", "pain.001.001.03", "namespace"],
    ["another count", "<NbOfTxs>2<", "<NbOfTxs>3<", "counts"],
    ["another sum", "<CtrlSum>238.00<", "<CtrlSum>238.01<", "sum"],
    ["an amount with three decimals", ">119.00</InstdAmt>", ">119.000</InstdAmt>", "\\d{2}$"],
    ["an amount of nothing", ">119.00</InstdAmt>", ">0.00</InstdAmt>", "0+"],
    ["another currency", 'Ccy="EUR"', 'Ccy="USD"', "EUR"],
    ["wrong check digits", "DE89370400440532013000", "DE88370400440532013000", "check digits"],
    ["an id that is too long", head.msgId, "X".repeat(36), "1,35"],
    [
      "an order that is not the schema's",
      /<PmtMtd>TRF<\/PmtMtd>\n<BtchBookg>true<\/BtchBookg>/u,
      "<BtchBookg>true</BtchBookg><PmtMtd>TRF</PmtMtd>",
      "order",
    ],
    ["an element too much", "<ChrgBr>", "<Purp>X</Purp><ChrgBr>", "unknown"],
    ["an element that lacks", "<ChrgBr>SLEV</ChrgBr>", "", "times"],
    ["a name without end", "<Nm>Heidestrom GmbH<", `<Nm>${"x".repeat(71)}<`, "1,70"],
    ["a sign no bank takes", "<Nm>Heidestrom GmbH<", "<Nm>Heidestrom™<", "1,70"],
    ["the same id twice", /-002</u, "-001<", "one transaction"],
    ["a day that is none", "<Dt>2026-11-25<", "<Dt>2026-02-30<", "calendar"],
    ["a broken file", "</Document>", "", "well-formed"],
  ])("%s", (_what, from, to, rule) => {
    const broken = good.replace(from, to);
    expect(broken).not.toBe(good);
    expect(
      checkPain001(bytes(broken))
        .map((finding) => finding.rule)
        .join(" "),
    ).toContain(rule);
  });
});
