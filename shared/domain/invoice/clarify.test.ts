// What stops an invoice for a while: who is asked and told, what is in the way of order and payment and for how long, what is set off, and how it ends.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { must } from "../../base/must.ts";
import { buildInvoice } from "../../testing/invoice-builder.ts";
import { cast, Scene } from "../../testing/scene.ts";
import { taskTitle } from "../../text/de/domain.ts";
import type { Actor } from "../actor.ts";
import type { AnyBody } from "../command.ts";
import type { Outcome } from "../execute.ts";
import { taskSchema, type Task } from "../task/schema.ts";
import { invoiceInvariants, invoiceSchema, type Invoice } from "./schema.ts";
import { creditedCents, payableOf, stageOf, stagesOf } from "./stage.ts";

const today = "2026-11-24";
const codeOf = (outcome: Outcome): string => (outcome.kind === "refused" ? outcome.refusal.code : "accepted");
const bodyOf = (scene: Scene, id: string): Invoice => invoiceSchema.parse(scene.body("invoice", id));
const give = (scene: Scene, actor: Actor, id: string, name: string, args: AnyBody = {}): string =>
  codeOf(scene.run(actor, "invoice", name, id, args));
const sign = (scene: Scene, actor: Actor, id: string, name: string, more: AnyBody = {}): string =>
  give(scene, actor, id, name, { digest: scene.digest(id), statement: "richtig", ...more });
function ready(scene: Scene, fields = {}): string {
  const id = scene.invoice(fields);
  for (const as of ["factual", "arithmetic"]) expect(sign(scene, cast.accountant, id, "certify", { as })).toBe("accepted");
  return id;
}
function tasks(scene: Scene): readonly Task[] {
  return [...scene.records.values()].flatMap(({ kind, body }) => (kind === "task" ? [taskSchema.parse(body)] : []));
}
const sayings = (scene: Scene): readonly string[] =>
  tasks(scene).map(({ title, topic, person, state }) => `${person ?? ""}: ${taskTitle(title, topic)} (${state})`);

describe("questions", () => {
  test("whoever is asked is told, nothing is ordered until they answer, and then whoever asked is told", () => {
    const scene = new Scene();
    const id = ready(scene);
    const asked = scene.run(cast.officer, "invoice", "query", id, { to: "mpetersen", question: "Ist alles geliefert?" });
    expect(stageOf(bodyOf(scene, id), today)).toBe("inQuery");
    expect(sayings(scene)).toEqual(["mpetersen: Rückfrage: Heidestrom GmbH R-17 (open)"]);
    expect(sign(scene, cast.officer, id, "order")).toBe("queryOpen");
    expect(give(scene, cast.head, id, "answer", { query: asked.commandId, text: "Ja." })).toBe("askedOther");
    expect(give(scene, cast.accountant, id, "answer", { query: asked.commandId, text: "Ja, am Montag." })).toBe("accepted");
    expect(give(scene, cast.accountant, id, "answer", { query: asked.commandId, text: "Doch nicht." })).toBe("notAsked");
    expect(sayings(scene)).toEqual([
      "mpetersen: Rückfrage: Heidestrom GmbH R-17 (done)",
      "shartmann: Rückfrage beantwortet: Heidestrom GmbH R-17 (open)",
    ]);
    expect(sign(scene, cast.officer, id, "order")).toBe("accepted");
  });

  test("only who works on invoices of the unit is asked; oneself never; a deputy answers too", () => {
    const scene = new Scene();
    scene.duties = [
      { person: "mpetersen", role: "CAPTURE", unit: "*" },
      { person: "elsewhere", role: "CAPTURE", unit: "steuern" },
    ];
    const id = scene.invoice();
    const ask = (to: string): string => give(scene, cast.officer, id, "query", { to, question: "Geliefert?" });
    expect(["elsewhere", "rfricke", "shartmann"].map(ask)).toEqual(["cannotSee", "cannotSee", "askedOneself"]);
    const asked = scene.run(cast.officer, "invoice", "query", id, { to: "mpetersen", question: "Geliefert?" });
    const deputy: Actor = { personId: "dep", name: "Dep", grants: [{ role: "CAPTURE", unit: "*", onBehalfOf: "mpetersen" }] };
    expect(give(scene, deputy, id, "answer", { query: asked.commandId, text: "Ja." })).toBe("accepted");
  });

  test("a question taken back leaves nothing open, neither here nor among the tasks", () => {
    const scene = new Scene();
    const id = ready(scene);
    const before = bodyOf(scene, id);
    const asked = scene.run(cast.officer, "invoice", "query", id, { to: "mpetersen", question: "Geliefert?" });
    expect(codeOf(scene.run(cast.officer, "invoice", "takeBack", id, { command: asked.commandId }))).toBe("accepted");
    expect(tasks(scene)).toMatchObject([{ state: "done", withdrawn: true }]);
    expect({ ...bodyOf(scene, id), trail: [] }).toEqual({ ...before, trail: [] });
  });
});

