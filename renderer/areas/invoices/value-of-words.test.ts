import { expect, test } from "vitest";
import { valueOfWords, valuesIn } from "./value-of-words.ts";

const line = "Betrag 1.190,00 € fällig am 12. März 2026 auf IBAN DE02 1203 0000 0000 2020 51 BIC BYLADEM1001";
/** Pointing at the word that stands there. */
const click = (name: Parameters<typeof valueOfWords>[0], word: string, within = line) => {
  const start = within.indexOf(word);
  const found = valueOfWords(name, within, start, start + word.length, false);
  return typeof found === "string" ? found : { value: found.value, text: within.slice(found.start, found.end) };
};

test("a click anywhere in a value of several words means the whole value", () => {
  expect(click("dueDate", "März")).toEqual({ value: "2026-03-12", text: "12. März 2026" });
  expect(click("iban", "0000")).toEqual({ value: "DE02120300000000202051", text: "DE02 1203 0000 0000 2020 51" });
  expect(click("gross", "1.190,00")).toEqual({ value: 119_000, text: "1.190,00" });
  expect(click("bic", "BYLADEM1001")).toEqual({ value: "BYLADEM1001", text: "BYLADEM1001" });
});

test("terms beside the header take words as the header's fields do; a table takes none, since nobody said which cell", () => {
  expect(click("deliveryDate", "März")).toEqual({ value: "2026-03-12", text: "12. März 2026" });
  expect(click("customerNumber", "K-7,", "Kunde K-7, Nr. 12")).toEqual({ value: "K-7", text: "K-7" });
  expect(click("vatLines", "1.190,00")).toBe("nothing");
  expect(valuesIn("discounts", "2 % bis 20.11.2026")).toEqual([]);
});

test("words that are no such value change nothing, and are said to be none", () => {
  expect(click("dueDate", "Betrag")).toBe("nothing");
  expect(click("gross", "fällig")).toBe("nothing");
  expect(click("iban", "BYLADEM1001")).toBe("nothing");
  expect(click("iban", "DE03", "DE03 1203 0000 0000 2020 51")).toBe("nothing");
  expect(click("bic", "fällig")).toBe("nothing");
  expect(valueOfWords("number", "( )", 0, 3, true)).toBe("nothing");
});

test("two values in what was marked are not chosen between", () => {
  expect(valueOfWords("gross", "100,00 19,00", 0, 12, true)).toBe("several");
  expect(valueOfWords("gross", "Summe 100,00 EUR", 0, 16, true)).toEqual({ value: 10_000, start: 6, end: 12 });
});

test("free text is taken as it stands, without the signs around it", () => {
  expect(click("number", "TM-2026/117,", "Nr. TM-2026/117, vom 3.4.2026")).toEqual({ value: "TM-2026/117", text: "TM-2026/117" });
  expect(click("supplier", "(Moorhof", "Tischlerei (Moorhof GmbH)")).toEqual({ value: "Moorhof", text: "Moorhof" });
  expect(valueOfWords("supplier", "Tischlerei Moorhof e.K.", 0, 23, true)).toMatchObject({ value: "Tischlerei Moorhof e.K." });
});

test("a whole amount that is written without cents can be pointed at, a percentage is still no total to offer", () => {
  expect(click("gross", "1190", "Summe 1190 EUR")).toEqual({ value: 119_000, text: "1190" });
  expect(valuesIn("gross", "19 % von 1.000,00 sind 190,00")).toMatchObject([{ value: 100_000 }, { value: 19_000 }]);
});

test("offered for free text are words with numbers, never days and amounts", () => {
  expect(valuesIn("number", "Rechnung TM-2026-117 vom 12.11.2026 über 1.190,00 €").map(({ value }) => value)).toEqual(["TM-2026-117"]);
});
