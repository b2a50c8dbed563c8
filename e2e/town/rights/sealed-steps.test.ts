// A done step on a record its desk may no longer hold is kept closed: the server can open it again, nobody else, and under no other name.
import { afterAll, beforeAll, expect, test } from "vitest";
import { isSealed, sealArguments } from "../../../electron/workstation/outbox/sealed-arguments.ts";
import { smallTown } from "../../../server/testing/small-town.ts";
import { startTestServer, type TestServer } from "../../../server/testing/test-server.ts";
import type { SyncClient } from "../../../server/testing/sync-client.ts";
import { applicationId, buildApplicationRecord } from "../../../shared/testing/application-builder.ts";

let server: TestServer;
let bodo: SyncClient;
beforeAll(async () => {
  server = await startTestServer({ town: smallTown({ records: [buildApplicationRecord()] }) });
  bodo = await server.signedIn("bodo");
});
afterAll(async () => {
  await server.close();
});

const note = { kind: "application", name: "addNote", recordId: applicationId, args: { text: "Rückruf am Montag" } };

test("a restored server takes a closed step as what it was", async () => {
  const command = sealArguments(bodo.command(note), bodo.held().recoveryPublicKey);
  expect(isSealed(command)).toBe(true);
  expect(JSON.stringify(command)).not.toContain("Rückruf");
  expect(await bodo.push(command)).toMatchObject([{ answer: "accepted", version: 2 }]);
  await bodo.pullAll();
  expect(JSON.stringify([...bodo.records.values()])).toContain("Rückruf am Montag");
});

test("a seal opens under its own command alone", async () => {
  const command = sealArguments(bodo.command(note), bodo.held().recoveryPublicKey);
  const other = { ...bodo.command(note), args: command.args };
  expect(await bodo.push(other)).toMatchObject([{ answer: "refused", refusal: { code: "badArguments" } }]);
});
