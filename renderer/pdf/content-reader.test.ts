// Pieces of content: every byte once, in order, never more than asked for.
import fc from "fast-check";
import { expect, test } from "vitest";
import { pieceBytes, readRange, readWhole, type ContentReader } from "./content-reader.ts";

function readerOf(bytes: Uint8Array, most: number): { read: ContentReader; asked: [number, number][] } {
  const asked: [number, number][] = [];
  const read: ContentReader = async (offset, length) => {
    asked.push([offset, length]);
    const piece = bytes.subarray(offset, Math.min(bytes.length, offset + Math.min(length, most)));
    return { base64: Buffer.from(piece).toString("base64"), size: bytes.length };
  };
  return { read, asked };
}

test("a range is exactly its bytes, however short the pieces come", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 300 }),
      fc.nat(310),
      fc.nat(310),
      fc.integer({ min: 1, max: 64 }),
      async (bytes, from, to, most) => {
        const [begin, end] = [Math.min(from, to), Math.max(from, to)];
        const { read, asked } = readerOf(bytes, most);
        expect([...(await readRange(read, begin, end))]).toEqual([...bytes.subarray(begin, end)]);
        expect(asked.every(([offset, length]) => offset >= begin && offset + length <= end)).toBe(true);
      },
    ),
    { seed: 1 },
  );
});

test("a whole content comes in pieces of the agreed size, and one that is too big is not read to its end", async () => {
  const bytes = Uint8Array.from({ length: pieceBytes * 2 + 7 }, (_unused, index) => index % 251);
  const whole = readerOf(bytes, pieceBytes);
  expect(Buffer.from((await readWhole(whole.read, bytes.length)) ?? []).equals(Buffer.from(bytes))).toBe(true);
  expect(whole.asked.map(([, length]) => length)).toEqual([pieceBytes, pieceBytes, 7]);
  const refused = readerOf(bytes, pieceBytes);
  expect(await readWhole(refused.read, bytes.length - 1)).toBeUndefined();
  expect(refused.asked).toHaveLength(1);
});
