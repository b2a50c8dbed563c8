import fc from "fast-check";
import { expect, it } from "vitest";
import { boxAround, boxAsShown, pageBoxSchema, quarterTurns, sumOfTurns, tidyBox, turnedBox, type Box } from "./page-box.ts";

const boxes = fc
  .record({ x: fc.integer({ min: 0, max: 900 }), y: fc.integer({ min: 0, max: 900 }), width: fc.nat(100), height: fc.nat(100) })
  .map(({ x, y, width, height }): Box => ({ x: x / 1000, y: y / 1000, width: width / 1000, height: height / 1000 }));
const turns = fc.constantFrom(...quarterTurns);

it("comes back by the turns that make a whole one, and two turns are one of their sum", () => {
  fc.assert(
    fc.property(boxes, turns, turns, (box, one, other) => {
      expect(tidyBox(turnedBox(turnedBox(box, one), sumOfTurns(0, -one)))).toEqual(tidyBox(box));
      expect(tidyBox(turnedBox(turnedBox(box, one), other))).toEqual(tidyBox(turnedBox(box, sumOfTurns(one, other))));
    }),
  );
});

it("stands where it was read when the page is shown turned as it was read", () => {
  fc.assert(
    fc.property(boxes, fc.constantFrom(90, 180, 270), (box, turn) => {
      expect(tidyBox(boxAsShown({ ...box, turn }, turn))).toEqual(tidyBox(box));
    }),
  );
});

it("is below and left of the middle when what stood above and left is turned upside down, and above right by a quarter", () => {
  const box = { x: 0.1, y: 0.2, width: 0.3, height: 0.05 };
  expect(tidyBox(turnedBox(box, 180))).toEqual({ x: 0.6, y: 0.75, width: 0.3, height: 0.05 });
  expect(tidyBox(turnedBox(box, 90))).toEqual({ x: 0.75, y: 0.1, width: 0.05, height: 0.3 });
});

it("is cut at the edges of the page and valid whatever came in", () => {
  const wild = fc.record({
    x: fc.double({ min: -2, max: 2, noNaN: true }),
    y: fc.double({ min: -2, max: 2, noNaN: true }),
    width: fc.double({ min: 0, max: 3, noNaN: true }),
    height: fc.double({ min: 0, max: 3, noNaN: true }),
  });
  fc.assert(
    fc.property(wild, (box) => {
      expect(pageBoxSchema.safeParse(tidyBox(box)).success).toBe(true);
    }),
  );
});

it("lies around boxes and around none is none", () => {
  expect(boxAround([])).toBeNull();
  expect(
    boxAround([
      { x: 0.25, y: 0.5, width: 0.25, height: 0.25 },
      { x: 0, y: 0.625, width: 0.125, height: 0.25 },
    ]),
  ).toEqual({ x: 0, y: 0.5, width: 0.5, height: 0.375 });
});
