// The end-to-end specs: the same files in screens/ on both hosts, told apart by the project's name, which the fixtures read.
// Must never retry: a test that needs a second try is broken.
import { defineConfig } from "@playwright/test";
import { findBrowser } from "../build/test/browser.ts";
import { hosts, onFirstHostOnly } from "../build/test/hosts.ts";

const browser = findBrowser();
// Only root in a test container has no sandbox; people's browsers always do.
const asRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: "screens",
  testMatch: "**/*.spec.ts",
  outputDir: "../test-results",
  reporter: [["list"], ["json", { outputFile: "../dist/reports/e2e.json" }]],
  forbidOnly: true,
  retries: 0,
  workers: 3,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  use: {
    browserName: "chromium",
    locale: "de-DE",
    timezoneId: "Europe/Berlin",
    viewport: { width: 1440, height: 900 },
    // Filming every window takes two thirds of a small machine's time; `npm run e2e -- --trace retain-on-failure` does it where it is needed.
    trace: "off",
    screenshot: "only-on-failure",
    actionTimeout: 20_000,
    launchOptions: {
      ...(browser === undefined ? {} : { executablePath: browser }),
      args: ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--lang=de", ...(asRoot ? ["--no-sandbox"] : [])],
    },
  },
  projects: hosts.map((name, index) => ({ name, testIgnore: index === 0 ? [] : onFirstHostOnly.map((file) => `**/${file}`) })),
});
