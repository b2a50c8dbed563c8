// `npm run bench [-- <name> …] [-- --small] [-- --large] [-- --million] [-- --fields]`: prints one JSON line a figure. Without a name every bench of
// ours runs, and `peers` only by its name.
import { join } from "node:path";
import { buildAll } from "../build/bundle/build-all.ts";
import { benchContent } from "./content.ts";
import { benchEditsBack } from "./edits-back.ts";
import { reportFor, type Report } from "./figure.ts";
import { benchOutbox } from "./outbox.ts";
import { benchEInvoice } from "./einvoice.ts";
import { benchFields } from "./fields.ts";
import { benchFirstSync } from "./first-sync.ts";
import { benchInbox } from "./inbox.ts";
import { benchIntake } from "./intake.ts";
import { benchOcr } from "./ocr.ts";
import { benchOcrInput } from "./ocr-input.ts";
import { benchPeers } from "./peers/peers.ts";
import { benchScale } from "./scale.ts";
import { benchSearch } from "./search.ts";
import { benchSoak } from "./soak.ts";
import { benchStart } from "./start.ts";

const words = process.argv.slice(2);
const small = words.includes("--small");
const million = words.includes("--million");
const large = words.includes("--large");
const names = words.filter((word) => !["--small", "--million", "--large", "--fields"].includes(word));

const benches: Readonly<Record<string, (report: Report, small: boolean, million: boolean) => Promise<void>>> = {
  start: benchStart,
  inbox: benchInbox,
  "first-sync": benchFirstSync,
  "edits-back": benchEditsBack,
  outbox: benchOutbox,
  content: benchContent,
  scale: benchScale,
  search: benchSearch,
  ocr: benchOcr,
  "ocr-input": benchOcrInput,
  fields: benchFields,
  einvoice: benchEInvoice,
  intake: benchIntake,
  soak: benchSoak,
  peers: (report, small) => benchPeers(report, small ? 1_000 : large ? 100_000 : 10_000),
};

/** Runs only where it is named: it fetches packages of others, which nothing else here needs. */
const onlyNamed = "peers";

const unknown = names.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) throw new Error(`no bench is called ${unknown.join(", ")}; there are ${Object.keys(benches).join(", ")}`);
await buildAll({ root: join(import.meta.dirname, ".."), strict: true, say: () => undefined });
for (const [name, bench] of Object.entries(benches)) {
  if (names.length > 0 ? !names.includes(name) : name === onlyNamed) continue;
  await bench(
    reportFor(name, (line) => {
      console.log(line);
    }),
    small,
    million,
  );
}
