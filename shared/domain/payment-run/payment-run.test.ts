// Payment runs: who may make, release and export one, what is taken apart, what the bank's statement does, and what partial payments add up to.
import fc from "fast-check";
import { expect, test } from "vitest";
import { must } from "../../base/must.ts";
import { answerOf, CashOffice, payingPolicy, secondCashier } from "../../testing/run-builder.ts";
import { cast } from "../../testing/scene.ts";
import type { Actor } from "../actor.ts";
import { payableOn } from "../invoice/payable.ts";
import { defaultPolicy } from "../policy.ts";
import { runDigest, sumOf } from "./schema.ts";

const debit = (invoice: string, cents = 11_900, more: object = {}) => ({
  invoice,
  kind: "paid",
  cents,
  on: "2026-11-26",
  statement: "DE02500105170137075030/2026-230",
  entry: `E-${invoice.slice(0, 8)}`,
  ...more,
});

test("a run is made by the cash office, released by a second person, exported and settled by the statement", () => {
  const office = new CashOffice();
  const [one, two] = [office.ordered(), office.ordered({ number: "R-18", gross: 20_000, net: null, vat: null })];
  const { id, outcome } = office.make([one, two]);
  expect(answerOf(outcome)).toBe("accepted");
  expect(office.invoiceBody(one).inRun?.run).toBe(id);
  expect(sumOf(office.runBody(id))).toBe(31_900);
  expect(answerOf(office.release(id))).toBe("accepted");
  expect(answerOf(office.export(id))).toBe("accepted");
  expect(office.runBody(id).state).toBe("exported");
  expect(answerOf(office.run(cast.cashier, "paymentRun", "settleRun", id, { entries: [debit(one)] }))).toBe("accepted");
  expect(office.invoiceBody(one)).toMatchObject({ state: "paid", payment: { paidOn: "2026-11-26", by: "tvoss" } });
  expect(office.invoiceBody(one).inRun).toBeUndefined();
  expect(office.invoiceBody(two).state).toBe("ordered");
  expect(answerOf(office.run(secondCashier, "paymentRun", "settleRun", id, { entries: [debit(two, 20_000)] }))).toBe("accepted");
  expect(office.runBody(id).state).toBe("settled");
});

test("neither the maker releases, nor who ordered, nor whoever may order anything (§ 42 (5) KomHKVO)", () => {
  const office = new CashOffice();
  const { id } = office.make([office.ordered()]);
  const orderer: Actor = { ...cast.officer, grants: [{ role: "CASH", unit: "*" }] };
  const deputyOfMaker: Actor = { personId: "x", name: "X", grants: [{ role: "CASH", unit: "*", onBehalfOf: cast.cashier.personId }] };
  expect(answerOf(office.release(id, cast.cashier))).toBe("makerMayNotRelease");
  expect(answerOf(office.release(id, deputyOfMaker))).toBe("makerMayNotRelease");
  expect(answerOf(office.release(id, orderer))).toBe("orderingAndCashInOneHand");
  expect(answerOf(office.release(id, cast.both))).toBe("orderingAndCashInOneHand");
  expect(answerOf(office.release(id, cast.accountant))).toBe("notAllowed");
  expect(office.runBody(id).state).toBe("made");
});

test("only ordered invoices as they were seen come into a run, each into one, for a day to come, from a known account", () => {
  const office = new CashOffice();
  const id = office.ordered();
  expect(answerOf(office.make([office.invoice()]).outcome)).toBe("wrongState");
  expect(answerOf(office.make([id], "2026-11-01").outcome)).toBe("executionPast");
  expect(answerOf(office.make([id], undefined, cast.officer).outcome)).toBe("notAllowed");
  expect(answerOf(office.make([id], undefined, cast.both).outcome)).toBe("orderingAndCashInOneHand");
  expect(answerOf(office.make([office.ordered({ iban: "DE89370400440532013001" })]).outcome)).toBe("notTransferable");
  const stale = office.run(cast.cashier, "paymentRun", "makeRun", office.freshId(), {
    executeOn: "2026-11-25",
    invoices: [{ id, digest: "0".repeat(64) }],
  });
  expect(answerOf(stale)).toBe("digestChanged");
  expect(answerOf(office.make([id]).outcome)).toBe("accepted");
  expect(answerOf(office.make([id]).outcome)).toBe("inRun");
  const poor = new CashOffice(defaultPolicy);
  expect(answerOf(poor.make([poor.ordered()]).outcome)).toBe("payingAccountMissing");
});

