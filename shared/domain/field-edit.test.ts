// The merge of field edits: nobody's work is overwritten, groups stand or fall together.
import fc from "fast-check";
import { expect, test } from "vitest";
import { mergeEdits } from "./field-edit.ts";

const names = ["net", "vat", "gross", "supplier", "iban", "note"];
const groups = [
  ["net", "vat", "gross"],
  ["supplier", "iban"],
];
const value = fc.constantFrom(null, 1, 2, "a");
const fieldsArbitrary = fc.record(Object.fromEntries(names.map((name) => [name, value])));
const editsArbitrary = fc.dictionary(fc.constantFrom(...names), fc.record({ from: value, to: value }), { minKeys: 1 });

test("each field holds its old value or the wanted one, and every field that kept another value is told", () => {
  fc.assert(
    fc.property(fieldsArbitrary, editsArbitrary, (fields, edits) => {
      const merged = mergeEdits(fields, edits, groups);
      for (const name of names) {
        const edit = edits[name];
        const now = fields[name] ?? null;
        const next = merged.fields[name] ?? null;
        const conflict = merged.conflicts.find((entry) => entry.field === name);
        if (edit === undefined) expect(next).toBe(now);
        else if (conflict !== undefined) expect([next, conflict.theirs, conflict.mine]).toEqual([now, now, edit.to]);
        else expect(next).toBe(edit.to);
      }
    }),
  );
});

test("an edit made on what the field holds is applied whole", () => {
  fc.assert(
    fc.property(fieldsArbitrary, fc.dictionary(fc.constantFrom(...names), value, { minKeys: 1 }), (fields, wanted) => {
      const edits = Object.fromEntries(Object.entries(wanted).map(([name, to]) => [name, { from: fields[name] ?? null, to }]));
      const there = mergeEdits(fields, edits, groups);
      expect(there.conflicts).toEqual([]);
      expect(there.fields).toEqual({ ...fields, ...wanted });
    }),
  );
});

test("one clash in a group keeps the whole group and leaves other fields alone", () => {
  const fields = { net: 100, vat: 19, gross: 119, note: "alt" };
  const edits = { net: { from: 90, to: 80 }, gross: { from: 119, to: 99 }, note: { from: "alt", to: "neu" } };
  expect(mergeEdits(fields, edits, groups)).toEqual({
    fields: { net: 100, vat: 19, gross: 119, note: "neu" },
    applied: { note: { from: "alt", to: "neu" } },
    conflicts: [
      { field: "net", from: 90, mine: 80, theirs: 100 },
      { field: "gross", from: 119, mine: 99, theirs: 119 },
    ],
  });
});
