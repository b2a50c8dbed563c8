// The text of a separator sheet comes back as the sheet, and no changed character is taken for one.
import fc from "fast-check";
import { expect, test } from "vitest";
import { readSeparator, separatorText, type SeparatorSheet } from "./separator-sheet.ts";

const word = fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 });
const sheet: fc.Arbitrary<SeparatorSheet> = fc.record({ unit: word, kind: fc.constantFrom("invoice", "document"), nonce: word });
const printed: SeparatorSheet = { unit: "finanzen", kind: "invoice", nonce: "5f1c9a0e77d2" };

test("is short, and one for all times: sheets lie in drawers for years", () => {
  expect(separatorText(printed)).toBe("AMTSSTUBE:1:invoice:finanzen:5f1c9a0e77d2:77683082");
});

test("comes back as it went", () => {
  fc.assert(
    fc.property(sheet, (one) => {
      expect(readSeparator(separatorText(one))).toEqual(one);
    }),
  );
});

test("finds any one changed, lost or added character", () => {
  const text = fc.oneof(sheet.map(separatorText), fc.constant(separatorText(printed)));
  const character = fc.oneof(
    fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 1 }),
    fc.string({ unit: "binary", maxLength: 2 }),
  );
  fc.assert(
    fc.property(text, fc.nat(), character, fc.boolean(), (whole, seed, other, instead) => {
      const at = seed % (whole.length + 1);
      const changed = whole.slice(0, at) + other + whole.slice(instead ? at + 1 : at);
      fc.pre(changed !== whole);
      expect(["damaged", "foreign"]).toContain(readSeparator(changed));
    }),
    { numRuns: 2000 },
  );
});

test("a changed character of the mark or behind it is damage, not somebody else's code", () => {
  const whole = separatorText(printed);
  for (let at = 0; at < whole.length; at += 1) {
    const other = whole[at] === "x" ? "y" : "x";
    expect(readSeparator(whole.slice(0, at) + other + whole.slice(at + 1))).toBe("damaged");
  }
});

test.each(["", "PATCHT", "BCD\n002\n1\nSCT\nCOBADEFFXXX", "https://example.org/AMTSSTUBE:1:invoice:a:b:00000000"])(
  "%j is foreign",
  (text) => {
    expect(readSeparator(text)).toBe("foreign");
  },
);

test("a form of a later program is ours, but not understood", () => {
  expect(readSeparator("AMTSSTUBE:2:invoice:finanzen:5f1c9a0e77d2:00000000")).toBe("damaged");
});
