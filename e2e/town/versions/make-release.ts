// Makes what a release leaves behind, to be opened by every later one: a desk's files with steps in every state, the server's tables as
// rows, and the desk itself as two bundles, so that later servers can be asked by it. Run within the checkout of the release:
//
//   npm run release-fixture -- <folder to write to>
//
// It may use only what every release since 0.1.0 has, for it is copied into older checkouts too. Must never be changed to suit a test.
import { build } from "esbuild";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { readKeyFile, unwrapKey } from "../../../electron/workstation/session/key-file.ts";
import { StoreDatabase } from "../../../electron/workstation/store/database.ts";
import { sql as storeSql } from "../../../electron/workstation/store/sql.ts";
import { ask, openTestDesk } from "../../../electron/workstation/testing/open-test-desk.ts";
import { openDatabase } from "../../../server/store/database.ts";
import { sql } from "../../../server/store/sql.ts";
import { captureCommand } from "../../../server/testing/invoices.ts";
import { smallPassword, smallTenant, smallTown } from "../../../server/testing/small-town.ts";
import { startTestServer, type TestServer } from "../../../server/testing/test-server.ts";
import { must } from "../../../shared/base/must.ts";
import { syncVersion } from "../../../shared/sync/version.ts";
import { openNetworkCut } from "../../fixtures/network-cut.ts";

const root = join(import.meta.dirname, "..", "..", "..");
const out = must(process.argv[2], "say where to write to");

