// A right that is given brings what its scope has held all along, and nothing that the desk held before comes again.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ask, openTestDesk, wholeInbox } from "../../../electron/workstation/testing/open-test-desk.ts";
import { saveGrants } from "../../../server/auth/people.ts";
import { smallPassword, smallTenant, smallTown } from "../../../server/testing/small-town.ts";
import { startTestServer } from "../../../server/testing/test-server.ts";
import { pullLineSchema } from "../../../shared/sync/pull.ts";
import { buildApplicationRecord } from "../../../shared/testing/application-builder.ts";

const id = (no: number): string => `0190a000-0000-7000-8000-${String(no).padStart(12, "0")}`;
const unitOf = (no: number): string => (no % 3 === 0 ? "standesamt" : "buergerservice");

test("old records of the new scope come, each once, and none of the others", async () => {
  const records = Array.from({ length: 90 }, (_none, no) => buildApplicationRecord({}, { id: id(no), unit: unitOf(no) }));
  const server = await startTestServer({ town: smallTown({ records }) });
  await saveGrants(server.database, smallTenant, "bodo", [{ role: "CLERK", unit: "buergerservice" }]);
  const dataFolder = await mkdtemp(join(tmpdir(), "amtsstube-rights-"));
  const units: string[] = [];
  const desk = await openTestDesk({
    dataFolder,
    serverUrl: server.url,
    tenant: smallTenant,
    enrolmentCode: server.enrolmentCode,
    send: async (url, init) => {
      const response = await fetch(url, init);
      if (!url.endsWith("/v1/pull")) return response;
      for (const text of (await response.clone().text()).split("\n")) {
        const line = text === "" ? undefined : pullLineSchema.safeParse(JSON.parse(text)).data;
        if (line?.t === "record") units.push(line.record.unit);
      }
      return response;
    },
  });
  try {
    await desk.desk.call("signIn", { userName: "bodo", password: smallPassword });
    await desk.desk.call("syncNow", {});
    expect(units).toEqual(Array.from({ length: 60 }, () => "buergerservice"));
    await saveGrants(server.database, smallTenant, "bodo", [
      { role: "CLERK", unit: "buergerservice" },
      { role: "CLERK", unit: "standesamt" },
    ]);
    await desk.desk.call("syncNow", {});
    expect(units.slice(60)).toEqual(Array.from({ length: 30 }, () => "standesamt"));
    expect((await ask(desk, "inbox", wholeInbox)).total).toBe(90);
  } finally {
    await desk.close();
    await server.close();
    await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 });
  }
});
