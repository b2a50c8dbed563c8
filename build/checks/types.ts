// `npm run types`: compiles every room's project without output, and fails too where a source file is in no project.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { filesSeen, unseenSources } from "./seen-by-compiler.ts";
import { listSourceFiles } from "./source-files.ts";

const root = join(import.meta.dirname, "..", "..");
const compiled = spawnSync(process.execPath, [join(root, "node_modules", "typescript", "bin", "tsc"), "-b", root], {
  cwd: root,
  stdio: "inherit",
});
const files = listSourceFiles(root);
const unseen = unseenSources(files, filesSeen(root, join(root, "dist", "types")));
for (const file of unseen) console.log(`${file}  types: is in no TypeScript project`);
console.log(`types: ${files.length - unseen.length} of ${files.length} files`);
if (compiled.status !== 0 || unseen.length > 0) process.exitCode = 1;
