// `npm run package:check`: packs the built program with a made-up Electron, looks inside, and loads the native files from where they lie.
// Must never need Electron's distribution or the network.
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Arch, build, Platform } from "electron-builder";
import { buildAll } from "../bundle/build-all.ts";
import { makeUpElectron } from "./made-up-electron.ts";
import { inspectProgram, linuxProgram } from "./packed-program.ts";
import { electronVersion, packagingConfig } from "./packaging.ts";

const root = join(import.meta.dirname, "..", "..");
const folder = mkdtempSync(join(tmpdir(), "amtsstube-package-"));

/** Loads the native files of this machine from where the program would; throws where one cannot be loaded. */
function loadNatives(programFolder: string): void {
  const load = createRequire(join(programFolder, "resources", "app.asar.unpacked", "node_modules", "here.cjs"));
  load(`./better-sqlite3/prebuilds/linux-${process.arch}.node`);
  load(`./@node-rs/argon2-linux-${process.arch}-gnu/argon2.linux-${process.arch}-gnu.node`);
}

try {
  await buildAll({ root, strict: true, say: (line) => console.log(line) });
  const started = performance.now();
  const electronDist = join(folder, "electron");
  await makeUpElectron(electronDist, electronVersion(root));
  const arch = process.arch === "arm64" ? "arm64" : "x64";
  const output = join(folder, "release");
  await build({
    projectDir: root,
    targets: Platform.LINUX.createTarget("dir", Arch[arch]),
    config: packagingConfig(root, { platform: "linux", electronDist, output }),
    publish: "never",
  });
  const program = linuxProgram(join(output, arch === "x64" ? "linux-unpacked" : `linux-${arch}-unpacked`), arch);
  const { problems, files } = await inspectProgram(program);
  for (const problem of problems) console.log(`package: ${problem}`);
  if (process.platform === "linux") loadNatives(program.folder);
  console.log(`package: ${files} files, ${problems.length} problems (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  if (problems.length > 0) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
