// The invoice workflow, rule by rule. Expectations are written from § 42 KomHKVO and § 126 NKomVG, not from the code.
import { describe, expect, test } from "vitest";
import { must } from "../../base/must.ts";
import { buildInvoice } from "../../testing/invoice-builder.ts";
import { cast, Scene } from "../../testing/scene.ts";
import type { Actor } from "../actor.ts";
import { idOf, type Outcome } from "../execute.ts";
import { kinds } from "../kinds.ts";
import type { FilePages } from "../pages.ts";
import { contentRefSchema } from "../record.ts";
import { refuse, type RefusalCode } from "../refusal.ts";
import { invoiceIdOf, invoiceSchema, paymentDigest } from "./schema.ts";

const statement = "Sachlich richtig.";

/** Of `buildInvoice()`, by the program that knew no parts yet: what was signed then has to count for ever. */
const digestBeforePages = "fe24420497dd73380d9e92e1c6b131fe3231dd3d66f81f24667f05a78f1331b3";

function codeOf(outcome: Outcome): string {
  return outcome.kind === "refused" ? outcome.refusal.code : "accepted";
}

function certify(scene: Scene, id: string, as: "factual" | "arithmetic", actor: Actor = cast.accountant): string {
  return codeOf(scene.run(actor, "invoice", "certify", id, { as, digest: scene.digest(id), statement }));
}

function order(scene: Scene, id: string, actor: Actor, more: Record<string, string> = {}): string {
  return codeOf(scene.run(actor, "invoice", "order", id, { digest: scene.digest(id), statement, ...more }));
}

function certified(scene: Scene, fields = {}): string {
  const id = scene.invoice(fields);
  expect([certify(scene, id, "factual"), certify(scene, id, "arithmetic")]).toEqual(["accepted", "accepted"]);
  return id;
}

