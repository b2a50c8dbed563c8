import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isCreditorReference, readGiroCode, type GiroCode } from "./giro-code.ts";

const iban = "DE02120300000000202051";

/** The lines of a code as banks print them, each replaceable by its place. */
function codeOf(replaced: Readonly<Record<number, string>> = {}, end = "\n"): string {
  const lines = ["BCD", "002", "1", "SCT", "BYLADEM1001", "Tischlerei Moorhof GmbH", iban, "EUR1190", "", "", "TM-2026-4711", ""];
  return lines.map((line, at) => replaced[at] ?? line).join(end);
}

const read: GiroCode = { bic: "BYLADEM1001", name: "Tischlerei Moorhof GmbH", iban, amount: 119_000, remittance: "TM-2026-4711" };

describe("a GiroCode", () => {
  test("is read with either end of line, and with empty lines at its end left out", () => {
    expect(readGiroCode(codeOf())).toEqual(read);
    expect(readGiroCode(codeOf({}, "\r\n"))).toEqual(read);
    expect(readGiroCode(codeOf().trimEnd())).toEqual(read);
    expect(readGiroCode(codeOf({ 4: "", 7: "", 10: "" }))).toEqual({ ...read, bic: null, amount: null, remittance: null });
    expect(readGiroCode(codeOf({ 9: "RF18539007547034", 10: "" }))).toMatchObject({ remittance: "RF18539007547034" });
  });

  test.each<readonly [string, Readonly<Record<number, string>>]>([
    ["another head", { 0: "BCE" }],
    ["a version that does not exist", { 1: "003" }],
    ["a character set that does not exist", { 2: "9" }],
    ["another kind of transfer", { 3: "INST" }],
    ["no BIC in the version that needs one", { 1: "001", 4: "" }],
    ["a BIC of no form", { 4: "BYLA" }],
    ["no name", { 5: " " }],
    ["a name too long", { 5: "x".repeat(71) }],
    ["an IBAN with wrong check digits", { 6: "DE03120300000000202051" }],
    ["an IBAN with blanks", { 6: "DE02 1203 0000 0000 2020 51" }],
    ["another currency", { 7: "USD10" }],
    ["an amount with a comma", { 7: "EUR10,00" }],
    ["nothing to pay", { 7: "EUR0.00" }],
    ["a negative amount", { 7: "EUR-5" }],
    ["an amount too large", { 7: "EUR1000000000" }],
    ["three decimals", { 7: "EUR1.001" }],
    ["a reference with wrong check digits", { 9: "RF19539007547034", 10: "" }],
    ["a reference and a text", { 9: "RF18539007547034" }],
    ["a control character", { 5: "Moor\u0007hof" }],
    ["too many lines", { 11: "a\nb" }],
    ["too many bytes", { 5: "ü".repeat(70), 10: "ü".repeat(140) }],
  ])("is damaged with %s", (_what, replaced) => {
    expect(readGiroCode(codeOf(replaced))).toBeNull();
  });

  test("never throws and never says a value that is not written in it", () => {
    const lines = fc.array(
      fc.oneof(fc.string({ maxLength: 40 }), fc.constantFrom("BCD", "002", "1", "SCT", iban, "EUR12.5", "RF18539007547034", "")),
      { maxLength: 14 },
    );
    fc.assert(
      fc.property(lines, fc.constantFrom("\n", "\r\n", "\r"), (written, end) => {
        const text = ["BCD", ...written].join(end);
        const code = readGiroCode(text);
        for (const value of [code?.name, code?.iban, code?.bic, code?.remittance])
          if (typeof value === "string") expect(text).toContain(value);
      }),
    );
  });

  test("comes back from what was written, whatever the amount and the name", () => {
    const name = fc.stringMatching(/^[A-Za-zÄÖÜäöüß&. -]{0,30}[A-Za-zÄÖÜäöüß]$/u).map((text) => text.trim());
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999_999 }), name, (cents, payee) => {
        const amount = `EUR${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
        expect(readGiroCode(codeOf({ 5: payee, 7: amount }))).toEqual({ ...read, name: payee, amount: cents });
      }),
    );
  });

  test("with one digit of its account changed is damaged", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: iban.length - 1 }), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const changed = `${iban.slice(0, at)}${(Number(iban.charAt(at)) + by) % 10}${iban.slice(at + 1)}`;
        expect(readGiroCode(codeOf({ 6: changed }))).toBeNull();
      }),
    );
  });
});

test("a creditor reference counts by its check digits", () => {
  expect(["RF18539007547034", "RF712348231", "RF19539007547034", "RF", "rf18539007547034"].map(isCreditorReference)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});
