// Any XML file in readable form: what stands in it, without the tags. An electronic invoice is read by the desk and shown as a sheet instead.
// Must never judge or compute: it shows what stands there. No DTD, no entities, bounded size (the caller's).

export interface XmlLeaf {
  /** The names on the way to it, without that of the root. */
  readonly label: string;
  readonly value: string;
}
export interface XmlLeaves {
  readonly root: string;
  readonly leaves: readonly XmlLeaf[];
}

const maxLeaves = 400;

/** Reads XML text; undefined where it is no well-formed XML or declares a document type. */
export function xmlLeaves(text: string): XmlLeaves | undefined {
  if (/<!DOCTYPE|<!ENTITY/iu.test(text)) return undefined;
  const root = new DOMParser().parseFromString(text, "application/xml").documentElement;
  if (root.getElementsByTagName("parsererror").length > 0 || root.localName === "parsererror") return undefined;
  return { root: root.localName, leaves: leavesOf(root, "", []) };
}

function textOf(element: Element): string {
  return (element.textContent ?? "").replace(/\s+/gu, " ").trim();
}

function leavesOf(element: Element, path: string, leaves: XmlLeaf[]): readonly XmlLeaf[] {
  for (const child of element.children) {
    if (leaves.length >= maxLeaves) break;
    const label = path === "" ? child.localName : `${path} › ${child.localName}`;
    if (child.children.length > 0) leavesOf(child, label, leaves);
    else if (textOf(child) !== "") leaves.push({ label, value: textOf(child) });
  }
  return leaves;
}
