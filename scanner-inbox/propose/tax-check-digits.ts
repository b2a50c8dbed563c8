// Check digits of VAT ids and Leitweg-IDs: whether they are right, and what a slip of recognition must have been. Never tried on text that a file says itself.
import { checkVAT, countries } from "jsvat";
import { unslipped } from "./slips.ts";

/** Whether a VAT id has the form of its country and, where there are any, right check digits. */
export function isVatId(value: string): boolean {
  return checkVAT(value, countries).isValid;
}

/** Whether a Leitweg-ID's check digits are right: letters as 10 to 35, hyphens dropped, remainder 1 modulo 97 (format description of the KoSIT). */
export function isRouteId(value: string): boolean {
  if (!/^\d{2,12}-(?:[A-Z\d]{1,30}-)?\d{2}$/iu.test(value)) return false;
  let remainder = 0;
  for (const character of value.toUpperCase().replaceAll("-", "")) remainder = Number(`${remainder}${Number.parseInt(character, 36)}`) % 97;
  return remainder === 1;
}

/** The German VAT id with letters among its digits, mended; null where its check digit does not bear that out. */
export function mendedVatId(text: string): string | null {
  const value = `DE${unslipped(text.slice(2).replace(/\s/gu, ""))}`;
  return /^DE\d{9}$/u.test(value) && isVatId(value) ? value : null;
}

/** The other way round too: in the middle part letters and digits both stand. */
const TWINS: ReadonlyMap<string, readonly string[]> = new Map([
  ["O", ["0"]],
  ["0", ["O"]],
  ["I", ["1"]],
  ["1", ["I"]],
  ["S", ["5"]],
  ["5", ["S"]],
  ["B", ["8"]],
  ["8", ["B"]],
  ["Z", ["2"]],
  ["2", ["Z"]],
]);

/** A Leitweg-ID with a slip in it, mended; null where none or more than one mending has right check digits. */
export function mendedRouteId(text: string): string | null {
  const parts = text.toUpperCase().split("-");
  const [first = "", ...rest] = parts;
  const last = rest.at(-1) ?? "";
  const fine = rest.slice(0, -1).join("-");
  const outer = [first, last].map((part) => (/^[\dOQDILSBZ|]*$/u.test(part) ? unslipped(part.replaceAll("L", "l")) : part));
  const whole = (middle: string): string => [outer[0], ...(rest.length > 1 ? [middle] : []), outer[1]].join("-");
  const asWritten = whole(fine);
  if (asWritten !== text.toUpperCase() && isRouteId(asWritten)) return asWritten;
  const mended = Array.from(fine).flatMap((character, at) =>
    (TWINS.get(character) ?? []).map((twin) => whole(fine.slice(0, at) + twin + fine.slice(at + 1))),
  );
  const right = [...new Set(mended)].filter(isRouteId);
  return right.length === 1 ? (right[0] ?? null) : null;
}
