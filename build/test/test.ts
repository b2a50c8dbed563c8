// `npm test`: gets a browser for the end-to-end tests and then runs every check of the house.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ensureBrowser } from "./browser.ts";

try {
  const browser = ensureBrowser();
  console.log(`browser: ${browser}`);
  const check = spawnSync(
    process.execPath,
    [join("build", "start", "guard.mjs"), join("build", "test", "check.ts"), ...process.argv.slice(2)],
    {
      cwd: join(import.meta.dirname, "..", ".."),
      stdio: "inherit",
      env: { ...process.env, CHROMIUM_PATH: browser },
    },
  );
  process.exitCode = check.status ?? 1;
} catch (problem) {
  console.error(problem instanceof Error ? problem.message : String(problem));
  process.exitCode = 1;
}
