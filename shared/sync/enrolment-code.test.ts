import fc from "fast-check";
import { expect, test } from "vitest";
import { codeAlphabet, enrolmentCodeOf, readEnrolmentCode } from "./enrolment-code.ts";

test("a code is read back however it is typed, and says nothing that can be mistaken for another", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 12, maxLength: 20 }), (bytes) => {
      const code = enrolmentCodeOf(bytes);
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/u);
      const read = readEnrolmentCode(code);
      expect(read?.name).toBe(code.slice(0, 4));
      const sloppy = ` ${code.toLowerCase().replaceAll("-", " ").replaceAll("0", "o").replaceAll("1", "l")} `;
      expect(readEnrolmentCode(sloppy)).toEqual(read);
    }),
  );
  expect(codeAlphabet).toHaveLength(32);
});

test("what is too short, too long or holds other signs is no code", () => {
  for (const text of ["", "K7QM-4TXD", "K7QM-4TXD-P2WR-9", "K7QM-4TXD-P2W!", "K7QM-4TXD-P2WU"])
    expect(readEnrolmentCode(text)).toBeUndefined();
});