describe("the way of an invoice", () => {
  test("captured, certified twice, ordered by a second person, paid by the cash office, filed", () => {
    const scene = new Scene();
    const id = certified(scene);
    expect(scene.body("invoice", id)["state"]).toBe("ready");
    expect(order(scene, id, cast.officer)).toBe("accepted");
    expect(codeOf(scene.run(cast.cashier, "invoice", "recordPayment", id, { paidOn: "2026-11-24" }))).toBe("accepted");
    const fileId = scene.file();
    const filed = scene.run(cast.accountant, "invoice", "fileAway", id, { fileId, title: "Heidestrom R-17" });
    expect(filed.kind === "accepted" && filed.records.map((record) => record.kind)).toEqual(["invoice", "document"]);
    const documentId = scene.body("invoice", id)["documentId"];
    expect(scene.body("document", String(documentId))).toMatchObject({ fileId, about: { kind: "invoice", id }, alsoSeenBy: ["invoice"] });
  });

  test("the same bytes again are one more arrival, not one more invoice", () => {
    const scene = new Scene();
    const id = scene.invoice();
    const { document, documentKind, readState, fields, origins, checks } = scene.body("invoice", id);
    const arrival = { channel: "scanner", fileName: "SCAN0002.pdf" };
    const args = { unit: "finanzen", document, documentKind, readState, fields, origins, checks, arrival };
    expect(codeOf(scene.run(cast.accountant, "invoice", "capture", id, args))).toBe("accepted");
    expect(scene.body("invoice", id)["arrivals"]).toHaveLength(2);
    expect([...scene.records.keys()].filter((key) => key.startsWith("invoice/"))).toHaveLength(1);
  });

  test("parts of one file are invoices of their own, alike on every desk; the same part again is one more arrival", () => {
    const scene = new Scene();
    const { document, documentKind, readState, fields, origins, checks } = scene.body("invoice", scene.invoice());
    const book = (pages: FilePages, id = invoiceIdOf(contentRefSchema.parse(document).sha256, pages)): string => {
      const arrival = { channel: "scanner", fileName: "Stapel.pdf" };
      const args = { unit: "finanzen", document, pages, documentKind, readState, fields, origins, checks, arrival };
      expect(idOf(kinds, { kind: "invoice", name: "capture", args })).toBe(invoiceIdOf(contentRefSchema.parse(document).sha256, pages));
      expect(codeOf(scene.run(cast.accountant, "invoice", "capture", id, args))).toBe("accepted");
      return id;
    };
    const first: FilePages = { shown: [{ page: 1, turn: 0 }], leftOut: [{ page: 2, reason: "blank" }] };
    const second: FilePages = { ...first, shown: [{ page: 3, turn: 180 }] };
    const ids = [book(first), book(second)];
    expect(new Set([...ids, invoiceIdOf(contentRefSchema.parse(document).sha256)]).size).toBe(3);
    expect(ids.map((id) => scene.body("invoice", id)["pages"])).toEqual([first, second]);
    book(second);
    expect(ids.map((id) => invoiceSchema.parse(scene.body("invoice", id)).arrivals.length)).toEqual([1, 2]);
  });

  test("signatures bind to the pages of a part, not to how they are turned; a filed part stays a part", () => {
    const pages: FilePages = { shown: [{ page: 4, turn: 0 }], leftOut: [] };
    const digest = paymentDigest(buildInvoice({ pages }));
    expect(paymentDigest(buildInvoice({ pages: { ...pages, shown: [{ page: 4, turn: 90 }] } }))).toBe(digest);
    expect(paymentDigest(buildInvoice({ pages: { ...pages, shown: [{ page: 5, turn: 0 }] } }))).not.toBe(digest);
    expect(paymentDigest(buildInvoice())).toBe(digestBeforePages);

    const scene = new Scene();
    const id = certified(scene);
    order(scene, id, cast.officer);
    const key = `invoice/${id}`;
    const record = must(scene.records.get(key), "it was captured");
    const part = invoiceSchema.parse({ ...scene.body("invoice", id), pages });
    const signed = <Given extends object>(given: Given): Given => ({ ...given, digest: paymentDigest(part) });
    const { factual, arithmetic } = part.certifications;
    const certifications = { factual: signed(must(factual, "certified")), arithmetic: signed(must(arithmetic, "certified")) };
    const body = { ...part, certifications, order: signed(must(part.order, "ordered")) };
    scene.records = new Map([...scene.records, [key, { ...record, body }]]);
    scene.run(cast.accountant, "invoice", "fileAway", id, { fileId: scene.file(), title: "Teil eines Stapels" });
    expect(scene.body("document", String(scene.body("invoice", id)["documentId"]))["pages"]).toEqual(pages);
  });

  test("a change of the amount voids certifications and order; a change of the due date does not", () => {
    const scene = new Scene();
    const id = certified(scene);
    order(scene, id, cast.officer);
    scene.run(cast.accountant, "invoice", "editFields", id, { fields: { dueDate: { from: null, to: "2026-12-20" } } });
    expect(scene.body("invoice", id)["state"]).toBe("ordered");
    const amounts = { net: { from: 10_000, to: 20_000 }, vat: { from: 1_900, to: 3_800 }, gross: { from: 11_900, to: 23_800 } };
    scene.run(cast.accountant, "invoice", "editFields", id, { fields: amounts });
    expect(scene.body("invoice", id)).toMatchObject({ state: "captured", certifications: {} });
    expect(scene.body("invoice", id)["order"]).toBeUndefined();
  });

  test("amounts stand or fall together: a clash in one keeps all, and both values are told", () => {
    const scene = new Scene();
    const id = scene.invoice();
    const fields = { net: { from: 9_000, to: 8_000 }, gross: { from: 11_900, to: 9_900 }, dueDate: { from: null, to: "2026-12-01" } };
    const outcome = scene.run(cast.accountant, "invoice", "editFields", id, { fields });
    expect(outcome.kind === "accepted" && outcome.conflicts).toEqual([
      { field: "net", from: 9_000, mine: 8_000, theirs: 10_000 },
      { field: "gross", from: 11_900, mine: 9_900, theirs: 11_900 },
    ]);
    expect(scene.body("invoice", id)["fields"]).toMatchObject({ net: 10_000, gross: 11_900, dueDate: "2026-12-01" });
  });
});

