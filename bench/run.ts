// `npm run bench [-- <name> …] [-- --small] [-- --million]`: prints one JSON line a figure. Without a name every bench runs.
import { join } from "node:path";
import { buildAll } from "../build/bundle/build-all.ts";
import { benchContent } from "./content.ts";
import { benchEditsBack } from "./edits-back.ts";
import { reportFor, type Report } from "./figure.ts";
import { benchOutbox } from "./outbox.ts";
import { benchFirstSync } from "./first-sync.ts";
import { benchInbox } from "./inbox.ts";
import { benchOcr } from "./ocr.ts";
import { benchScale } from "./scale.ts";
import { benchSearch } from "./search.ts";
import { benchStart } from "./start.ts";

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
};

const words = process.argv.slice(2);
const small = words.includes("--small");
const million = words.includes("--million");
const names = words.filter((word) => word !== "--small" && word !== "--million");
const unknown = names.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) throw new Error(`no bench is called ${unknown.join(", ")}; there are ${Object.keys(benches).join(", ")}`);
await buildAll({ root: join(import.meta.dirname, ".."), strict: true, say: () => undefined });
for (const [name, bench] of Object.entries(benches)) {
  if (names.length > 0 && !names.includes(name)) continue;
  await bench(
    reportFor(name, (line) => {
      console.log(line);
    }),
    small,
    million,
  );
}
