// A real server in a process of its own, so that its memory is its own: says where it listens, and at the end its peak.
import { join } from "node:path";
import { must } from "../shared/base/must.ts";
import { applicationSchema } from "../shared/domain/application/schema.ts";
import { contentRefSchema } from "../shared/domain/record.ts";
import { makeEnrolmentCode } from "../server/auth/enrolment-codes.ts";
import { openFolderStore } from "../server/content/folder-store.ts";
import { generateTown } from "../server/demo/generate-town.ts";
import { startServer } from "../server/server.ts";
import { openDatabase } from "../server/store/database.ts";
import { importTown } from "../server/store/seed.ts";
import { measuredNow } from "./child.ts";

const [folder = "", sha256 = "", size = ""] = process.argv.slice(2);
const content = contentRefSchema.parse({ sha256, size: Number(size), name: "Plan.pdf", mime: "application/pdf" });
const none = { invoices: 0, documents: 0, files: 0, tasks: 0, letters: 0 };
const town = generateTown({ ...none, seed: "content", now: new Date(), applications: 1, openShare: 1, forms: "shared" });
// One application with the big file; nobody has brought its bytes yet.
const records = [...town.records]
  .filter((record) => record.kind === "application")
  .map((record) => ({
    ...record,
    body: { ...applicationSchema.parse(record.body), attachments: [{ purpose: "form" as const, content }] },
  }));
async function* nothing(): typeof town.contents {
  yield* [];
  return await Promise.resolve();
}
const database = await openDatabase({ dataFolder: join(folder, "database") });
const contentFolder = join(folder, "content");
await importTown(database, await openFolderStore(contentFolder), { ...town, records, texts: [], contents: nothing() });
const server = await startServer({ port: 0, host: "127.0.0.1", database, contentFolder });
const send = (message: object): void => {
  if (process.send?.(message) === undefined) throw new Error("this script is started over a channel");
};
process.once("message", () => {
  server
    .close()
    .then(() => database.close())
    .then(
      () => {
        send({ peakMegabytes: measuredNow(0, 0).peakMegabytes });
        process.disconnect();
      },
      () => process.exit(1),
    );
});
const wanted = { tenant: town.directory.tenant, deviceName: "", madeBy: "operator" };
const codes: string[] = [];
for (const _way of ["up", "down"]) codes.push((await makeEnrolmentCode(database, wanted, new Date().toISOString())).code);
send({ url: server.url, id: must(records[0], "one was made").id, codes });
