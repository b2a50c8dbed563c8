// `npm run e2e [-- words for Playwright]`: builds, runs the same specs on every host, and holds that each host ran them all.
// Without words of its own it must never end well when a spec was left out.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { buildAll } from "../bundle/build-all.ts";
import { ensureBrowser } from "./browser.ts";
import { hosts, onFirstHostOnly } from "./hosts.ts";
import { testsOfReport, verdictOnHosts } from "./host-verdict.ts";

const root = join(import.meta.dirname, "..", "..");
const words = process.argv.slice(2);
const reportFile = join(root, "dist", "reports", "e2e.json");

await buildAll({ root, strict: true, say: (line) => console.log(line) });
mkdirSync(join(root, "dist", "reports"), { recursive: true });
rmSync(reportFile, { force: true });
const playwright = join(root, "node_modules", "@playwright", "test", "cli.js");
const configuration = join(root, "e2e", "playwright.config.ts");
const ran = spawnSync(process.execPath, [playwright, "test", "--config", configuration, ...words], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, CHROMIUM_PATH: ensureBrowser() },
});
if (ran.status !== 0) process.exitCode = 1;

if (words.length === 0) {
  const report: unknown = existsSync(reportFile) ? JSON.parse(readFileSync(reportFile, "utf8")) : undefined;
  const tests = testsOfReport(report);
  const screens = join(root, "e2e", "screens");
  const specFiles = existsSync(screens)
    ? readdirSync(screens, { encoding: "utf8", recursive: true }).filter((file) => file.endsWith(".spec.ts"))
    : [];
  const specs = specFiles.map((file) => file.replaceAll("\\", "/"));
  const problems = verdictOnHosts(tests, { hosts, specFiles: specs, onFirstHostOnly });
  for (const problem of problems) console.log(`e2e: ${problem}`);
  for (const host of hosts)
    console.log(`e2e: ${tests.filter((test) => test.host === host && test.status === "expected").length} specs passed on ${host}`);
  if (problems.length > 0) process.exitCode = 1;
}
