// The guard in front of the XML parser: one pass that refuses what is hostile or broken; never builds anything.
import { ReadError, type ReadLimits } from "./reading.ts";

export type XmlLimits = Pick<ReadLimits, "xmlBytes" | "xmlDepth" | "xmlElements" | "xmlTagCharacters">;

/**
 * The text of an XML file by its byte order mark or declared encoding (UTF-8, UTF-16, Latin-1, Windows-1252).
 * Throws a ReadError for any other encoding, bytes the encoding does not know, or too many bytes.
 */
export function decodeXml(bytes: Uint8Array, limits: XmlLimits): string {
  if (bytes.byteLength > limits.xmlBytes) throw new ReadError("xml-too-large", `${bytes.byteLength} bytes`);
  const encoding = encodingOf(bytes);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new ReadError("xml-malformed", `not valid ${encoding}`);
  }
}

const ENCODINGS: ReadonlyMap<string, string> = new Map([
  ["utf-8", "utf-8"],
  ["utf8", "utf-8"],
  ["us-ascii", "utf-8"],
  ["iso-8859-1", "windows-1252"],
  ["iso-8859-15", "iso-8859-15"],
  ["latin1", "windows-1252"],
  ["windows-1252", "windows-1252"],
  ["cp1252", "windows-1252"],
]);

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  const head = new TextDecoder("windows-1252").decode(bytes.subarray(0, 200));
  const declared = /^\D{0,3}<\?xml[^>]*\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/u.exec(head)?.[1]?.toLowerCase() ?? "utf-8";
  const known = ENCODINGS.get(declared);
  if (known === undefined) throw new ReadError("xml-malformed", "unknown encoding");
  return known;
}

/** Name of the root element as written, with its prefix, and how many elements there are. */
export type XmlOutline = { readonly rootName: string; readonly elements: number };

const TAG_NAME = /[^\s/>]+/uy;

/**
 * Walks a whole XML text and returns its outline. Throws a ReadError for a document type or entity declaration,
 * for depth, element count or a start tag beyond the limits, and for a text whose tags do not close.
 */
export function scanXml(text: string, limits: XmlLimits): XmlOutline {
  const open: string[] = [];
  let rootName = "";
  let elements = 0;
  let at = text.indexOf("<");
  refuseTextOutsideRoot(text.slice(text.startsWith("\ufeff") ? 1 : 0, at === -1 ? text.length : at));
  while (at !== -1) {
    let end: number;
    if (text.startsWith("<!--", at)) {
      end = endAfter(text, "-->", at + 4);
    } else if (text.startsWith("<![CDATA[", at)) {
      if (open.length === 0) throw new ReadError("xml-malformed", "text outside the root element");
      end = endAfter(text, "]]>", at + 9);
    } else if (text.startsWith("<?", at)) {
      end = endAfter(text, "?>", at + 2);
    } else if (text.startsWith("<!", at)) {
      throw new ReadError("xml-forbidden", "a document type or entity declaration");
    } else if (text.startsWith("</", at)) {
      end = endAfter(text, ">", at + 2);
      const name = text.slice(at + 2, end - 1).trimEnd();
      if (open.pop() !== name) throw new ReadError("xml-malformed", "an end tag without its start tag");
    } else {
      end = endOfStartTag(text, at, limits.xmlTagCharacters);
      TAG_NAME.lastIndex = at + 1;
      const name = TAG_NAME.exec(text)?.[0] ?? "";
      if (name === "" || TAG_NAME.lastIndex > end) throw new ReadError("xml-malformed", "a tag without a name");
      if (open.length === 0 && rootName !== "") throw new ReadError("xml-malformed", "a second root element");
      if (rootName === "") rootName = name;
      elements += 1;
      if (elements > limits.xmlElements) throw new ReadError("xml-too-many-elements", `more than ${limits.xmlElements}`);
      if (text.charAt(end - 2) !== "/") {
        open.push(name);
        if (open.length > limits.xmlDepth) throw new ReadError("xml-too-deep", `deeper than ${limits.xmlDepth}`);
      }
    }
    at = text.indexOf("<", end);
    if (open.length === 0) refuseTextOutsideRoot(text.slice(end, at === -1 ? text.length : at));
  }
  if (rootName === "") throw new ReadError("xml-malformed", "no element");
  if (open.length > 0) throw new ReadError("xml-malformed", "the root element is not closed");
  return { rootName, elements };
}

function refuseTextOutsideRoot(text: string): void {
  if (!/^[\s\0]*$/u.test(text)) throw new ReadError("xml-malformed", "text outside the root element");
}

function endAfter(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  if (found === -1) throw new ReadError("xml-malformed", `${mark} is missing`);
  return found + mark.length;
}

/** Index after the `>` of a start tag, which may also stand inside an attribute's quotes. */
function endOfStartTag(text: string, start: number, longest: number): number {
  let quote = "";
  const limit = Math.min(text.length, start + longest);
  for (let index = start + 1; index < limit; index += 1) {
    const character = text.charAt(index);
    if (quote !== "") {
      if (character === quote) quote = "";
      else if (character === "<") throw new ReadError("xml-malformed", "< inside an attribute");
    } else if (character === '"' || character === "'") {
      quote = character;
    } else if (character === ">") {
      return index + 1;
    } else if (character === "<") {
      throw new ReadError("xml-malformed", "a tag inside a tag");
    }
  }
  throw limit === text.length
    ? new ReadError("xml-malformed", "a tag is not closed")
    : new ReadError("xml-giant-attribute", `a tag longer than ${longest}`);
}
