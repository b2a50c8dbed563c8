import fc from "fast-check";
import { expect, test } from "vitest";
import { isOpenWork, openWorkRank, snapshotRank } from "./open-work.ts";

const application = (state: unknown, receivedAt: unknown = "2026-11-24T08:00:00.000Z") => ({
  kind: "application",
  body: { state, receivedAt },
});

test("what waits comes before what is done, and the newest first among each", () => {
  const [older, newer] = ["2025-01-01T08:00:00.000Z", "2026-01-01T08:00:00.000Z"];
  const ranks = [
    application("received", newer),
    application("closed", older),
    { kind: "document", body: { documentDate: "2026-11-23" } },
    application("filed", newer),
    { kind: "file", body: { openedOn: "2024-03-01" } },
    { kind: "document", body: { documentDate: "1923-01-01" } },
  ].map(snapshotRank);
  expect(ranks).toEqual(ranks.toSorted((a, b) => b - a));
  expect(ranks.filter((rank) => rank >= openWorkRank)).toHaveLength(2);
});

test("whatever a body holds, it has a rank that is a safe integer, and only open work is above the line", () => {
  const kind = fc.oneof(fc.constantFrom("application", "invoice", "task", "document", "file"), fc.string());
  const member = fc.oneof(
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    fc.anything(),
  );
  const body = fc.oneof(
    fc.record(
      {
        state: fc.oneof(fc.constantFrom("received", "filed", "open", "done", ""), fc.anything()),
        receivedAt: member,
        documentDate: member,
        openedOn: member,
        trail: fc.oneof(fc.array(fc.record({ at: member })), fc.anything()),
      },
      { requiredKeys: [] },
    ),
    fc.anything(),
  );
  fc.assert(
    fc.property(fc.record({ kind, body }), (record) => {
      const rank = snapshotRank(record);
      expect(Number.isSafeInteger(rank) && rank >= 0).toBe(true);
      expect(rank >= openWorkRank).toBe(isOpenWork(record));
    }),
    { seed: 4, numRuns: 500 },
  );
});
