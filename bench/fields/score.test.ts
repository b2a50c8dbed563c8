// The evaluation set in small: floors that today's rules hold with room to spare, and the law that no value is made up.
import { describe, expect, test } from "vitest";
import { readFileBytes } from "../../scanner-inbox/read/read-file-bytes.ts";
import { proposeInvoice } from "../../scanner-inbox/propose/propose-invoice.ts";
import type { ProposedField } from "../../scanner-inbox/propose/proposal.ts";
import type { Reading } from "../../scanner-inbox/read/reading.ts";
import { amountsIn, datesIn, ratesIn } from "../../shared/base/value-text.ts";
import { textOfLine } from "../../scanner-inbox/read/text-lines.ts";
import { casesOf, setNames, xmlCases } from "./cases.ts";
import { heldOutLayouts } from "./held-out/layouts.ts";
import { heldOutWords } from "./held-out/words.ts";
import { town } from "./paper.ts";
import { scoreOf, type Score } from "./score.ts";
import { onceHeldOut } from "./tuned/once-held-out.ts";
import { otherWords } from "./tuned/other-words.ts";
import { tunedLayouts } from "./tuned/layouts.ts";
import { tunedWords } from "./tuned/words.ts";

const share = ({ total }: Score): number => total.right / total.stated;
const wronglySure = ({ total }: Score): number => total.wrongConfident / total.confident;

test("of an electronic invoice every field is right", async () => {
  const score = await scoreOf(xmlCases(1));
  expect(score.total.stated).toBeGreaterThan(1_000);
  expect(score.misses).toEqual([]);
});

test.each([
  ["tuned", 0.98],
  ["held-out", 0.95],
] as const)("of the text of %s layouts nearly every field is right, and hardly a sure one wrong", async (set, floor) => {
  const score = await scoreOf(await casesOf(set, 2));
  expect(score.total.stated).toBeGreaterThan(300);
  expect(share(score)).toBeGreaterThanOrEqual(floor);
  expect(wronglySure(score)).toBeLessThan(0.01);
});

test("of a degraded scan most fields are right, and none is sure that was recognised", async () => {
  const [first] = await casesOf("tuned", 1);
  if (first === undefined) throw new Error("the set has layouts");
  const score = await scoreOf([first], { dpi: 200, skew: 1.5, noise: 40 });
  expect(share(score)).toBeGreaterThanOrEqual(0.7);
  // The kind alone.
  expect(score.total.confident).toBe(1);
}, 180_000);

test("the held-out layouts share no layout, no seller, no bank and no goods with the others", () => {
  const words = (sets: readonly (typeof heldOutWords)[]): string[] =>
    sets.flatMap(({ sellers, banks, wares }) => [...sellers.map(([name]) => name), ...banks, ...wares.map(([text]) => text)]);
  const known = new Set([...words([tunedWords, otherWords]), ...[...tunedLayouts, ...onceHeldOut].map(({ name }) => name)]);
  expect([...words([heldOutWords]), ...heldOutLayouts.map(({ name }) => name)].filter((word) => known.has(word))).toEqual([]);
  expect(heldOutLayouts.length).toBeGreaterThanOrEqual(12);
});

describe.each(setNames)("no value of %s papers is made up", (set) => {
  test("each stands in the text, or says from what it was worked out", async () => {
    let seen = 0;
    for (const { layout, bytes } of await casesOf(set, 1)) {
      const read = await readFileBytes(bytes);
      if (!read.ok) throw new Error(read.error.code);
      const { fields } = proposeInvoice(read.value, { buyerNames: [town.name] });
      for (const [name, field] of Object.entries(fields)) {
        if (field === null) continue;
        seen += 1;
        if (field.source === "derived") expect(field.reason, `${layout}: ${name}`).toBeDefined();
        else expect(standsIn(read.value, field), `${layout}: ${name} ${JSON.stringify(field.value)}`).toBe(true);
      }
    }
    expect(seen).toBeGreaterThan(100);
  });
});

/** Whether each part of a value can be found in the text of its file, whatever its writing. */
function standsIn({ pages }: Reading, { value }: ProposedField<unknown>): boolean {
  const lines = pages.flatMap((page) => page.lines.map(textOfLine));
  const letters = lines
    .join(" ")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toUpperCase();
  const amounts = new Set(lines.flatMap((line) => amountsIn(line).map(({ cents }) => Math.abs(cents))));
  const days = new Set(lines.flatMap((line) => datesIn(line).map(({ date }) => date)));
  const rates = new Set(lines.flatMap(ratesIn));
  const stands = (part: unknown): boolean => {
    if (Array.isArray(part))
      return part.every((row: Record<string, unknown>) =>
        Object.entries(row).every(([key, one]) => (key === "rate" ? rates.has(Number(one)) : stands(one))),
      );
    if (typeof part === "number") return amounts.has(Math.abs(part));
    const text = String(part);
    // The sign of the euro says EUR.
    return (
      days.has(text) ||
      letters.includes(text.replace(/[^\p{L}\p{N}]/gu, "").toUpperCase()) ||
      (text === "EUR" && lines.join("").includes("€"))
    );
  };
  return stands(value);
}
