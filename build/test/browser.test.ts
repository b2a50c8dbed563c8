// The browser search on made-up machines: nothing is downloaded or installed here.
import { delimiter, join } from "node:path";
import { describe, expect, test } from "vitest";
import { ensureBrowser, findBrowser, type Machine, type Run } from "./browser.ts";

const own = join("/cache", "chromium-1", "chrome");

function machine(files: readonly string[], rest: Partial<Machine> = {}): Machine {
  return {
    platform: "linux",
    environment: { PATH: ["/usr/local/bin", "/usr/bin"].join(delimiter) },
    exists: (file) => files.includes(file),
    ownBrowser: () => own,
    ...rest,
  };
}

describe("a browser that is there", () => {
  const installed = join("/usr/bin", "chromium");

  test("is first the one named, then Playwright's own, then the installed one", () => {
    const environment = { PATH: "/usr/bin", CHROMIUM_PATH: "/opt/mine" };
    expect(findBrowser(machine(["/opt/mine", own, installed], { environment }))).toBe("/opt/mine");
    expect(findBrowser(machine([own, installed], { environment }))).toBe(own);
    expect(findBrowser(machine([installed]))).toBe(installed);
    expect(findBrowser(machine([]))).toBeUndefined();
  });

  test("is found on Windows and macOS", () => {
    const edge = join("C:\\Program Files", "Microsoft", "Edge", "Application", "msedge.exe");
    expect(findBrowser(machine([edge], { platform: "win32", environment: { ProgramFiles: "C:\\Program Files" } }))).toBe(edge);
    const chrome = join("/Applications", "Google Chrome.app/Contents/MacOS/Google Chrome");
    expect(findBrowser(machine([chrome], { platform: "darwin", environment: {} }))).toBe(chrome);
  });
});

describe("a browser that is not there", () => {
  /** Runs nothing, writes down what would have run, and lets a file appear after the command that contains `after`. */
  function attempt(after: string, appears: string): { readonly outcome: () => string; readonly ran: string[] } {
    const files = ["/usr/bin/apt-get"];
    const ran: string[] = [];
    const run: Run = (command, words) => {
      const line = [command, ...words].join(" ");
      ran.push(line);
      if (line.includes(after)) files.push(appears);
      return true;
    };
    return { outcome: () => ensureBrowser(machine([], { exists: (file) => files.includes(file) }), run), ran };
  }

  test("is downloaded by Playwright", () => {
    const { outcome, ran } = attempt("install chromium", own);
    expect(outcome()).toBe(own);
    expect(ran).toHaveLength(1);
  });

  test("else installed by the distribution", () => {
    const { outcome, ran } = attempt("--no-install-recommends chromium", join("/usr/bin", "chromium"));
    expect(outcome()).toBe(join("/usr/bin", "chromium"));
    expect(ran.at(-1)).toMatch(/apt-get install -y/u);
  });

  test("else one sentence says what to do", () => {
    expect(() => attempt("nothing helps", "").outcome()).toThrow(/install Chromium or Google Chrome, or name one by CHROMIUM_PATH/u);
  });
});