describe("who may not", () => {
  const cases: readonly [string, RefusalCode, (scene: Scene) => string][] = [
    [
      "a signature over other fields than today's",
      "digestChanged",
      (scene) => {
        const id = scene.invoice();
        const digest = scene.digest(id);
        scene.run(cast.accountant, "invoice", "editFields", id, { fields: { gross: { from: 11_900, to: 11_901 } } });
        return codeOf(scene.run(cast.accountant, "invoice", "certify", id, { as: "factual", digest, statement }));
      },
    ],
    ["certifying twice", "alreadyCertified", (scene) => certify(scene, certified(scene), "factual")],
    ["certifying without a payee", "fieldsIncomplete", (scene) => certify(scene, scene.invoice({ iban: null }), "factual")],
    ["certifying sums that do not add up", "fieldsIncomplete", (scene) => certify(scene, scene.invoice({ vat: 1_901 }), "arithmetic")],
    ["certifying without the role", "notAllowed", (scene) => certify(scene, scene.invoice(), "factual", cast.officer)],
    ["certifying a bill of one's own", "payeeIsActor", (scene) => certify(scene, scene.invoice({ supplier: "malte petersen" }), "factual")],
    ["ordering before both certifications", "certificationMissing", (scene) => order(scene, scene.invoice(), cast.officer)],
    ["ordering without the role", "notAllowed", (scene) => order(scene, certified(scene), cast.accountant)],
    [
      "ordering above the limit",
      "amountAboveLimit",
      (scene) => order(scene, certified(scene, { net: 1_000_000, vat: 190_000, gross: 1_190_000 }), cast.officer),
    ],
    ["ordering with cash rights, no exception", "orderingAndCashInOneHand", (scene) => order(scene, certified(scene), cast.both)],
    [
      "paying with ordering rights, no exception",
      "orderingAndCashInOneHand",
      (scene) => {
        const id = certified(scene);
        order(scene, id, cast.officer);
        return codeOf(scene.run(cast.both, "invoice", "recordPayment", id, { paidOn: "2026-11-24" }));
      },
    ],
    [
      "filing what is not ordered",
      "wrongState",
      (scene) => codeOf(scene.run(cast.accountant, "invoice", "fileAway", certified(scene), { fileId: scene.file(), title: "x" })),
    ],
    [
      "an id that does not follow from the bytes",
      "badArguments",
      (scene) => {
        const { document, documentKind, readState, fields, origins, checks } = scene.body("invoice", scene.invoice());
        const args = {
          unit: "finanzen",
          document,
          documentKind,
          readState,
          fields,
          origins,
          checks,
          arrival: { channel: "x", fileName: "y" },
        };
        return codeOf(scene.run(cast.accountant, "invoice", "capture", scene.freshId(), args));
      },
    ],
  ];
  test.each(cases)("%s: %s", (_what, code, run) => {
    expect(run(new Scene())).toBe(code);
  });

  test("the certifier orders only where the house allows it, with a written reason that is logged", () => {
    const strict = new Scene();
    const blocked = strict.invoice();
    certify(strict, blocked, "factual", cast.head);
    certify(strict, blocked, "arithmetic", cast.head);
    expect(order(strict, blocked, cast.head, { exceptionReason: "Vertretung" })).toBe("certifierMayNotOrder");

    const lenient = new Scene({ certifierMayOrderWithReason: true, offlineDays: 14 });
    const id = lenient.invoice();
    certify(lenient, id, "factual", cast.head);
    certify(lenient, id, "arithmetic", cast.head);
    expect(order(lenient, id, cast.head)).toBe("exceptionReasonMissing");
    expect(order(lenient, id, cast.head, { exceptionReason: "Alle anderen sind erkrankt." })).toBe("accepted");
    expect(lenient.body("invoice", id)["order"]).toMatchObject({ exceptionReason: "Alle anderen sind erkrankt." });
    expect(lenient.body("invoice", id)["trail"]).toContainEqual(
      expect.objectContaining({ command: "order", details: { statement, exceptionReason: "Alle anderen sind erkrankt." } }),
    );
  });

  test("a refusal is a plain value", () => {
    expect(refuse("notAllowed", { role: "CASH" })).toEqual({ code: "notAllowed", params: { role: "CASH" } });
  });
});
