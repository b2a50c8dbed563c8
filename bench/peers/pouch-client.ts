// PouchDB's client: replicates into LevelDB on the disk.
import { join } from "node:path";
import { runPeerClient } from "./peer-client.ts";
import { pouchDb } from "./pouch-packages.ts";

const [url = "", folder = ""] = process.argv.slice(2);
const database = new pouchDb(join(folder, "client"));
const remote = `${url}/town`;

runPeerClient({
  pull: async () => {
    await database.replicate.from(remote, { batch_size: 1_000, batches_limit: 10 });
    return (await database.info()).doc_count;
  },
  edit: async ({ ids, mark }) => {
    for (const id of ids) await database.put({ ...(await database.get(id)), edited: mark });
  },
  sendBack: async () => {
    await database.replicate.to(remote, { batch_size: 1_000 });
  },
});
