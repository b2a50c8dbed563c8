// What stood before comes back, path by path, whatever the two bodies are.
import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "../base/canonical-json.ts";
import { beforeOf, restore, unitPath } from "./before.ts";

const notes = fc
  .uniqueArray(fc.constantFrom("a", "b", "c", "d"), { maxLength: 4 })
  .map((ids) => ids.map((id) => ({ id, text: `Notiz ${id}` })));
const body = fc.record(
  {
    state: fc.constantFrom("open", "done"),
    clerk: fc.constantFrom("kbrandt", "oseidel"),
    decision: fc.record({ outcome: fc.string(), at: fc.nat() }),
    fields: fc.dictionary(fc.constantFrom("net", "gross"), fc.option(fc.nat()), { noNullPrototype: true }),
    notes,
  },
  { requiredKeys: ["notes"] },
);

test("restored from what was noted, a body is as it was, but for what is not tracked", () => {
  fc.assert(
    fc.property(body, body, fc.subarray(["a", "b"]), (old, next, kept) => {
      // Notes are added or taken away one at a time, never put in another order.
      const grown = { ...next, notes: [...old.notes.filter((note) => !kept.includes(note.id)), { id: "new", text: "neu" }] };
      const before = beforeOf({ unit: "a", body: old }, { unit: "b", body: grown }, ["state"]);
      const back = restore(grown, before);
      const { state: _now, ...restored } = back;
      const { state: _then, ...expected } = old;
      // A member that had members and lost them all is there, empty: nothing of its kind reads the difference.
      const withFields = (one: Readonly<Record<string, unknown>>) => ({ fields: {}, ...one });
      if (kept.length < 2) expect(canonicalJson(withFields(restored))).toBe(canonicalJson(withFields(expected)));
      expect(before[unitPath]).toEqual(["a"]);
    }),
    { numRuns: 500, seed: 35 },
  );
});

test("only what differs is noted; null and nothing are two things", () => {
  const old = { clerk: "kbrandt", fields: { net: null, gross: 5 }, certifications: {}, notes: [], trail: [1] };
  const next = { fields: { net: null, gross: 6 }, certifications: { factual: { by: "x" } }, notes: [], trail: [1, 2] };
  expect(beforeOf({ unit: "a", body: old }, { unit: "a", body: next }, [])).toEqual({
    clerk: ["kbrandt"],
    "fields.gross": [5],
    "certifications.factual": [],
  });
});
