import { join } from "node:path";
import { readFile } from "node:fs/promises";
import { afterAll, describe, expect, test } from "vitest";
import { openLooks } from "../separate/open-looks.ts";
import { readFileBytes } from "../read/read-file-bytes.ts";
import type { PageCode } from "../read/reading.ts";
import { emptyFields, type InvoiceFields, type ProposedField } from "./proposal.ts";
import { proposeInvoice } from "./propose-invoice.ts";
import { withGiroCodes } from "./with-giro-code.ts";

const iban = "DE02120300000000202051";
const otherIban = "DE84200505500000123456";
const box = { x: 0.1, y: 0.6, width: 0.12, height: 0.08 };
const codeOf = (account = iban, amount = "EUR1190", bic = "BYLADEM1001"): PageCode => ({
  page: 1,
  box,
  text: ["BCD", "002", "1", "SCT", bic, "Tischlerei Moorhof GmbH", account, amount, "", "", "TM-2026-4711"].join("\n"),
});
const read = <T extends string | number>(value: T): ProposedField<T> => ({ value, source: "text", confidence: 0.95, page: 1 });
const fieldsOf = (more: Partial<InvoiceFields> = {}): InvoiceFields => ({
  ...emptyFields,
  iban: read(iban),
  net: read(100_000),
  gross: read(119_000),
  bic: read("BYLADEM1001"),
  ...more,
});
const codes = (fields: InvoiceFields, ...seen: PageCode[]): readonly string[] => withGiroCodes(fields, seen).checks.map(({ code }) => code);

describe("a GiroCode on the page", () => {
  test("fills what nothing else said, with its place, and never so surely that nobody needs to look", () => {
    const { fields, checks } = withGiroCodes(emptyFields, [codeOf()]);
    const said = { source: "text", code: true, confidence: 0.75, page: 1, box };
    expect(fields).toMatchObject({
      iban: { value: iban, ...said },
      gross: { value: 119_000, ...said },
      supplier: { value: "Tischlerei Moorhof GmbH", ...said },
      remittance: { value: "TM-2026-4711", ...said },
      currency: { value: "EUR", ...said },
    });
    expect(checks).toEqual([]);
  });

  test("that says the same is a check in order and changes no value", () => {
    const { fields, checks } = withGiroCodes(fieldsOf(), [codeOf(), { ...codeOf(), page: 2 }]);
    expect(checks).toEqual([{ code: "giro-code-agrees", severity: "ok" }]);
    expect(fields).toMatchObject({ iban: read(iban), gross: read(119_000), bic: read("BYLADEM1001") });
    expect(codes(fieldsOf({ payable: read(50_000) }), codeOf(iban, "EUR500"))).toEqual(["giro-code-agrees"]);
  });

  test("that differs says in which field, leaves the value and is offered beside it", () => {
    const { fields, checks } = withGiroCodes(fieldsOf(), [codeOf(otherIban, "EUR1190.01", "COBADEFFXXX")]);
    expect(checks).toEqual([
      { code: "giro-code-iban-differs", severity: "error" },
      { code: "giro-code-amount-differs", severity: "warning" },
      { code: "giro-code-bic-differs", severity: "warning" },
    ]);
    expect(fields.iban).toEqual({ ...read(iban), alternatives: [{ value: otherIban, confidence: 0.75, page: 1, box }] });
    expect(fields.gross).toEqual(read(119_000));
  });

  test("a remittance that was only worked out gives way and stays to be chosen", () => {
    const { remittance } = withGiroCodes(fieldsOf({ remittance: { value: "4711", source: "derived", confidence: 0.6 } }), [
      codeOf(),
    ]).fields;
    expect(remittance).toMatchObject({ value: "TM-2026-4711", code: true, alternatives: [{ value: "4711", confidence: 0.6 }] });
  });

  test("of several different ones, and of a damaged one, nothing is taken and both are told", () => {
    expect(withGiroCodes(emptyFields, [codeOf(), codeOf(otherIban)])).toEqual({
      fields: emptyFields,
      checks: [{ code: "giro-codes-several", severity: "warning" }],
    });
    expect(withGiroCodes(emptyFields, [codeOf("DE03120300000000202051")])).toEqual({
      fields: emptyFields,
      checks: [{ code: "giro-code-damaged", severity: "warning" }],
    });
    expect(codes(emptyFields, { page: 1, box, text: "https://example.org/bezahlen" })).toEqual([]);
  });

  test("takes no amount for the gross where a net is there: it may be less a discount", () => {
    expect(withGiroCodes(fieldsOf({ gross: null }), [codeOf()]).fields.gross).toBeNull();
  });
});

describe("on a drawn page", () => {
  const looks = openLooks();
  afterAll(() => looks.close());

  test("is seen where it stands and compared with the text", async () => {
    const path = join(import.meta.dirname, "..", "samples", "Verlag Amt & Praxis mit GiroCode.pdf");
    const seen = await looks.payments(path, "pdf", [1]);
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({ page: 1 });
    // Drawn 62 points from the left edge of 595, 79 wide.
    expect(seen[0]?.box.x).toBeCloseTo(62 / 595, 2);
    expect(seen[0]?.box.width).toBeCloseTo(79 / 595, 2);
    const reading = await readFileBytes(new Uint8Array(await readFile(path)));
    if (!reading.ok) throw new Error(reading.error.code);
    const { fields, checks } = proposeInvoice({ ...reading.value, codes: seen });
    expect(checks).toContainEqual({ code: "giro-code-agrees", severity: "ok" });
    expect(fields.remittance).toMatchObject({ code: true, page: 1 });
    expect(proposeInvoice(reading.value).checks.some(({ code }) => code.startsWith("giro"))).toBe(false);
  });
});
