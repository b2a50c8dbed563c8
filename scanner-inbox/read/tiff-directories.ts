// Walks the directories of a TIFF, which are its pages; never decodes a picture.

/** Bytes of a file at a place: fewer than asked for at its end. */
export type ReadAt = (offset: number, length: number) => Promise<Uint8Array>;

export type TiffOutline = {
  readonly pages: number;
  /** Whether every directory and every strip lies within the file. */ readonly whole: boolean;
};

const MOST_PAGES = 10_000;
const MOST_VALUES = 100_000;
const TYPE_BYTES: readonly number[] = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];
const OFFSET_TAGS: ReadonlyMap<number, number> = new Map([
  [273, 279],
  [324, 325],
]);

/** Pages of a TIFF (also BigTIFF) and whether it is complete; a chain that ends in nothing counts the pages before. */
export async function tiffOutline(readAt: ReadAt, size: number): Promise<TiffOutline> {
  const head = await readAt(0, 16);
  if (head.byteLength < 8) return { pages: 0, whole: false };
  const little = head[0] === 0x49;
  const big = (little ? head[2] : head[3]) === 43;
  const numbers = new Numbers(little);
  const seen = new Set<number>();
  let next = big ? numbers.at(head, 8, 8) : numbers.at(head, 4, 4);
  let pages = 0;
  while (next !== 0 && pages < MOST_PAGES) {
    // A chain that bites its own tail is broken, not endless.
    if (seen.has(next)) return { pages, whole: false };
    seen.add(next);
    const countBytes = big ? 8 : 2;
    const entryBytes = big ? 20 : 12;
    const counted = await readAt(next, countBytes);
    if (counted.byteLength < countBytes) return { pages, whole: false };
    const count = numbers.at(counted, 0, countBytes);
    if (count === 0 || count > 4096) return { pages, whole: false };
    const table = await readAt(next + countBytes, count * entryBytes + (big ? 8 : 4));
    if (table.byteLength < count * entryBytes + (big ? 8 : 4)) return { pages, whole: false };
    pages += 1;
    if (!(await stripsWithin(readAt, size, table, count, big, numbers))) return { pages, whole: false };
    next = numbers.at(table, count * entryBytes, big ? 8 : 4);
  }
  return { pages, whole: pages > 0 };
}

/** The same reading for bytes already in memory. */
export function readAtOf(bytes: Uint8Array): ReadAt {
  return (offset, length) =>
    Promise.resolve(bytes.subarray(Math.min(offset, bytes.byteLength), Math.min(offset + length, bytes.byteLength)));
}

class Numbers {
  readonly little: boolean;

  constructor(little: boolean) {
    this.little = little;
  }

  at(bytes: Uint8Array, offset: number, width: number): number {
    let value = 0;
    for (let index = 0; index < width; index += 1) value = value * 256 + (bytes[offset + (this.little ? width - 1 - index : index)] ?? 0);
    return value;
  }
}

async function stripsWithin(
  readAt: ReadAt,
  size: number,
  table: Uint8Array,
  count: number,
  big: boolean,
  numbers: Numbers,
): Promise<boolean> {
  const entryBytes = big ? 20 : 12;
  const values = new Map<number, readonly number[]>();
  for (let index = 0; index < count; index += 1) {
    const at = index * entryBytes;
    const tag = numbers.at(table, at, 2);
    if (tag !== 273 && tag !== 279 && tag !== 324 && tag !== 325) continue;
    const width = TYPE_BYTES[numbers.at(table, at + 2, 2)] ?? 0;
    const many = numbers.at(table, at + 4, big ? 8 : 4);
    const inline = big ? 8 : 4;
    const valueAt = at + (big ? 12 : 8);
    if (width === 0 || many > MOST_VALUES) return false;
    const bytes =
      width * many <= inline ? table.subarray(valueAt, valueAt + inline) : await readAt(numbers.at(table, valueAt, inline), width * many);
    if (bytes.byteLength < width * many) return false;
    values.set(
      tag,
      Array.from({ length: many }, (_, position) => numbers.at(bytes, position * width, width)),
    );
  }
  for (const [offsetTag, lengthTag] of OFFSET_TAGS) {
    const lengths = values.get(lengthTag) ?? [];
    if (values.get(offsetTag)?.some((offset, position) => offset + (lengths[position] ?? 0) > size)) return false;
  }
  return true;
}
