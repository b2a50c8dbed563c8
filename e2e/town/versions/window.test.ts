// A desk outside the window of versions: the server says so with a sentence, the desk works on without it and keeps its outbox.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ask, openTestDesk, wholeInbox } from "../../../electron/workstation/testing/open-test-desk.ts";
import type { Workstation } from "../../../electron/workstation/workstation.ts";
import { smallPassword, smallTenant, smallTown } from "../../../server/testing/small-town.ts";
import { startTestServer, type TestServer } from "../../../server/testing/test-server.ts";
import { oldestSyncVersion, syncVersion } from "../../../shared/sync/version.ts";
import { applicationId, buildApplicationRecord } from "../../../shared/testing/application-builder.ts";
import { deskErrors, problems } from "../../../shared/text/de/desk-errors.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ town: smallTown({ records: [buildApplicationRecord()] }) });
});
afterAll(async () => {
  await server.close();
});

test.each([
  { program: { syncVersion: oldestSyncVersion - 1, unknown: [] }, problem: "versionTooOld" as const },
  { program: { syncVersion: syncVersion + 1, unknown: [] }, problem: "versionTooNew" as const },
])("$problem: works on without the server, and sends what waited once the versions fit again", async ({ program, problem }) => {
  const dataFolder = await mkdtemp(join(tmpdir(), "amtsstube-window-"));
  const serverUrl = server.url;
  const open = async (more: Partial<Parameters<typeof openTestDesk>[0]>): Promise<Workstation> =>
    openTestDesk({ dataFolder, serverUrl, tenant: smallTenant, enrolmentCode: server.enrolmentCode, ...more });
  const credentials = { userName: "bodo", password: smallPassword };
  const fits = await open({});
  await fits.desk.call("signIn", credentials);
  await fits.desk.call("syncNow", {});
  await fits.close();
  const unfit = await open({ program });
  await expect(unfit.desk.call("signIn", credentials)).resolves.toEqual({ mode: "offline" });
  expect((await ask(unfit, "inbox", wholeInbox)).total).toBe(1);
  await unfit.desk.call("submit", {
    commands: [{ kind: "application", name: "addNote", recordId: applicationId, args: { text: `bei ${problem}` } }],
  });
  await expect(unfit.desk.call("syncNow", {})).rejects.toMatchObject({ code: problem });
  expect((await ask(unfit, "sync", {})).problem).toBe(problem);
  expect(await ask(unfit, "outbox", {})).toMatchObject([{ name: "addNote", state: "queued" }]);
  for (const sentence of [deskErrors[problem], problems[problem]]) expect(sentence).toContain("weiterarbeiten");
  await unfit.close();
  const again = await open({});
  await again.desk.call("signIn", credentials);
  await again.desk.call("syncNow", {});
  expect(await ask(again, "outbox", {})).toEqual([]);
  expect(JSON.stringify((await ask(again, "record", { kind: "application", id: applicationId })).record)).toContain(`bei ${problem}`);
  await again.close();
  await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 });
});
