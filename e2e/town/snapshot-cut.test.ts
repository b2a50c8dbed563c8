// A first transfer over real HTTP, compressed, on a line that breaks again and again at seeded bytes: it goes on and ends with everything.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { openWorkstation, type Workstation } from "../../electron/workstation/workstation.ts";
import { generateTown } from "../../server/demo/generate-town.ts";
import { demoTenant } from "../../server/demo/people.ts";
import { startTestServer } from "../../server/testing/test-server.ts";
import type { QueryArgs, QueryName, QueryResult } from "../../shared/desk/contract.ts";
import { isOpenWork } from "../../shared/domain/open-work.ts";
import { randomOf } from "../../shared/testing/random.ts";
import { openRelay } from "../fixtures/relay.ts";

const root = join(import.meta.dirname, "..", "..");
const workers = {
  store: pathToFileURL(join(root, "electron", "workstation", "store", "store-worker.ts")),
  read: pathToFileURL(join(root, "scanner-inbox", "read", "read-worker.ts")),
};
const cutsWanted = 25;

/** A relay that breaks the line whenever so many bytes of answers have passed as the dice say, until it has been cut often enough. */
async function openBreakingLine(serverUrl: string) {
  const random = randomOf("cut at any byte");
  const line = { breaking: false, cuts: 0 };
  const next = (): number => 500 + Math.floor(random.next() * 60_000);
  let left = next();
  const relay = await openRelay(serverUrl, (near, far) => {
    near.pipe(far);
    far.on("data", (piece: Buffer) => {
      if (!line.breaking || line.cuts >= cutsWanted || piece.length <= left) {
        left -= line.breaking ? piece.length : 0;
        near.write(piece);
        return;
      }
      near.write(piece.subarray(0, left), () => near.destroy());
      line.cuts += 1;
      left = next();
    });
    far.on("end", () => near.end());
  });
  return { ...relay, line };
}

/** The first answer of a live query for which `wanted` holds. */
function until<N extends QueryName>(
  { desk }: Workstation,
  name: N,
  args: QueryArgs<N>,
  wanted: (value: QueryResult<N>) => boolean,
): Promise<QueryResult<N>> {
  return new Promise((resolve, reject) => {
    const stop = desk.watch(
      name,
      args,
      (value) => {
        if (!wanted(value)) return;
        queueMicrotask(() => stop());
        resolve(value);
      },
      reject,
    );
  });
}

const inbox: QueryArgs<"inbox"> = {
  view: "all",
  kinds: [],
  text: "",
  overdueOnly: false,
  sort: { by: "received", descending: true },
  offset: 0,
  limit: 20,
};

test("a line that breaks again and again: open work is there early, a command goes up, and the end is everything", async () => {
  const none = { invoices: 0, documents: 0, files: 12, tasks: 0, letters: 0 };
  const town = generateTown({ ...none, seed: "cut", now: new Date(), applications: 1_500, openShare: 0.2, forms: "shared" });
  const records = [...town.records];
  const noContents = (async function* () {
    yield* await Promise.resolve([]);
  })();
  const server = await startTestServer({ town: { ...town, texts: [], contents: noContents } });
  const relay = await openBreakingLine(server.url);
  const folder = await mkdtemp(join(tmpdir(), "amtsstube-cut-"));
  const timings = {
    liveDelay: 5,
    backoffFirst: 20,
    backoffMost: 60,
    argonMemory: 64,
    prefetchRecords: 0,
    pullLimit: 400,
    pullBytes: 100_000,
  };
  const workstation = await openWorkstation({
    dataFolder: folder,
    serverUrl: relay.url,
    enrolmentCode: server.enrolmentCode,
    tenant: demoTenant,
    host: "test",
    programVersion: "test",
    workers,
    timings,
  });
  try {
    await workstation.desk.call("signIn", { userName: "jlueders", password: "demo-jlueders" });
    relay.line.breaking = true;
    const early = await until(workstation, "inbox", inbox, (value) => value.rows.length === 20);
    const newest = records.filter(isOpenWork).map((record) => record.id);
    expect(early.rows.every((row) => newest.includes(row.id))).toBe(true);
    const [first] = early.rows;
    await workstation.desk.call("submit", {
      commands: [{ kind: "application", name: "addNote", recordId: first?.id ?? "", args: { text: "bei abreißender Leitung" } }],
    });
    await until(workstation, "sync", {}, (state) => state.waiting === 0 && state.network === "online" && state.progress === null);
    const open = await until(workstation, "inbox", inbox, (value) => value.total === newest.length);
    expect(open.rows.map((row) => row.receivedAt)).toEqual(
      open.rows
        .map((row) => row.receivedAt)
        .toSorted()
        .reverse(),
    );
    const archive = { planNumber: null, fileId: null, text: "", order: "newest", offset: 0, limit: 1 } as const;
    const documents = records.filter((record) => record.kind === "document").length;
    await until(workstation, "archiveList", archive, (value) => value.total === documents);
    expect(relay.line.cuts).toBeGreaterThan(5);
  } finally {
    await workstation.close();
    await relay.close();
    await server.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});
