// `npm run lint [-- --fix]`: oxlint with its type-aware rules, which fails too where it has not seen every source file.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { listSourceFiles } from "./source-files.ts";

const root = join(import.meta.dirname, "..", "..");
const oxlint = join(root, "node_modules", "oxlint", "bin", "oxlint");

const linted = spawnSync(process.execPath, [oxlint, ...process.argv.slice(2)], { cwd: root, stdio: "inherit" });
const listed = spawnSync(process.execPath, [oxlint, "--debug=files"], { cwd: root, encoding: "utf8" });
const seen = new Set(listed.stdout.split(/\r?\n/u).map((file) => file.replaceAll("\\", "/")));
const files = listSourceFiles(root).filter((file) => !file.endsWith(".css"));
const unseen = files.filter((file) => !seen.has(file));
for (const file of unseen) console.log(`${file}  lint: was not linted`);
console.log(`lint: ${files.length - unseen.length} of ${files.length} files`);
if (linted.status !== 0 || unseen.length > 0) process.exitCode = 1;
