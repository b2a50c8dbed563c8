// Whether a PDF bears an electronic signature, by the one thing every signature must have in the clear; never verifies it.

/** Most places that are looked at: more are no document but an attack on whoever looks. */
const mostPlaces = 1_000;
const range = /^\/ByteRange\s*\[\s*(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s*\]/u;

/**
 * A signature says which bytes it covers: all but a gap, which holds the signature itself as `<…>`. Text that merely speaks of it has no
 * such gap. The numbers are never encrypted or packed away, as whoever signs fills them in last.
 */
export function isSigned(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = file.indexOf("/ByteRange");
  for (let places = 0; at !== -1 && places < mostPlaces; places += 1) {
    const [start, length, next, rest] = (range.exec(file.subarray(at, at + 200).toString("latin1")) ?? []).slice(1).map(Number);
    if (start === 0 && length !== undefined && next !== undefined && rest !== undefined && isGap(file, length, next, rest)) return true;
    at = file.indexOf("/ByteRange", at + 1);
  }
  return false;
}

function isGap(file: Buffer, from: number, to: number, rest: number): boolean {
  return from < to && to + rest <= file.length && file[from] === 0x3c && file[to - 1] === 0x3e;
}
