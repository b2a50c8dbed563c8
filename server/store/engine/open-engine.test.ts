import { execFileSync, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { dirname, join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { must } from "../../../shared/base/must.ts";
import { engineTestFolder } from "../../testing/test-engine.ts";
import { canReach, engineAccount } from "./engine-account.ts";
import { engineHome, processLives } from "./engine-home.ts";
import { openEngine, stopEngine } from "./open-engine.ts";

let folder: string;
let data: string;
beforeEach(() => {
  folder = engineTestFolder();
  data = join(folder, "Ämter & Straßen", "data base");
});
afterEach(async () => {
  await stopEngine(data, true);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

async function query(url: string, text: string): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

const pidFile = (): string => join(engineHome(data, engineAccount()).data, "postmaster.pid");
const enginePid = (): number => Number(readFileSync(pidFile(), "utf8").split("\n")[0]);

test("starts in a folder with blanks and umlauts, keeps what was written, and ends with its last user", async () => {
  const first = await openEngine({ dataFolder: data });
  await query(first.url(), "create table kept as select 42 as value");
  const second = await openEngine({ dataFolder: data });
  const pid = enginePid();
  await first.close();
  expect(await query(second.url(), "select value from kept")).toEqual([{ value: 42 }]);
  await second.close();
  expect(processLives(pid)).toBe(false);
  const third = await openEngine({ dataFolder: data });
  expect(await query(third.url(), "select value from kept")).toEqual([{ value: 42 }]);
  expect(await query(third.url(), "select current_setting('fsync') as fsync, current_setting('listen_addresses') as address")).toEqual([
    { fsync: "on", address: "127.0.0.1" },
  ]);
  await third.close();
});

test("two openings at the same moment share one engine", async () => {
  const engines = await Promise.all([openEngine({ dataFolder: data }), openEngine({ dataFolder: data }), openEngine({ dataFolder: data })]);
  expect(new Set(engines.map((engine) => engine.url())).size).toBe(1);
  await Promise.all(engines.map((engine) => engine.close()));
  expect(existsSync(pidFile())).toBe(false);
});

/** A process that opens the engine and is killed; the engine lives on without a parent. */
async function killedOwner(): Promise<void> {
  const script = `import { openEngine } from ${JSON.stringify(new URL("open-engine.ts", import.meta.url).href)};
    await openEngine({ dataFolder: process.argv[1] });
    process.stdout.write("open");
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module-typescript", "-e", script, data], { stdio: ["ignore", "pipe", "inherit"] });
  await once(child.stdout, "data");
  child.kill("SIGKILL");
  await once(child, "exit");
}

test("adopts the engine of a killed parent, and stops it at the end", async () => {
  await killedOwner();
  const pid = enginePid();
  expect(processLives(pid)).toBe(true);
  const engine = await openEngine({ dataFolder: data });
  expect(enginePid()).toBe(pid);
  await engine.close();
  expect(processLives(pid)).toBe(false);
});

test("starts again after the engine itself was killed, whoever has its number now", async () => {
  const engine = await openEngine({ dataFolder: data });
  await query(engine.url(), "create table kept as select 1 as value");
  process.kill(enginePid(), "SIGKILL");
  await expect
    .poll(() =>
      query(engine.url(), "select 1").then(
        () => "answers",
        () => "gone",
      ),
    )
    .toBe("gone");
  // The number of the dead engine now belongs to this very process, which is no PostgreSQL.
  const lines = readFileSync(pidFile(), "utf8").split("\n");
  await engine.close();
  writeFileSync(pidFile(), [String(process.pid), ...lines.slice(1)].join("\n"));
  const again = await openEngine({ dataFolder: data });
  expect(await query(again.url(), "select value from kept")).toEqual([{ value: 1 }]);
  await again.close();
});

test("refuses the folder of another major version by name and leaves it as it is", async () => {
  await (await openEngine({ dataFolder: data })).close();
  const version = join(engineHome(data, engineAccount()).data, "PG_VERSION");
  const made = readFileSync(version, "utf8");
  writeFileSync(version, "17\n");
  await expect(openEngine({ dataFolder: data })).rejects.toThrow(/made by PostgreSQL 17; this program brings PostgreSQL 18/u);
  expect(readFileSync(version, "utf8")).toBe("17\n");
  writeFileSync(version, made);
});

test("works below a folder that only we may enter", async () => {
  const home = join(folder, "home");
  mkdirSync(home, { mode: 0o700 });
  chmodSync(home, 0o700);
  const below = join(home, "clone", ".data");
  const engine = await openEngine({ dataFolder: below });
  expect(await query(engine.url(), "select 1 as one")).toEqual([{ one: 1 }]);
  await engine.close();
  const where = engineHome(below, engineAccount()).folder;
  await stopEngine(below, true);
  expect([existsSync(where), existsSync(below)]).toEqual([false, false]);
});

test("an ordinary user may start it too", async () => {
  const account = engineAccount();
  // Only root can become somebody else, who then has to reach our files; everybody else has shown it in the tests above.
  if (account === undefined || !canReach(import.meta.dirname, account) || !canReach(dirname(process.execPath), account)) return;
  const own = join(folder, "ordinary");
  mkdirSync(own);
  execFileSync("chown", [String(account.uid), own]);
  const script = `import { openEngine } from ${JSON.stringify(new URL("open-engine.ts", import.meta.url).href)};
    const engine = await openEngine({ dataFolder: process.argv[1] });
    process.stdout.write(new URL(engine.url()).hostname);
    await engine.close();`;
  const run = () =>
    execFileSync(process.execPath, ["--input-type=module-typescript", "-e", script, join(own, "data")], {
      ...must(account, "we are root"),
    });
  expect(run().toString()).toBe("127.0.0.1");
});