describe("put off, disputed, sent back", () => {
  test("a hold ends on its day by itself, or when anybody lifts it", () => {
    const scene = new Scene();
    const id = ready(scene);
    expect(give(scene, cast.cashier, id, "hold", { until: today, reason: "x" })).toBe("periodWrong");
    expect(give(scene, cast.cashier, id, "hold", { until: "2026-11-26", reason: "Gutschrift kommt" })).toBe("accepted");
    expect(["2026-11-25", "2026-11-26"].map((day) => stageOf(bodyOf(scene, id), day))).toEqual(["held", undefined]);
    expect(sign(scene, cast.officer, id, "order")).toBe("onHold");
    expect(give(scene, cast.accountant, id, "liftHold")).toBe("accepted");
    expect(sign(scene, cast.officer, id, "order")).toBe("accepted");
  });

  test("what is ordered can still be disputed: it is not paid until somebody says how it ended", () => {
    const scene = new Scene();
    const id = ready(scene);
    sign(scene, cast.officer, id, "order");
    expect(give(scene, cast.accountant, id, "dispute", { reason: "Menge zu hoch" })).toBe("accepted");
    expect(give(scene, cast.cashier, id, "recordPayment", { paidOn: today })).toBe("isDisputed");
    expect(give(scene, cast.accountant, id, "settle", { text: "Nachgeliefert." })).toBe("accepted");
    expect(give(scene, cast.cashier, id, "recordPayment", { paidOn: today })).toBe("accepted");
  });

  test("what was sent back keeps its letter, is not certified, and goes on only with a word", () => {
    const scene = new Scene();
    const id = scene.invoice();
    const letter = "Sehr geehrte Damen und Herren,\n\ndie Anschrift stimmt nicht.";
    expect(give(scene, cast.accountant, id, "returnToSupplier", { reason: "Anschrift", letter })).toBe("accepted");
    expect(bodyOf(scene, id).returned).toMatchObject({ letter, by: "mpetersen" });
    expect(sign(scene, cast.accountant, id, "certify", { as: "factual" })).toBe("isReturned");
    expect(give(scene, cast.accountant, id, "settle", { text: "Doch richtig." })).toBe("accepted");
    expect(sign(scene, cast.accountant, id, "certify", { as: "factual" })).toBe("accepted");
  });
});

describe("technical certification", () => {
  test("once wanted, nobody orders without it; its certifier does not order; a change of the amount voids it", () => {
    const scene = new Scene();
    const id = ready(scene);
    expect(give(scene, cast.officer, id, "wantTechnical", { reason: "Tiefbau" })).toBe("accepted");
    expect(give(scene, cast.officer, id, "waiveTechnical", { reason: "eilt" })).toBe("notAllowed");
    expect(sign(scene, cast.officer, id, "order")).toBe("technicalMissing");
    expect(sign(scene, cast.head, id, "certifyTechnical")).toBe("accepted");
    expect(sign(scene, cast.head, id, "order")).toBe("certifierMayNotOrder");
    scene.run(cast.accountant, "invoice", "editFields", id, { fields: { iban: { from: "DE89370400440532013000", to: null } } });
    expect(bodyOf(scene, id).technical).toBeUndefined();
    expect(sayings(scene)).toEqual(["jlueders: Feststellung hinfällig: Heidestrom GmbH R-17 (open)"]);
  });
});

