// What the sync benches measure against: a town of applications alone on a real server, and the same rows in the physical limit's.
// Each side has a relay before it that counts what passes.
import { newClientFolder } from "./client-folder.ts";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openNetworkCut, type NetworkCut } from "../e2e/fixtures/network-cut.ts";
import { openFolderStore } from "../server/content/folder-store.ts";
import { startServer } from "../server/server.ts";
import { openDatabase } from "../server/store/database.ts";
import { importTown } from "../server/store/seed.ts";
import { serveRows } from "./limit/row-server.ts";
import { recordsOnly, writeRows } from "./town-rows.ts";

export interface SyncTown {
  /** The product's server, behind a relay. */
  readonly ours: NetworkCut;
  /** The limit's server, behind a relay. */
  readonly limit: NetworkCut;
  /** A new folder for one client; gone with the town. */
  newFolder(): Promise<string>;
  close(): Promise<void>;
}

/** Opens both servers over the same `size` records of about 1 KB. */
export async function openSyncTown(size: number): Promise<SyncTown> {
  const folder = await mkdtemp(join(tmpdir(), "amtsstube-bench-"));
  const town = recordsOnly(size);
  const file = join(folder, "rows.ndjson");
  await writeRows(file, town);
  const database = await openDatabase({ dataFolder: join(folder, "server") });
  const contentFolder = join(folder, "content");
  await importTown(database, await openFolderStore(contentFolder), town);
  const server = await startServer({ port: 0, host: "127.0.0.1", database, contentFolder });
  const limitFolder = join(folder, "limit-server");
  await mkdir(limitFolder);
  const rows = await serveRows(file, limitFolder);
  const [ours, limit] = await Promise.all([openNetworkCut(server.url), openNetworkCut(rows.url)]);
  return {
    ours,
    limit,
    newFolder: () => newClientFolder(folder, database, town.directory.tenant),
    close: async () => {
      await ours.close();
      await limit.close();
      await rows.close();
      await server.close();
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
