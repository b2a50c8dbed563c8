// `npm run build [-- --strict] [-- --force]`: builds dist/ and says what it did.
import { join } from "node:path";
import { buildAll } from "./build-all.ts";

const flags = new Set(process.argv.slice(2));
const started = performance.now();
const outcome = await buildAll({
  root: join(import.meta.dirname, "..", ".."),
  strict: flags.has("--strict"),
  force: flags.has("--force"),
  say: (line) => console.log(line),
});
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(
  `dist: ${outcome.built.length} built, ${outcome.upToDate.length} up to date, ${outcome.missing.length} entries missing (${seconds} s)`,
);