describe("credit notes", () => {
  function credit(scene: Scene, fields: Partial<Invoice["fields"]> = {}): string {
    const id = scene.invoice({ number: "G-1", net: 5_000, vat: 950, gross: 5_950, ...fields });
    const record = must(scene.records.get(`invoice/${id}`), "captured");
    scene.records = new Map([
      ...scene.records,
      [`invoice/${id}`, { ...record, body: { ...bodyOf(scene, id), documentKind: "creditNote" } }],
    ]);
    return id;
  }

  test("reduce what is paid, say so on both, ask for nothing themselves, and come apart again before the order", () => {
    const scene = new Scene();
    const [id, note] = [ready(scene), credit(scene, { gross: -5_950, net: -5_000, vat: -950 })];
    expect(give(scene, cast.accountant, id, "matchCredit", { credit: note })).toBe("accepted");
    expect(payableOf(bodyOf(scene, id))).toBe(5_950);
    expect(bodyOf(scene, note).credited).toMatchObject({ of: id, by: "mpetersen" });
    expect(give(scene, cast.accountant, id, "matchCredit", { credit: note })).toBe("creditMatched");
    const edit = { fields: { gross: { from: -5_950, to: -1 } } };
    expect(give(scene, cast.accountant, note, "editFields", edit)).toBe("creditMatched");
    expect(give(scene, cast.accountant, id, "unmatchCredit", { credit: note })).toBe("accepted");
    expect([payableOf(bodyOf(scene, id)), bodyOf(scene, id).credits, bodyOf(scene, note).credited]).toEqual([11_900, undefined, undefined]);
    give(scene, cast.accountant, id, "matchCredit", { credit: note });
    expect(sign(scene, cast.officer, id, "order")).toBe("accepted");
    expect(give(scene, cast.accountant, id, "unmatchCredit", { credit: note })).toBe("wrongState");
  });

  test("of another supplier, in another currency, of no credit note, or higher than what is open: none", () => {
    const scene = new Scene();
    const id = ready(scene);
    const refused = (note: string): string => give(scene, cast.accountant, id, "matchCredit", { credit: note });
    expect(refused(credit(scene, { supplier: "Malerbetrieb Heide", iban: "DE02120300000000202051" }))).toBe("otherSupplier");
    expect(refused(credit(scene, { currency: "CHF" }))).toBe("otherSupplier");
    expect(refused(scene.invoice())).toBe("notCreditNote");
    expect(refused(credit(scene, { gross: 11_901 }))).toBe("creditTooHigh");
    expect(refused(credit(scene, { gross: null }))).toBe("fieldsIncomplete");
  });

  test("law: whatever is matched, what is to be paid is never below nothing and never above the invoice", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -12_000, max: 12_000 }), { maxLength: 5 }), (amounts) => {
        const scene = new Scene();
        const id = scene.invoice();
        for (const gross of amounts) give(scene, cast.accountant, id, "matchCredit", { credit: credit(scene, { gross }) });
        const body = bodyOf(scene, id);
        expect(payableOf(body)).toBe(11_900 - creditedCents(body));
        expect(payableOf(body)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 30, seed: 20261128 },
    );
  });

  test("an edit that would leave less than the credit notes is refused as a whole", () => {
    const credits = { "0190a000-0000-7000-8000-0000000000a1": { by: "x", at: "2026-11-24T08:00:00.000Z", cents: 11_901 } };
    expect(invoiceInvariants(buildInvoice({ credits }))).toBe("credit notes never exceed the invoice");
  });
});

test("stages of other parts of the program are told where their members stand", () => {
  const at = "2026-11-24T08:00:00.000Z";
  const run = "0190a000-0000-7000-8000-0000000000a1";
  const payments = { [run]: { cents: 1, paidOn: today, by: "x", at } };
  expect(stagesOf(buildInvoice({ inRun: { run, number: "ZL-1", at }, payments }), today)).toEqual(["inRun", "partlyPaid"]);
});
