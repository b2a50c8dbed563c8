// The code that admits a device, as people read it aloud and type it: K7QM-4TXD-P2WR. Must never draw one: randomness is the server's.

/** Digits and letters without those that look or sound alike (no I, L, O, U). */
export const codeAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** The first group names the code, the other two are its secret: 40 bits. */
const nameLength = 4;
const wholeLength = 12;
const wholeCode = new RegExp(`^[${codeAlphabet}]{${wholeLength}}$`, "u");

export interface EnrolmentCode {
  readonly name: string;
  readonly secret: string;
}

/** Reads a code however it was typed; undefined where it cannot be one. */
export function readEnrolmentCode(text: string): EnrolmentCode | undefined {
  const plain = text
    .toUpperCase()
    .replaceAll(/[\s\-–—.]/gu, "")
    .replaceAll("O", "0")
    .replaceAll(/[IL]/gu, "1");
  if (!wholeCode.test(plain)) return undefined;
  return { name: plain.slice(0, nameLength), secret: plain.slice(nameLength) };
}

/** A code out of as many numbers between 0 and 255 as it has letters. */
export function enrolmentCodeOf(bytes: Uint8Array): string {
  const letters = Array.from(bytes.subarray(0, wholeLength), (byte) => codeAlphabet.charAt(byte % codeAlphabet.length));
  return [letters.slice(0, 4), letters.slice(4, 8), letters.slice(8)].map((group) => group.join("")).join("-");
}