const said = { by: "mpetersen", at: "2026-11-24T08:00:00.000Z" };
test.each([
  ["held", { hold: { ...said, until: "2026-12-24", reason: "Gutschrift kommt" } }],
  ["disputed", { dispute: { ...said, reason: "Menge" } }],
  ["returned", { returned: { ...said, reason: "falsche Anschrift", letter: "Sehr geehrte Damen und Herren" } }],
  ["inQuery", { queries: { "0190a000-0000-7000-8000-000000000001": { ...said, to: "thiele", question: "Geliefert?" } } }],
])("what is unsettled on an invoice (%s) keeps it out of a run", (settling, members) => {
  const office = new CashOffice();
  const id = office.ordered();
  const record = must(office.records.get(`invoice/${id}`), "it was just made");
  office.records = new Map([...office.records, [`invoice/${id}`, { ...record, body: { ...office.body("invoice", id), ...members } }]]);
  const { outcome } = office.make([id]);
  expect(outcome).toMatchObject({ refusal: { code: "settlingOpen", params: { settling } } });
});

test("what is in a run stays as it was signed, and comes out whole when the run is taken apart", () => {
  const office = new CashOffice();
  const invoice = office.ordered();
  const { id } = office.make([invoice]);
  const order = must(office.invoiceBody(invoice).order, "it is ordered").commandId;
  expect(answerOf(office.run(cast.accountant, "invoice", "editFields", invoice, { fields: { gross: { from: 11_900, to: 12_900 } } }))).toBe(
    "inRun",
  );
  expect(answerOf(office.run(cast.officer, "invoice", "withdrawOrder", invoice, { order }))).toBe("inRun");
  expect(answerOf(office.run(cast.cashier, "invoice", "recordPayment", invoice, { paidOn: "2026-11-24" }))).toBe("inRun");
  const apart = { invoices: [invoice], reason: "Falscher Tag" };
  expect(answerOf(office.run(secondCashier, "paymentRun", "dissolveRun", id, apart))).toBe("accepted");
  expect(office.invoiceBody(invoice)).toMatchObject({ state: "ordered" });
  expect(office.invoiceBody(invoice).inRun).toBeUndefined();
  expect(answerOf(office.release(id))).toBe("wrongState");
  expect(answerOf(office.make([invoice]).outcome)).toBe("accepted");
});

test("a second file needs a reason and a new message id; what is logged is the hash of that very file", () => {
  const office = new CashOffice();
  const { id } = office.make([office.ordered()]);
  expect(answerOf(office.export(id))).toBe("wrongState");
  office.release(id);
  expect(answerOf(office.export(id, { sha256: "0".repeat(64) }))).toBe("badArguments");
  expect(answerOf(office.export(id, { cents: 1 }))).toBe("badArguments");
  expect(answerOf(office.export(id))).toBe("accepted");
  expect(answerOf(office.export(id))).toBe("exportedAlready");
  expect(answerOf(office.export(id, { reason: "  " }))).toBe("exportedAlready");
  const first = office.runBody(id).number;
  expect(answerOf(office.export(id, { reason: "Datei verloren", msgId: `${first}-1` }))).toBe("exportedMeanwhile");
  expect(answerOf(office.export(id, { reason: "Datei verloren" }))).toBe("accepted");
  expect(new Set(Object.values(office.runBody(id).exports).map(({ msgId }) => msgId)).size).toBe(2);
  expect(
    answerOf(
      office.run(cast.cashier, "paymentRun", "dissolveRun", id, {
        invoices: office.runBody(id).items.map(({ invoice }) => invoice),
        reason: "x",
      }),
    ),
  ).toBe("wrongState");
});

