// Yesterday's files open today and go on; yesterday's desk speaks with today's server. For every release that left a fixture.
import { cp, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { ask, openTestDesk, readWorker } from "../../../electron/workstation/testing/open-test-desk.ts";
import type { Workstation } from "../../../electron/workstation/workstation.ts";
import { must } from "../../../shared/base/must.ts";
import { makeEnrolmentCode } from "../../../server/auth/enrolment-codes.ts";
import type { RunningServer } from "../../../server/server.ts";
import { sql } from "../../../server/store/sql.ts";
import { deskFiles, deskOf, releases, serverOver, type Placed, type Release } from "./releases.ts";

const ending: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end();
});

async function placed<T>(made: Promise<Placed<T>>): Promise<T> {
  const { it, remove } = await made;
  ending.push(remove);
  return it;
}

const nowhere = "http://127.0.0.1:9";

/** Today every device has a key: one of an earlier release is given a code once. */
async function todaysDesk(release: Release, dataFolder: string, server?: RunningServer): Promise<Workstation> {
  const { tenant, clock } = release;
  const enrolmentCode = async (): Promise<string | undefined> =>
    server === undefined
      ? undefined
      : (await makeEnrolmentCode(server.database, { tenant, deviceName: "", madeBy: "operator" }, clock.now().toISOString())).code;
  const serverUrl = server?.url ?? nowhere;
  const workstation = await openTestDesk({ dataFolder, serverUrl, tenant, clock, enrolmentCode, timings: { prefetchRecords: 0 } });
  ending.push(() => workstation.close());
  return workstation;
}

const outboxOf = async (desk: Workstation) => (await ask(desk, "outbox", {})).map(({ commandId, state }) => ({ id: commandId, state }));

/** What is shown of a step when its desk was ended by a kill: on its way it waits again, acknowledged it is nobody's concern. */
function shown(release: Release): readonly { readonly id: string; readonly state: string }[] {
  return release.outbox
    .filter((row) => row.state !== "acknowledged")
    .map(({ id, state }) => ({ id, state: state === "sending" ? "queued" : state }));
}

const all = await releases();

test("there is a fixture of every release, with steps in every state", () => {
  expect(all.map((release) => release.release)).toContain("0.1.0");
  for (const release of all)
    expect(new Set(release.outbox.map((row) => row.state))).toEqual(
      new Set(["acknowledged", "partlyRefused", "refused", "parked", "queued", "sending", "waitingForContent"]),
    );
});

describe.each(all.map((release) => ({ name: release.release, release })))("release $name", ({ release }) => {
  const { userName, password, tenant, clock } = release;

  test("its desk's files open today without the server: every record and every step is there", async () => {
    const desk = await todaysDesk(release, await placed(deskFiles(release)));
    await expect(desk.desk.call("signIn", { userName, password })).resolves.toEqual({ mode: "offline" });
    expect(await outboxOf(desk)).toEqual(shown(release));
    for (const { kind, id, version } of release.records)
      expect((await ask(desk, "record", { kind, id })).record).toMatchObject({ kind, id, version });
    expect(release.records.length).toBeGreaterThan(0);
  });

  test("they sync with today's server over the database of that day, and nothing is lost or sent twice", async () => {
    const server = await placed(serverOver(release));
    const before = await server.database.query<{ count: number }>(
      sql`select count(*)::int as count from command_log where entry::jsonb->>'kind' = 'invoice'`,
    );
    const desk = await todaysDesk(release, await placed(deskFiles(release)), server);
    await desk.desk.call("signIn", { userName, password });
    const undecided = shown(release).filter((row) => ["partlyRefused", "refused", "parked"].includes(row.state));
    await expect
      .poll(
        async () => {
          await desk.desk.call("syncNow", {}).catch(() => undefined);
          return await outboxOf(desk);
        },
        { timeout: 20_000 },
      )
      .toEqual(undecided);
    const waited = release.outbox.filter((row) => ["queued", "sending", "waitingForContent"].includes(row.state));
    const logged = await server.database.query<{ id: string; answer: string }>(
      sql`select command_id as id, entry::jsonb->>'answer' as answer from command_log where entry::jsonb->>'kind' = 'invoice'`,
    );
    for (const { id } of waited) expect(logged.filter((row) => row.id === id)).toEqual([{ id, answer: "accepted" }]);
    expect(logged.length).toBe(must(before[0], "count has a row").count + waited.length);
  });

  test("its desk works with today's server: signs in, pulls, pushes, moves content, hears of news", async () => {
    const server = await placed(serverOver(release));
    const { openWorkstation, storeWorker } = await placed(deskOf(release));
    const dataFolder = await placed(deskFiles(release));
    const scannerFolder = join(dataFolder, "scanner");
    await mkdir(scannerFolder);
    const desk = await openWorkstation({
      dataFolder,
      serverUrl: server.url,
      tenant,
      clock,
      scannerFolder,
      host: "test",
      programVersion: release.release,
      workers: { store: storeWorker, read: readWorker },
      // What comes within a test comes because the server said so, not because a timer ran out.
      timings: {
        liveDelay: 2,
        argonMemory: 256,
        prefetchRecords: 0,
        pullEvery: 3_600_000,
        scanner: { quietMs: 0, nearLookMs: 20, lookMs: 100 },
      },
    });
    ending.push(() => desk.close());
    await expect(desk.desk.call("signIn", { userName, password })).resolves.toEqual({ mode: "online" });
    const decided = ["partlyRefused", "refused", "parked"];
    await expect.poll(async () => (await outboxOf(desk)).map((row) => row.state), { timeout: 30_000 }).toEqual(decided);
    await expect.poll(async () => (await ask(desk, "sync", {})).network, { timeout: 30_000 }).toBe("online");
    const sample = join(import.meta.dirname, "..", "..", "..", "scanner-inbox", "samples", "P26-Ostheide-Planung.xml");
    await cp(sample, join(scannerFolder, "noch-eine.xml"));
    await expect
      .poll(async () => (await server.database.query(sql`select 1 from command_log where entry::jsonb->>'name' = 'capture'`)).length, {
        timeout: 30_000,
      })
      .toBe(8);
    // A second desk of today changes a record; the old one hears of it.
    const [record] = release.records;
    const { kind, id } = must(record, "the fixture has records");
    const other = await todaysDesk(release, `${dataFolder}-other`, server);
    await other.desk.call("signIn", { userName, password });
    await other.desk.call("syncNow", {});
    await other.desk.call("submit", { commands: [{ kind, name: "addNote", recordId: id, args: { text: "von nebenan" } }] });
    await expect
      .poll(async () => JSON.stringify((await ask(desk, "record", { kind, id })).record), { timeout: 30_000 })
      .toContain("von nebenan");
    const [content] = await server.database.query<{ sha256: string; id: string; size: number }>(
      sql`select u.sha256, u.id, c.size from content_use u join content c on c.tenant = u.tenant and c.sha256 = u.sha256
        join command_log l on l.entry::jsonb->>'recordId' = u.id::text and l.entry::jsonb->>'name' = 'capture' order by l.number desc limit 1`,
    );
    const { sha256, id: under, size } = must(content, "the scan is held");
    const read = { record: { kind: "invoice", id: under }, sha256, offset: 0, length: 1000 };
    await expect(other.desk.call("readContent", read)).resolves.toMatchObject({ size });
  });
});
