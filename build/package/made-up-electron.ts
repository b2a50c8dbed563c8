// A folder that looks to the packager like Electron's distribution for Linux, for machines where the real one cannot be had.
// Must never be shipped: nothing in it runs.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createPackage } from "@electron/asar";

/** Electron's binary carries its fuses behind this mark: one byte for the form, one for their number, then a character each. */
const fuseMark = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";
const fuseForm = 1;
const fuseStates = "10110011";

const libraries = [
  "libEGL.so",
  "libGLESv2.so",
  "libffmpeg.so",
  "libvk_swiftshader.so",
  "libvulkan.so.1",
  "chrome-sandbox",
  "chrome_crashpad_handler",
];

const data = [
  "LICENSE",
  "LICENSES.chromium.html",
  "chrome_100_percent.pak",
  "chrome_200_percent.pak",
  "icudtl.dat",
  "resources.pak",
  "snapshot_blob.bin",
  "v8_context_snapshot.bin",
  "vk_swiftshader_icd.json",
];

/** Lays the made-up distribution of this version into `folder`, which is emptied first. */
export async function makeUpElectron(folder: string, version: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  for (const part of ["locales", "resources"]) mkdirSync(join(folder, part), { recursive: true });
  const fuses = Buffer.concat([Buffer.from(fuseMark), Buffer.from([fuseForm, fuseStates.length]), Buffer.from(fuseStates)]);
  const program = Buffer.concat([Buffer.from("#!/bin/sh\nexit 0\n"), fuses, Buffer.from("\n")]);
  writeFileSync(join(folder, "electron"), program, { mode: 0o755 });
  for (const library of libraries) writeFileSync(join(folder, library), "made up", { mode: 0o755 });
  for (const file of data) writeFileSync(join(folder, file), "made up");
  for (const language of ["de", "en-US", "fr"]) writeFileSync(join(folder, "locales", `${language}.pak`), "made up");
  writeFileSync(join(folder, "version"), version);
  const start = mkdtempSync(join(folder, "start-"));
  writeFileSync(join(start, "package.json"), '{"name":"start","main":"start.js"}');
  writeFileSync(join(start, "start.js"), "");
  await createPackage(start, join(folder, "resources", "default_app.asar"));
  rmSync(start, { recursive: true });
}