test("the same statement twice changes nothing, another person's neither; a return opens the invoice again with its reason", () => {
  const office = new CashOffice();
  const invoice = office.ordered();
  const id = office.exported([invoice]);
  const settle = (entries: readonly object[], actor: Actor = cast.cashier) =>
    answerOf(office.run(actor, "paymentRun", "settleRun", id, { entries }));
  expect(settle([debit(invoice, 1)])).toBe("amountDiffers");
  expect(settle([debit(invoice)], cast.officer)).toBe("notAllowed");
  expect(settle([debit(invoice, 11_900, { kind: "returned", reason: "AC04" })])).toBe("statementKnown");
  expect(settle([debit(invoice)])).toBe("accepted");
  expect(settle([debit(invoice)], secondCashier)).toBe("statementKnown");
  expect(settle([debit(invoice, 11_900, { entry: "another" })])).toBe("statementKnown");
  expect(settle([debit(invoice, 11_900, { kind: "returned", reason: "AC04", entry: "R-1", on: "2026-11-27" })])).toBe("accepted");
  const body = office.invoiceBody(invoice);
  expect(body).toMatchObject({ state: "ordered" });
  expect(body.payment).toBeUndefined();
  expect(Object.values(body.payments ?? {}).map(({ cents }) => cents)).toEqual(expect.arrayContaining([11_900, -11_900]));
  expect(payableOn(body, "2026-11-28").open).toBe(11_900);
  expect(answerOf(office.make([invoice]).outcome)).toBe("accepted");
});

test("discount comes off while the day of execution keeps its deadline, rounded half up, and the invoice is paid all the same", () => {
  const office = new CashOffice();
  const early = office.ordered({ gross: 10_125, net: null, vat: null }, { rate: 200, until: "2026-11-30" });
  expect(payableOn(office.invoiceBody(early), "2026-11-30")).toMatchObject({ discount: 203, open: 9_922 });
  expect(payableOn(office.invoiceBody(early), "2026-12-01")).toMatchObject({ discount: 0, open: 10_125 });
  const id = office.exported([early], "2026-11-30");
  expect(office.runBody(id).items[0]).toMatchObject({ cents: 9_922, discount: 203 });
  office.run(cast.cashier, "paymentRun", "settleRun", id, { entries: [debit(early, 9_922, { on: "2026-12-02" })] });
  expect(office.invoiceBody(early).state).toBe("paid");
});

test("parts add up: an invoice is paid when their sum reaches what is payable, never beyond, and never before", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 100, max: 1_000_000 }),
      fc.array(fc.integer({ min: 1, max: 400_000 }), { minLength: 1, maxLength: 6 }),
      (gross, parts) => {
        const office = new CashOffice();
        const id = office.ordered({ gross, net: null, vat: null });
        let left = gross;
        for (const cents of parts) {
          const answer = answerOf(office.run(cast.cashier, "invoice", "recordPayment", id, { paidOn: "2026-11-24", cents }));
          expect(answer).toBe(left === 0 ? "wrongState" : cents > left ? "moreThanOpen" : "accepted");
          if (answer === "accepted") left -= cents;
          expect(office.invoiceBody(id).state).toBe(left === 0 ? "paid" : "ordered");
          expect(payableOn(office.invoiceBody(id), "2026-11-24").open).toBe(left);
        }
        if (left === 0) return;
        expect(answerOf(office.run(cast.cashier, "invoice", "recordPayment", id, { paidOn: "2026-11-24" }))).toBe("accepted");
        expect(payableOn(office.invoiceBody(id), "2026-11-24").open).toBe(0);
      },
    ),
    { numRuns: 40 },
  );
});

test("matched credit notes come off what is paid, and a part that was taken back is owed again", () => {
  const office = new CashOffice();
  const id = office.ordered();
  const credited = {
    ...office.invoiceBody(id),
    credits: { "0190a000-0000-7000-8000-000000000001": { cents: 1_900, by: "x", at: "2026-11-24T08:00:00.000Z" } },
  };
  expect(payableOn(credited, "2026-11-24").open).toBe(10_000);
  const { commandId } = office.run(cast.cashier, "invoice", "recordPayment", id, { paidOn: "2026-11-24", cents: 900 });
  expect(answerOf(office.run(cast.cashier, "invoice", "takeBack", id, { command: commandId }))).toBe("accepted");
  expect(office.invoiceBody(id).payments).toBeUndefined();
});

test("a release is bound to what the second person saw", () => {
  const office = new CashOffice(payingPolicy);
  const { id } = office.make([office.ordered()]);
  const run = office.runBody(id);
  expect(runDigest({ ...run, executeOn: "2026-11-26" })).not.toBe(runDigest(run));
  const invoices = run.items.map(({ invoice }) => invoice);
  expect(answerOf(office.run(secondCashier, "paymentRun", "releaseRun", id, { invoices, digest: "0".repeat(64) }))).toBe("digestChanged");
});
