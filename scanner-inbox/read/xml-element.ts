// A small tree of XML elements with resolved namespaces, and the questions the mappers ask it; never touches the network.
import { XMLParser } from "fast-xml-parser";
import type { XmlTree } from "../../shared/einvoice/syntax/tree.ts";
import { ReadError } from "./reading.ts";
import { decodeXml, scanXml, type XmlLimits } from "./scan-xml.ts";

export type XmlElement = XmlTree;

/** The root element of an XML file. Throws a ReadError for whatever `decodeXml` and `scanXml` refuse. */
export function parseXml(bytes: Uint8Array, limits: XmlLimits): XmlElement {
  const text = decodeXml(bytes, limits);
  scanXml(text, limits);
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: "",
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: false,
    cdataPropName: "#cdata",
    processEntities: false,
    ignoreDeclaration: true,
    ignorePiTags: true,
    maxNestedTags: limits.xmlDepth + 1,
  });
  let nodes: unknown;
  try {
    nodes = parser.parse(text);
  } catch {
    throw new ReadError("xml-malformed", "the parser gave up");
  }
  const root = elementsOf(nodes, new Map()).children[0];
  if (!root) throw new ReadError("xml-malformed", "no element");
  return root;
}

/** The first child with one of the names, or undefined; a chain of them follows a path. */
export function childOf(element: XmlElement | undefined, ...names: readonly string[]): XmlElement | undefined {
  return element?.children.find((child) => names.includes(child.name));
}

/** Every child with one of the names. */
export function childrenOf(element: XmlElement | undefined, ...names: readonly string[]): readonly XmlElement[] {
  return element?.children.filter((child) => names.includes(child.name)) ?? [];
}

/** The first element at the end of a path of names, looking into every branch. */
export function elementAt(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  return elementsAt(element, ...path)[0];
}

/** Every element at the end of a path of names. */
export function elementsAt(element: XmlElement | undefined, ...path: readonly string[]): readonly XmlElement[] {
  let found: readonly XmlElement[] = element ? [element] : [];
  for (const name of path) found = found.flatMap((parent) => childrenOf(parent, name));
  return found;
}

/** An element's text as written but for the blanks around it, or null where there is none. */
export function writtenOf(element: XmlElement | undefined): string | null {
  const text = element?.text.trim() ?? "";
  return text === "" ? null : text;
}

/** The text as written at the end of a path, or null. */
export function writtenAt(element: XmlElement | undefined, ...path: readonly string[]): string | null {
  for (const found of elementsAt(element, ...path)) {
    const text = writtenOf(found);
    if (text !== null) return text;
  }
  return null;
}

/** An attribute's text without the blanks around it, or null where there is none. */
export function attributeOf(element: XmlElement | undefined, name: string): string | null {
  const text = element?.attributes.get(name)?.trim() ?? "";
  return text === "" ? null : text;
}

const ATTRIBUTES = ":@";

function elementsOf(nodes: unknown, outer: ReadonlyMap<string, string>): { children: XmlElement[]; text: string } {
  const children: XmlElement[] = [];
  let text = "";
  for (const node of listOf(nodes)) {
    const entries = entriesOf(node);
    const [tag, content] = entries.find(([key]) => key !== ATTRIBUTES) ?? ["", undefined];
    if (tag === "#text") text += resolveEntities(String(content));
    else if (tag === "#cdata") text += plainText(content);
    else if (tag !== "") children.push(elementOf(tag, content, entries.find(([key]) => key === ATTRIBUTES)?.[1], outer));
  }
  return { children, text };
}

function elementOf(tag: string, content: unknown, written: unknown, outer: ReadonlyMap<string, string>): XmlElement {
  const attributes = new Map<string, string>();
  let prefixes = outer;
  for (const [key, value] of entriesOf(written)) {
    const text = resolveEntities(String(value));
    if (key === "xmlns" || key.startsWith("xmlns:")) prefixes = new Map(prefixes).set(key.slice(6), text.trim());
    else attributes.set(key, text);
  }
  const colon = tag.indexOf(":");
  const inner = elementsOf(content, prefixes);
  return { namespace: prefixes.get(colon === -1 ? "" : tag.slice(0, colon)) ?? "", name: tag.slice(colon + 1), attributes, ...inner };
}

function plainText(nodes: unknown): string {
  let text = "";
  for (const node of listOf(nodes)) {
    for (const [tag, content] of entriesOf(node)) if (tag === "#text") text += String(content);
  }
  return text;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}

const NAMED: ReadonlyMap<string, string> = new Map([
  ["lt", "<"],
  ["gt", ">"],
  ["amp", "&"],
  ["quot", '"'],
  ["apos", "'"],
]);

/** Only the five names of XML itself and numbers: a file cannot declare more, because declarations are refused. */
function resolveEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,4}));/giu,
    (whole: string, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return NAMED.get(name) ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
