// Code lists as facts: the codes alone, since an invoice is only asked whether it uses one of them.
// Must never be shorter than what the publishers of EN 16931 allow, in its newest edition or an older one: a right invoice is never blamed.

/** The codes of a text, which stand between blanks or line breaks. */
export function codeList(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/u));
}

/** A list that holds all codes of several. */
export function together(...lists: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  return new Set(lists.flatMap((list) => [...list]));
}
