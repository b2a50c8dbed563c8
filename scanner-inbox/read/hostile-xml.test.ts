// XML that is made to hurt, or comes in bytes nobody promised: each is refused before the parser sees it, by a code that has a sentence.
// Nothing here may be read by luck: a refusal is a ReadError of the code named, and never another error.
import { describe, expect, it, test } from "vitest";
import { failureSentence } from "./failure-sentences.ts";
import { readSemanticInvoice } from "./read-invoice-xml.ts";
import { defaultReadLimits, ReadError, type ReadFailureCode } from "./reading.ts";
import { scanXml } from "./scan-xml.ts";
import { parseXml } from "./xml-element.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** Two bytes a character, with or without a mark in front. */
function utf16(text: string, end: "le" | "be", mark = true): Uint8Array {
  const bytes = Buffer.from(mark ? `\ufeff${text}` : text, "utf16le");
  return new Uint8Array(end === "le" ? bytes : bytes.swap16());
}

/** Four bytes a character with a mark in front. */
function utf32(text: string): Uint8Array {
  const points = [0xfeff, ...Array.from(text, (character) => character.codePointAt(0) ?? 0)];
  return new Uint8Array(Uint32Array.from(points).buffer);
}

function refusalOf(bytes: Uint8Array): ReadFailureCode | null {
  try {
    readSemanticInvoice(bytes, defaultReadLimits);
    return null;
  } catch (error) {
    if (error instanceof ReadError) return error.failure.code;
    throw error;
  }
}

const root = `<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"><ID>ä1</ID></Invoice>`;
const laughs = Array.from({ length: 9 }, (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`).join("");

describe("declarations", () => {
  it.each([
    ["billion laughs", `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l0 "lol">${laughs}]><a>&l9;</a>`],
    ["one long entity many times", `<!DOCTYPE a [<!ENTITY x "${"x".repeat(50_000)}">]><a>${"&x;".repeat(50_000)}</a>`],
    ["a file of the machine", `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>`],
    ["an address", `<!DOCTYPE a [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]><a>&x;</a>`],
    ["a parameter entity", `<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]><a/>`],
    ["an external document type", `<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>`],
    ["a public document type", `<!DOCTYPE a PUBLIC "-//A//B//EN" "http://127.0.0.1:9/a.dtd"><a/>`],
    ["an empty document type", `<!DOCTYPE a><a/>`],
    ["small letters", `<!doctype a><a/>`],
    ["behind a comment and blanks", `\n<!-- a -->\n <!DOCTYPE a><a/>`],
    ["inside the root", `<a><!DOCTYPE a><b/></a>`],
    ["behind the root", `<a/><!DOCTYPE a>`],
    ["an attribute list", `<a><!ATTLIST a b CDATA "c"></a>`],
  ])("are refused: %s", (_, text) => {
    expect(refusalOf(utf8(text))).toBe("xml-forbidden");
  });

  it.each([
    ["UTF-8 with a mark", utf8(`\ufeff<!DOCTYPE a><a/>`)],
    ["UTF-16, little end first", utf16(`<!DOCTYPE a><a/>`, "le")],
    ["UTF-16, big end first", utf16(`<!DOCTYPE a><a/>`, "be")],
    ["Latin-1", latin1(`<?xml version="1.0" encoding="ISO-8859-1"?><!DOCTYPE a><a>\u00e4</a>`)],
  ])("are refused in any encoding: %s", (_, bytes) => {
    expect(refusalOf(bytes)).toBe("xml-forbidden");
  });

  it("are text where they stand in a comment or in CDATA", () => {
    expect(parseXml(utf8(`<a><!-- <!DOCTYPE a> --><![CDATA[<!ENTITY x "y">]]></a>`), defaultReadLimits).text).toBe('<!ENTITY x "y">');
  });
});

describe("bounds", () => {
  it.each<readonly [string, ReadFailureCode, string]>([
    ["a million levels", "xml-too-deep", "<a>".repeat(1_000_000)],
    ["levels that close again", "xml-too-deep", `${"<a>".repeat(65)}${"</a>".repeat(65)}`],
    ["a giant attribute", "xml-giant-attribute", `<a b="${"x".repeat(1_000_000)}"/>`],
    ["a giant attribute without an end", "xml-giant-attribute", `<a b="${"x".repeat(1_000_000)}`],
    ["many attributes", "xml-giant-attribute", `<a ${Array.from({ length: 10_000 }, (_, index) => `b${index}="c"`).join(" ")}/>`],
    ["a giant name", "xml-giant-attribute", `<${"a".repeat(100_000)}/>`],
    ["a giant namespace", "xml-giant-attribute", `<a xmlns="${"x".repeat(100_000)}"/>`],
    ["too many elements", "xml-too-many-elements", `<a>${"<b/>".repeat(400_001)}</a>`],
    ["too many bytes", "xml-too-large", `<a>${"x".repeat(defaultReadLimits.xmlBytes)}</a>`],
  ])("hold: %s", (_, code, text) => {
    expect(refusalOf(utf8(text))).toBe(code);
  });

  it("are no hindrance at their edge", () => {
    expect(scanXml(`${"<a>".repeat(64)}${"</a>".repeat(64)}`, defaultReadLimits)).toEqual({ rootName: "a", elements: 64 });
  });
});

