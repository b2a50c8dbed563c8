// What a file is by its first bytes; never by its name.

export type SniffedFormat = "pdf" | "xml" | "tiff" | "jpeg" | "png" | "unknown";

/** How many bytes from the start `sniffFormat` wants to see. */
export const SNIFF_BYTES = 1024;

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** The format the first bytes of a file announce. A PDF may begin late within the first kilobyte, as its readers allow. */
export function sniffFormat(head: Uint8Array): SniffedFormat {
  if (startsWith(head, PNG)) return "png";
  if (startsWith(head, [0xff, 0xd8, 0xff])) return "jpeg";
  if (startsWith(head, [0x49, 0x49, 0x2a, 0x00]) || startsWith(head, [0x4d, 0x4d, 0x00, 0x2a])) return "tiff";
  if (startsWith(head, [0x49, 0x49, 0x2b, 0x00]) || startsWith(head, [0x4d, 0x4d, 0x00, 0x2b])) return "tiff";
  const text = latinText(head.subarray(0, SNIFF_BYTES));
  if (text.includes("%PDF-")) return "pdf";
  if (startsWith(head, [0xfe, 0xff]) || startsWith(head, [0xff, 0xfe]))
    return text.replaceAll("\0", "").slice(2).trimStart().startsWith("<") ? "xml" : "unknown";
  if (
    /^(?:\u00ef\u00bb\u00bf)?\s*<(?:\?xml|!--|!DOCTYPE|[A-Za-z_])/iu.test(text) &&
    !/^(?:\u00ef\u00bb\u00bf)?\s*<(?:!doctype\s+html|html)/iu.test(text)
  )
    return "xml";
  return "unknown";
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

function latinText(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
