// `npm run structure`: checks the rooms, the import directions, the banned names and the shape of every source file of the house.
import { join } from "node:path";
import { breachLine } from "./breach.ts";
import { checkStructure } from "./check-structure.ts";
import { listSourceFiles } from "./source-files.ts";

const root = join(import.meta.dirname, "..", "..");
const started = performance.now();
const report = await checkStructure(root, listSourceFiles(root));
for (const breach of report.breaches) console.log(breachLine(breach));
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(`structure: ${report.files} files, ${report.imports} imports, ${report.breaches.length} breaches (${seconds} s)`);
if (report.breaches.length > 0) process.exitCode = 1;
