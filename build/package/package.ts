// `npm run package [-- --dir]`: builds and packs the program for this system into release/, where Electron's distribution can be had.
// Must never pack for another system: npm has installed this one's native packages only.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { build, Platform } from "electron-builder";
import { buildAll } from "../bundle/build-all.ts";
import { packagingConfig } from "./packaging.ts";

const root = join(import.meta.dirname, "..", "..");
const fetched = join(root, "node_modules", "electron", "dist");

const { platform } = process;
if (platform !== "linux" && platform !== "win32" && platform !== "darwin") throw new Error(`the program is not packed for ${platform}`);

await buildAll({ root, strict: true, say: (line) => console.log(line) });
const made = await build({
  projectDir: root,
  targets: Platform.current().createTarget(process.argv.includes("--dir") ? "dir" : null),
  config: packagingConfig(root, {
    platform,
    output: join(root, "release"),
    ...(existsSync(join(fetched, "version")) ? { electronDist: fetched } : {}),
  }),
  publish: "never",
});
for (const file of made) console.log(file);
