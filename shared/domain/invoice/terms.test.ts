// Terms beyond the header: they come in, are put right and taken back like fields, and older programs can still read the invoice.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cast, Scene } from "../../testing/scene.ts";
import type { AnyBody } from "../command.ts";
import { invoiceFieldsSchema, invoiceIdOf, invoiceSchema, paymentDigest } from "./schema.ts";
import { allFieldsOf } from "./terms.ts";
import { vatLinesDoubt } from "./vat-sums.ts";

const lines = [
  { rate: 1900, net: 10_000, vat: 1_900 },
  { rate: 700, net: 2_000, vat: 140 },
];

function captured(scene: Scene, more: AnyBody): string {
  const { document, documentKind, readState, fields, origins, checks } = scene.body("invoice", scene.invoice());
  const sha256 = "cd".repeat(32);
  const id = invoiceIdOf(sha256);
  const arrival = { channel: "scanner", fileName: "SCAN0009.pdf" };
  const body = invoiceSchema.shape.document.parse(document);
  const args = { unit: "finanzen", document: { ...body, sha256 }, documentKind, readState, fields, origins, checks, arrival, ...more };
  expect(scene.run(cast.accountant, "invoice", "capture", id, args).kind).toBe("accepted");
  return id;
}

const edit = (scene: Scene, id: string, fields: AnyBody) => scene.run(cast.accountant, "invoice", "editFields", id, { fields });

describe("terms of an invoice", () => {
  test("come in beside the header, which stays as programs of the first release read it", () => {
    const scene = new Scene();
    const discounts = [{ rate: 200, until: "2026-11-26" }];
    const id = captured(scene, { terms: { deliveryDate: "2026-11-10", customerNumber: "K-7", discounts, vatLines: lines } });
    const body = invoiceSchema.parse(scene.body("invoice", id));
    expect(invoiceFieldsSchema.safeParse(body.fields).success).toBe(true);
    expect(allFieldsOf(body)).toMatchObject({
      gross: 11_900,
      deliveryDate: "2026-11-10",
      customerNumber: "K-7",
      discounts,
      vatLines: lines,
    });
  });

  test("of an invoice that an older program booked are not known, and can be entered and taken back", () => {
    const scene = new Scene();
    const id = scene.invoice();
    expect(allFieldsOf(invoiceSchema.parse(scene.body("invoice", id)))).toMatchObject({ deliveryDate: null, vatLines: null });
    expect(edit(scene, id, { deliveryDate: { from: null, to: "2026-11-10" } }).kind).toBe("accepted");
    const step = edit(scene, id, { vatLines: { from: null, to: lines } });
    expect(step.kind).toBe("accepted");
    expect(scene.body("invoice", id)).toMatchObject({ terms: { deliveryDate: "2026-11-10", vatLines: lines } });
    expect(scene.run(cast.accountant, "invoice", "takeBack", id, { command: step.commandId }).kind).toBe("accepted");
    expect(allFieldsOf(invoiceSchema.parse(scene.body("invoice", id)))).toMatchObject({ deliveryDate: "2026-11-10", vatLines: null });
  });

  test("of two edits of one term the second is told what stands there", () => {
    const scene = new Scene();
    const id = scene.invoice();
    edit(scene, id, { customerNumber: { from: null, to: "1" } });
    expect(edit(scene, id, { customerNumber: { from: null, to: "2" } })).toMatchObject({
      kind: "refused",
      refusal: { code: "fieldConflict", conflicts: [{ field: "customerNumber", from: null, mine: "2", theirs: "1" }] },
    });
  });

  test("VAT per rate stands or falls with the amounts", () => {
    const scene = new Scene();
    const id = scene.invoice();
    const outcome = edit(scene, id, { gross: { from: 1, to: 2 }, vatLines: { from: null, to: lines } });
    expect(outcome).toMatchObject({ kind: "refused", refusal: { code: "fieldConflict" } });
  });

  test("that are badly written are refused", () => {
    const scene = new Scene();
    const id = scene.invoice();
    for (const to of [[{ rate: 200 }], [], "2 %", [{ rate: 0, until: "2026-11-26" }], [{ rate: 200, until: "26.11.2026" }]])
      expect(edit(scene, id, { discounts: { from: null, to } })).toMatchObject({ kind: "refused", refusal: { code: "badArguments" } });
  });

  test("void no signature: what is paid are number, payee and sums", () => {
    const scene = new Scene();
    const id = scene.invoice();
    const before = paymentDigest(invoiceSchema.parse(scene.body("invoice", id)));
    edit(scene, id, { vatLines: { from: null, to: lines } });
    expect(paymentDigest(invoiceSchema.parse(scene.body("invoice", id)))).toBe(before);
  });

  test("a reminder is no invoice to programs that know no such kind", () => {
    const scene = new Scene();
    const id = captured(scene, { documentKind: "other", reminder: true });
    expect(scene.body("invoice", id)).toMatchObject({ documentKind: "other", reminder: true });
  });
});

test("VAT per rate is doubted where its sums are others, or a tax is not that of its base", () => {
  expect(vatLinesDoubt(lines, 12_000, 2_040)).toBeUndefined();
  expect(vatLinesDoubt(lines, null, null)).toBeUndefined();
  expect(vatLinesDoubt(lines, 12_001, 2_040)).toBe("sums");
  expect(vatLinesDoubt([{ rate: 1900, net: 10_000, vat: 1_800 }], 10_000, 1_800)).toBe("rate");
});

test("VAT computed line by line is never doubted", () => {
  const line = fc.record({ rate: fc.constantFrom(0, 700, 1900), net: fc.integer({ min: -1_000_000, max: 1_000_000 }) });
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (drawn) => {
      const made = drawn.map(({ rate, net }) => ({ rate, net, vat: Math.round((net * rate) / 10_000) }));
      const sum = (of: "net" | "vat"): number => made.reduce((total, each) => total + each[of], 0);
      expect(vatLinesDoubt(made, sum("net"), sum("vat"))).toBeUndefined();
    }),
    { seed: 7 },
  );
});
