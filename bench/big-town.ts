// A big town for the benches of scale: applications, most of them done, on a server in a process of its own, so that its memory is its own.
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateTown } from "../server/demo/generate-town.ts";
import { openFolderStore } from "../server/content/folder-store.ts";
import { openDatabase, type Database } from "../server/store/database.ts";
import { importTown } from "../server/store/seed.ts";
import { spawnServer } from "../server/testing/server-process.ts";

export interface BigTown {
  readonly url: string;
  /** The server's database, beside the server. */
  readonly database: Database;
  /** The most memory the server process has held, in MB; undefined where the system does not say. */
  serverPeak(): number | undefined;
  newFolder(): Promise<string>;
  close(): Promise<void>;
}

/** Opens a town of `size` applications; three in a hundred still wait for somebody. */
export async function openBigTown(size: number): Promise<BigTown> {
  const folder = await mkdtemp(join(tmpdir(), "amtsstube-scale-"));
  const none = { invoices: 0, documents: 0, files: 0, tasks: 0 };
  const town = generateTown({ ...none, seed: "scale", now: new Date(), applications: size, openShare: 0.03, forms: "shared" });
  const data = join(folder, "server");
  const database = await openDatabase({ dataFolder: join(data, "database") });
  const noContents = (async function* () {
    yield* await Promise.resolve([]);
  })();
  await importTown(database, await openFolderStore(join(data, "content")), { ...town, texts: [], contents: noContents });
  const server = await spawnServer(data);
  return {
    url: server.url,
    database,
    serverPeak: () => {
      if (process.platform !== "linux") return undefined;
      const peak = /VmHWM:\s+(\d+)/u.exec(readFileSync(`/proc/${String(server.child.pid)}/status`, "utf8"))?.[1];
      return peak === undefined ? undefined : Math.round(Number(peak) / 1024);
    },
    newFolder: () => mkdtemp(join(folder, "client-")),
    close: async () => {
      await server.end("SIGTERM");
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
