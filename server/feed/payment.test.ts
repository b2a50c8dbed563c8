// Payment runs at the server: a release that a forged command claims for the maker is refused there, and of two exports at once one counts.
import { afterAll, beforeAll, expect, test } from "vitest";
import { must } from "../../shared/base/must.ts";
import { exportHash } from "../../shared/domain/payment-run/release.ts";
import { nextMsgId, paymentRunSchema, runDigest, sumOf } from "../../shared/domain/payment-run/schema.ts";
import { CashOffice, payingPolicy } from "../../shared/testing/run-builder.ts";
import { smallDirectory, smallPassword, smallTown } from "../testing/small-town.ts";
import type { SyncClient } from "../testing/sync-client.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";

const office = new CashOffice();
const invoices = Array.from({ length: 3 }, () => office.ordered());
const cashiers = ["fritz", "gisa"].map((id) => ({
  id,
  userName: id,
  password: smallPassword,
  grants: [{ role: "CASH" as const, unit: "*" }],
}));

let server: TestServer;
let fritz: SyncClient;
let gisa: SyncClient;
beforeAll(async () => {
  const town = smallTown();
  server = await startTestServer({
    town: {
      ...town,
      directory: { ...smallDirectory, policy: payingPolicy },
      people: [...town.people, ...cashiers],
      records: [...office.records.values()].filter(({ kind }) => kind === "invoice"),
    },
  });
  fritz = await server.signedIn("fritz");
  gisa = await server.signedIn("gisa");
});
afterAll(() => server.close());

const step = (recordId: string, name: string, args: Readonly<Record<string, unknown>>) => ({ kind: "paymentRun", name, recordId, args });
const named = (ids: readonly string[]) => ids.map((id) => ({ id, digest: office.digest(id) }));

async function runOf(client: SyncClient, id: string) {
  await client.pullAll();
  return paymentRunSchema.parse(must(client.records.get(`paymentRun/${id}`), "the cash office sees its runs").body);
}

test("a run is made, released by the second person only, exported once, and seen by nobody but cash and auditors", async () => {
  const id = office.freshId();
  const executeOn = "2999-12-01";
  expect(await fritz.run(step(id, "makeRun", { executeOn, invoices: named(invoices) }))).toMatchObject({ answer: "accepted" });
  const run = await runOf(fritz, id);
  expect(run.made.by).toBe("fritz");
  const release = step(id, "releaseRun", { invoices, digest: runDigest(run) });
  expect(await fritz.run(release)).toMatchObject({ answer: "refused", refusal: { code: "makerMayNotRelease" } });
  expect(await (await server.signedIn("dirk")).run(release)).toMatchObject({ answer: "refused", refusal: { code: "notAllowed" } });
  expect((await runOf(gisa, id)).state).toBe("made");
  expect(await gisa.run(release)).toMatchObject({ answer: "accepted" });

  const head = { format: "pain.001", msgId: nextMsgId(run), createdAt: "2026-11-24T09:00:00Z" } as const;
  const file = step(id, "exportRun", { ...head, sha256: exportHash(run, head), count: 3, cents: sumOf(run) });
  const answers = await Promise.all([fritz.run(file), gisa.run(file)]);
  expect(answers.map(({ answer }) => answer).sort()).toEqual(["accepted", "refused"]);
  expect(answers.find(({ answer }) => answer === "refused")).toMatchObject({ refusal: { code: "exportedAlready" } });

  const others = await Promise.all(["elke", "cora"].map(async (name) => server.signedIn(name)));
  await Promise.all(others.map(async (client) => client.pullAll()));
  expect(others.map((client) => client.records.has(`paymentRun/${id}`))).toEqual([true, false]);
});

test("of two runs over the same invoice made at once one counts, and the other changes nothing", async () => {
  const invoice = office.ordered();
  const other = await startTestServer({
    town: {
      ...smallTown(),
      directory: { ...smallDirectory, policy: payingPolicy },
      people: [...smallTown().people, ...cashiers],
      records: [...office.records.values()].filter(({ id }) => id === invoice),
    },
  });
  const ids = [office.freshId(), office.freshId()];
  const both = await Promise.all(["fritz", "gisa"].map(async (name) => other.signedIn(name)));
  const args = { executeOn: "2999-12-01", invoices: named([invoice]) };
  const answers = await Promise.all(both.map(async (client, index) => client.run(step(ids[index] ?? "", "makeRun", args))));
  await other.close();
  expect(answers.map(({ answer }) => answer).sort()).toEqual(["accepted", "refused"]);
  expect(answers.find(({ answer }) => answer === "refused")).toMatchObject({ refusal: { code: "inRun" } });
});
