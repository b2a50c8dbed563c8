// A parsed XML element as the rules of a syntax ask it; whoever parses makes it.

export type XmlTree = {
  readonly namespace: string;
  /** Name without its prefix. */
  readonly name: string;
  /** Attributes by their written name, namespace declarations left out. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlTree[];
  /** The element's own text with entities resolved, not trimmed. */
  readonly text: string;
};

/** The elements with a name right below some elements. */
export function below(elements: readonly XmlTree[], name: string): readonly XmlTree[] {
  return elements.flatMap(({ children }) => children.filter((child) => child.name === name));
}

/** The elements at the end of a path of names. */
export function along(element: XmlTree, ...path: readonly string[]): readonly XmlTree[] {
  return path.reduce(below, [element]);
}

/** The text at the end of a path without the blanks around it; empty where there is none. */
export function textAlong(element: XmlTree, ...path: readonly string[]): string {
  return along(element, ...path)[0]?.text.trim() ?? "";
}
