// What a file is by its first bytes, for the few types that may come in. Must never trust a name or a declared type.

interface KnownType {
  readonly mime: string;
  readonly begins: (bytes: Uint8Array) => boolean;
}

const ascii =
  (text: string, offset = 0) =>
  (bytes: Uint8Array): boolean =>
    Array.from(text).every((character, index) => bytes[offset + index] === character.charCodeAt(0));
const raw =
  (...wanted: readonly number[]) =>
  (bytes: Uint8Array): boolean =>
    wanted.every((value, index) => bytes[index] === value);

const allowed: readonly KnownType[] = [
  { mime: "application/pdf", begins: ascii("%PDF-") },
  { mime: "image/png", begins: raw(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) },
  { mime: "image/jpeg", begins: raw(0xff, 0xd8, 0xff) },
  { mime: "image/tiff", begins: (bytes) => raw(0x49, 0x49, 0x2a, 0x00)(bytes) || raw(0x4d, 0x4d, 0x00, 0x2a)(bytes) },
  { mime: "application/xml", begins: (bytes) => ascii("<?xml")(bytes) || (raw(0xef, 0xbb, 0xbf)(bytes) && ascii("<?xml", 3)(bytes)) },
];

/** The type of allowed content, undefined for anything that may not come in. */
export function allowedType(bytes: Uint8Array): string | undefined {
  return allowed.find((type) => type.begins(bytes))?.mime;
}
