import fc from "fast-check";
import { expect, test } from "vitest";
import { pullLineSchema } from "../../../shared/sync/pull.ts";
import { pullLine, pullLines } from "./pull-lines.ts";

const line = {
  t: "record",
  seq: 1,
  record: { kind: "task", id: "01a20e16-4d8e-706a-b942-571f7c51d53e", unit: "u", scopes: ["a"], version: 1, body: { x: 1 } },
};

test("the quick check takes exactly what the schema takes", () => {
  const wrong = fc.constantFrom<unknown>(undefined, null, 0, 1, -1, 1.5, "", "x", [], ["a"], [1], {}, { x: 1 }, true);
  const places = fc.constantFrom("t", "seq", "kind", "id", "unit", "scopes", "version", "body", "record");
  const changed = fc.tuple(places, wrong).map(([place, value]): unknown => {
    if (place in line) return { ...line, [place]: value };
    return { ...line, record: { ...line.record, [place]: value } };
  });
  fc.assert(
    fc.property(changed, (value) => {
      const text = JSON.stringify(value);
      const expected = pullLineSchema.safeParse(JSON.parse(text));
      if (expected.success) expect(pullLine(text)).toEqual(expected.data);
      else expect(() => pullLine(text)).toThrow(/\S/u);
    }),
    { seed: 20261124, numRuns: 500 },
  );
});

test("lines come one by one, blank ones and a missing last line end do not matter", () => {
  const text = `${JSON.stringify(line)}\n\n${JSON.stringify({ ...line, seq: 2 })}`;
  expect([...pullLines(text)].map((one) => ("seq" in one ? one.seq : 0))).toEqual([1, 2]);
  expect([...pullLines("")]).toEqual([]);
});
