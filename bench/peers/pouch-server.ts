// PouchDB's server: express-pouchdb over LevelDB, with no more than what a replicating client asks for.
import { createServer } from "node:http";
import { join } from "node:path";
import { readRecords, runPeerServer } from "./peer-server.ts";
import { loadHttpPouch, pouchDb } from "./pouch-packages.ts";

const [folder = "", file = ""] = process.argv.slice(2);
const { express, httpPouch } = loadHttpPouch();
// It writes beside where it runs; that goes with the folder.
process.chdir(folder);
const inFolder = pouchDb.defaults({ prefix: join(folder, "server-") });
const database = new inFolder("town");
for await (const records of readRecords(file)) {
  const answers = await database.bulkDocs(records.map(({ id, ...rest }) => ({ _id: id, ...rest })));
  if (answers.some((answer) => answer.error !== undefined)) throw new Error("a record was not taken");
}
const app = express();
app.use("/", httpPouch(inFolder, { mode: "minimumForPouchDB", inMemoryConfig: true, logPath: join(folder, "log.txt") }));

await runPeerServer(createServer(app), async ({ ids, mark }) => {
  const { rows } = await database.allDocs({ keys: ids, include_docs: true });
  return rows.filter(({ doc }) => doc?.edited === mark).length;
});