async function until(reached: () => Promise<boolean>): Promise<void> {
  for (let left = 600; left > 0 && !(await reached()); left--) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** Every row of every table, as PostgreSQL writes it in JSON. */
async function rowsOf(server: TestServer): Promise<Record<string, unknown[]>> {
  const database = await openDatabase({ url: server.databaseUrl });
  try {
    const tables = await database.query<{ name: string }>(
      sql`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
    );
    const dump: Record<string, unknown[]> = {};
    for (const { name } of tables) {
      const rows = await database.query<{ row: unknown }>({ text: `select to_jsonb(t) as row from "${name}" t`, values: [] });
      dump[name] = rows.map(({ row }) => row);
    }
    return dump;
  } finally {
    await database.close();
  }
}

async function makeDesk(server: TestServer, dataFolder: string): Promise<void> {
  const [cora, anna] = [await server.signedIn("cora"), await server.signedIn("anna")];
  const invoices: string[] = [];
  for (let no = 0; no < 6; no++) {
    const bytes = Buffer.from(`Rechnung ${String(no)}`);
    await cora.upload(bytes);
    const command = captureCommand(cora, bytes);
    await cora.push(command);
    invoices.push(command.recordId);
  }
  const wire = await openNetworkCut(server.url);
  const scannerFolder = join(dataFolder, "scanner");
  await mkdir(scannerFolder, { recursive: true });
  const workstation = await openTestDesk({
    dataFolder,
    serverUrl: wire.url,
    tenant: smallTenant,
    scannerFolder,
    timings: { prefetchRecords: 0, scanner: { quietMs: 0, nearLookMs: 20, lookMs: 100 } },
  });
  const { desk } = workstation;
  const give = (invoice: number, name: string, args: Record<string, unknown> = {}) =>
    desk.call("submit", { commands: [{ kind: "invoice", name, recordId: must(invoices[invoice], "six were captured"), args }] });
  const states = async (): Promise<string> => (await ask(workstation, "outbox", {})).map((entry) => entry.state).join(" ");
  await desk.call("signIn", { userName: "cora", password: smallPassword });
  await desk.call("syncNow", {});
  await give(0, "addNote", { text: "angekommen" });
  await until(async () => (await states()) === "");
  wire.cut();
  await give(1, "editFields", { fields: { number: { from: "R-1", to: "R-1a" }, dueDate: { from: null, to: "2026-12-24" } } });
  await give(2, "claim");
  await give(2, "release");
  const on = (invoice: number, name: string, args: Record<string, unknown>) =>
    anna.command({ kind: "invoice", name, recordId: must(invoices[invoice], "six were captured"), args });
  await anna.push(on(1, "editFields", { fields: { number: { from: "R-1", to: "R-9" } } }), on(2, "claim", {}));
  wire.restore();
  await until(async () => {
    await desk.call("syncNow", {}).catch(() => undefined);
    return (await states()) === "partlyRefused refused parked";
  });
  wire.cut();
  await give(3, "addNote", { text: "wartet" });
  await give(4, "claim");
  await give(5, "addNote", { text: "wartet auf eine Datei" });
  await cp(join(root, "scanner-inbox", "samples", "xrechnung-wasserverband.xml"), join(scannerFolder, "eingang.xml"));
  await until(async () => (await ask(workstation, "outbox", {})).some((entry) => entry.name === "capture"));
  await workstation.close();
  await wire.close();
}

/** Two steps as a kill in the middle leaves them; the facts of the file. */
async function finishDesk(dataFolder: string): Promise<{ outbox: readonly unknown[]; records: readonly unknown[] }> {
  const replicas = join(dataFolder, "replicas");
  const file = join(
    replicas,
    must(
      readdirSync(replicas).find((name) => name.endsWith(".db")),
      "somebody has signed in",
    ),
  );
  const keys = must(await readKeyFile(file.replace(/\.db$/u, ".key.json")), "a store has its keys beside it");
  const key = must(await unwrapKey(keys, smallPassword, null), "the password opens the store");
  const database = new StoreDatabase({ file, key, readOnly: false });
  try {
    const [, sending, waiting] = database.all<{ seq: number }>("q", storeSql`select seq from outbox where state = 'queued' order by seq`);
    database.run("q", storeSql`update outbox set state = 'sending', number = 900 where seq = ${must(sending, "three wait").seq}`);
    database.run("q", storeSql`update outbox set state = 'waitingForContent' where seq = ${must(waiting, "three wait").seq}`);
    return {
      outbox: database.all("q", storeSql`select id, kind, record_id as "recordId", state from outbox order by seq`),
      records: database.all("q", storeSql`select kind, id, version from records where base is null order by kind, id`),
    };
  } finally {
    database.close();
  }
}

async function bundle(entry: string, name: string): Promise<void> {
  const packed = await build({
    stdin: { contents: `export * from ${JSON.stringify(`./${entry}`)};`, resolveDir: root },
    bundle: true,
    write: false,
    platform: "node",
    format: "esm",
    target: "node24",
    packages: "external",
    legalComments: "eof",
  });
  await writeFile(join(out, name), gzipSync(must(packed.outputFiles[0], "one entry, one output").contents, { level: 9 }));
}

const dataFolder = await mkdtemp(join(tmpdir(), "amtsstube-release-"));
const town = smallTown();
const people = town.people.map((person) =>
  person.id === "anna" ? { ...person, grants: [{ role: "CAPTURE" as const, unit: "finanzen" }] } : person,
);
const server = await startTestServer({ town: { ...town, people } });
try {
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  await makeDesk(server, dataFolder);
  const facts = await finishDesk(dataFolder);
  await cp(join(dataFolder, "device.json"), join(out, "desk", "device.json"));
  await cp(join(dataFolder, "replicas"), join(out, "desk", "replicas"), {
    recursive: true,
    filter: (source) => !/-(?:wal|shm)$/u.test(source),
  });
  await writeFile(join(out, "server.json.gz"), gzipSync(JSON.stringify(await rowsOf(server)), { level: 9 }));
  const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { version: string };
  const madeAt = new Date().toISOString();
  const described = { release: version, madeAt, syncVersion, userName: "cora", password: smallPassword, tenant: smallTenant, ...facts };
  await writeFile(join(out, "facts.json"), `${JSON.stringify(described, null, 1)}\n`);
  await bundle("electron/workstation/workstation.ts", "desk.mjs.gz");
  await bundle("electron/workstation/store/store-worker.ts", "store-worker.mjs.gz");
} finally {
  await server.close();
  await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 });
}
process.exit(0);
