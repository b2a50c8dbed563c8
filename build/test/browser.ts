// A browser for the tests: the one that is there, else one that can be had. Must never be used to open the program for people,
// and must never end in silence: no browser is one clear sentence.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { browserPlaces } from "../start/browser-places.ts";

/** What the search looks at; the tests hand in a made-up machine. */
export interface Machine {
  readonly platform: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly exists: (file: string) => boolean;
  /** Where Playwright would keep its own Chromium. */
  readonly ownBrowser: () => string;
}

/** Runs a program and says whether it ended well; the tests hand in a made-up one. */
export type Run = (command: string, words: readonly string[], milliseconds: number) => boolean;

/** This machine as it is. */
export function thisMachine(): Machine {
  return { platform: process.platform, environment: process.env, exists: existsSync, ownBrowser: () => chromium.executablePath() };
}

/** The Chromium that is there: named by CHROMIUM_PATH, downloaded by Playwright, or installed; undefined where there is none. */
export function findBrowser(machine: Machine = thisMachine()): string | undefined {
  const named = machine.environment["CHROMIUM_PATH"];
  const places = [
    ...(named === undefined || named === "" ? [] : [named]),
    machine.ownBrowser(),
    ...browserPlaces(machine.platform, machine.environment),
  ];
  return places.find((place) => place !== "" && machine.exists(place));
}

const runHere: Run = (command, words, milliseconds) => {
  console.log(`browser: ${command} ${words.join(" ")}`);
  return spawnSync(command, words, { stdio: ["ignore", "inherit", "inherit"], timeout: milliseconds }).status === 0;
};

const playwrightCli = join(import.meta.dirname, "..", "..", "node_modules", "playwright", "cli.js");

function installFromDistribution(machine: Machine, run: Run): boolean {
  if (machine.platform !== "linux" || !["/usr/bin/apt-get", "/bin/apt-get"].some((file) => machine.exists(file))) return false;
  const root = process.getuid?.() === 0;
  if (!root && !run("sudo", ["-n", "true"], 10_000)) return false;
  const apt = (...words: readonly string[]): boolean =>
    root ? run("apt-get", words, 600_000) : run("sudo", ["-n", "apt-get", ...words], 600_000);
  apt("update", "-q");
  return apt("install", "-y", "-q", "--no-install-recommends", "chromium");
}

/** A Chromium for the tests, got if need be: Playwright's own download, else the distribution's package. Throws one sentence where neither can be had. */
export function ensureBrowser(machine: Machine = thisMachine(), run: Run = runHere): string {
  const there = findBrowser(machine);
  if (there !== undefined) return there;
  run(process.execPath, [playwrightCli, "install", "chromium"], 240_000);
  const downloaded = findBrowser(machine);
  if (downloaded !== undefined) return downloaded;
  installFromDistribution(machine, run);
  const installed = findBrowser(machine);
  if (installed !== undefined) return installed;
  throw new Error("The tests need a Chromium and none could be got: install Chromium or Google Chrome, or name one by CHROMIUM_PATH.");
}