describe("encodings", () => {
  it.each([
    ["UTF-8", utf8(root)],
    ["UTF-8 with a mark", utf8(`\ufeff<?xml version="1.0" encoding="utf-8"?>${root}`)],
    ["UTF-8 with two marks, as glued texts have them", utf8(`\ufeff\ufeff${root}`)],
    ["UTF-16, little end first", utf16(`<?xml version="1.0" encoding="UTF-16"?>${root}`, "le")],
    ["UTF-16, big end first", utf16(root, "be")],
    ["UTF-16 that calls itself UTF-8", utf16(`<?xml version="1.0" encoding="UTF-8"?>${root}`, "le")],
    ["Latin-1", latin1(`<?xml version='1.0' encoding='iso-8859-1'?>${root}`)],
    ["Windows-1252", latin1(`<?xml version="1.0" encoding="Windows-1252"?>${root}`)],
  ])("that senders use are read: %s", (_, bytes) => {
    expect(readSemanticInvoice(bytes, defaultReadLimits)?.number).toBe("ä1");
  });

  it.each([
    ["an unknown one", utf8(`<?xml version="1.0" encoding="UTF-7"?>${root}`)],
    ["one that hides letters", utf8(`<?xml version="1.0" encoding="cp037"?>${root}`)],
    ["Latin-1 that calls itself UTF-8", latin1(`<?xml version="1.0" encoding="UTF-8"?>${root}`)],
    ["Latin-1 that says nothing", latin1(root)],
    ["a mark of UTF-8 before a declared Latin-1", utf8(`\ufeff<?xml version="1.0" encoding="ISO-8859-1"?>${root}`)],
    ["UTF-16 without a mark", utf16(root, "le", false)],
    ["UTF-16 without a mark, the other way round", utf16(root, "be", false)],
    ["half a character of UTF-16", utf16(root, "le").subarray(0, -1)],
    ["UTF-32", utf32(root)],
    ["bytes that UTF-8 forbids", Uint8Array.from([...utf8("<a>"), 0xc0, 0xbc, ...utf8("</a>")])],
  ])("that are wrong are refused: %s", (_, bytes) => {
    expect(refusalOf(bytes)).toBe("xml-malformed");
  });
});

describe("broken text", () => {
  it.each([
    `<a><!-- `,
    `<a><![CDATA[ `,
    `<a><? `,
    `<a b='`,
    `<a`,
    `<`,
    `</a>`,
    `<a></b>`,
    `< a/>`,
    `text<a/>`,
    `<a/>text`,
    `<![CDATA[x]]><a/>`,
    `<?xml version="1.0"?>`,
    `<a><b></a></b>`,
    `<a b="<c/>"/>`,
  ])("is refused: %s", (text) => {
    expect(refusalOf(utf8(text))).toBe("xml-malformed");
  });
});

test.each(["constructor", "prototype", "toString", "__proto__"])("the name %s is an element like any other, or refused", (name) => {
  expect(refusalOf(utf8(`<a><${name} polluted="1"><b/></${name}></a>`)) ?? "other XML").toMatch(/^(?:other XML|xml-malformed)$/u);
  expect(refusalOf(utf8(`<a ${name}="1"/>`)) ?? "other XML").toMatch(/^(?:other XML|xml-malformed)$/u);
  expect(Object.prototype).not.toHaveProperty("polluted");
});

test("each refusal has a sentence that says why", () => {
  const codes: readonly ReadFailureCode[] = [
    "xml-forbidden",
    "xml-too-large",
    "xml-too-deep",
    "xml-too-many-elements",
    "xml-giant-attribute",
    "xml-malformed",
  ];
  for (const code of codes) expect(failureSentence(code)).toMatch(/^Die XML-Datei .*\.$/u);
});
