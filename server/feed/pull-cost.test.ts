import { expect, test } from "vitest";
import { derivedId } from "../../shared/base/hash.ts";
import { must } from "../../shared/base/must.ts";
import type { OfficeRecord } from "../../shared/domain/record.ts";
import { smallTenant, smallDirectory, smallTown } from "../testing/small-town.ts";
import { countCosts } from "../testing/statement-costs.ts";
import { startTestServer } from "../testing/test-server.ts";
import { pullLines } from "./pull.ts";
import { scopesOf } from "../../shared/domain/scope.ts";

const anna = { personId: "anna", name: "Anna Ahrens", grants: [{ role: "CLERK", unit: "standesamt" }] } as const;
const today = "2026-11-24";
const scopes = [
  ...scopesOf(
    anna,
    smallDirectory.units.map((unit) => unit.id),
    today,
  ),
];
const sender = { tenant: smallTenant, actor: anna, device: null, enrolledAt: null, scopes, directory: smallDirectory };

function record(index: number): OfficeRecord {
  const body = { state: index % 3 === 0 ? "received" : "filed", receivedAt: new Date(1_700_000_000_000 + index * 60_000).toISOString() };
  return { kind: "application", id: derivedId("cost", index), unit: "standesamt", scopes: ["application@standesamt"], version: 1, body };
}

/** What a pull costs in a town of so many records: without news, with one change, with a hundred, and a page in a snapshot's middle. */
async function costsAt(
  size: number,
): Promise<Readonly<Record<string, { statements: number; blocks: number; rows: number; records: number }>>> {
  const server = await startTestServer({ town: smallTown({ records: Array.from({ length: size }, (_, index) => record(index)) }) });
  try {
    const { database, take } = countCosts(server.database);
    const pull = async (cursor: number, snapshot: { token: string; scopes: string[] } | null) => {
      const cursors = Object.fromEntries(scopes.map((scope) => [scope, cursor]));
      const request = { version: 2, epoch: "now", cursors, limit: 100, snapshot };
      let records = 0;
      for await (const text of pullLines(database, sender, "now", request)) records += text.split('{"t":"record"').length - 1;
      return { ...take(), records };
    };
    const half = JSON.stringify([size, 1_700_000_000_000 + (size / 2) * 60_000, size / 2, size / 2, size]);
    const none = await pull(size, null);
    const one = await pull(size - 1, null);
    const hundred = await pull(size - 100, null);
    const page = await pull(size, { token: half, scopes });
    expect([none.records, one.records, hundred.records, page.records]).toEqual([0, 1, 100, 100]);
    return { none, one, hundred, page };
  } finally {
    await server.close();
  }
}

test("a pull looks at what changed, not at what there is: as many rows and pages in a big town as in a small one", async () => {
  const small = await costsAt(1_000);
  const big = await costsAt(20_000);
  for (const [name, cost] of Object.entries(big)) {
    const before = must(small[name], "measured at both sizes");
    expect(cost.statements, name).toBe(before.statements);
    expect(cost.rows, name).toBeLessThanOrEqual(before.rows + 20);
    // Some pages down the index for each row that is looked up. (A small table is read as a whole, which is cheaper still.)
    expect(cost.blocks, name).toBeLessThanOrEqual(6 * cost.records + 60);
  }
  expect(big["none"]).toMatchObject({ statements: 1, rows: 1 });
  expect(must(big["one"], "measured").rows).toBeLessThan(60);
  expect(must(big["hundred"], "measured").rows).toBeLessThan(3_000);
});
