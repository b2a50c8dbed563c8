// The owner-only file and the switch of a managed installation.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  answersStill,
  controlFileName,
  drawControlKey,
  readControlFile,
  removeControlFile,
  writeControlFile,
  type Control,
} from "./control-file.ts";
import { policyFile } from "../workstation/policy-file.ts";
import { mayRunLoopback } from "./managed-policy.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "control ü "));
});
afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

const control = (): Control => ({ origin: "http://127.0.0.1:1", key: drawControlKey(), pid: process.pid });

test("the file is readable by its owner alone, also where another lay there before", () => {
  writeFileSync(join(folder, controlFileName), "{}", { mode: 0o666 });
  const written = control();
  writeControlFile(folder, written);
  expect(readControlFile(folder)).toEqual(written);
  // Windows keeps no such bits: there the folder below the person's profile is what protects the file.
  if (process.platform !== "win32") expect(statSync(join(folder, controlFileName)).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual([controlFileName]);
});

test("only its own host removes it", () => {
  const written = control();
  writeControlFile(folder, written);
  removeControlFile(folder, drawControlKey());
  expect(readControlFile(folder)).toEqual(written);
  removeControlFile(folder, written.key);
  expect(readControlFile(folder)).toBeUndefined();
});

test("a file left by a host that is gone counts for nothing", async () => {
  expect(await answersStill(control())).toBe(false);
  writeFileSync(join(folder, controlFileName), "half a fi");
  expect(readControlFile(folder)).toBeUndefined();
});

test("a policy switches the host off, and so does one that cannot be read", () => {
  const file = join(folder, "policy.json");
  expect(mayRunLoopback(file, {})).toBe(true);
  expect(mayRunLoopback(file, { AMTSSTUBE_LOOPBACK: "off" })).toBe(false);
  writeFileSync(file, "{}");
  expect(mayRunLoopback(file, {})).toBe(true);
  writeFileSync(file, '{"loopbackHost": false}');
  expect(mayRunLoopback(file, {})).toBe(false);
  writeFileSync(file, '{"loopbackHost": "perhaps"}');
  expect(mayRunLoopback(file, {})).toBe(false);
  rmSync(file);
  mkdirSync(file);
  expect(mayRunLoopback(file, {})).toBe(false);
});

test("the policy lies where only administrators write", () => {
  expect(policyFile("linux", {})).toBe("/etc/amtsstube/policy.json");
  expect(policyFile("win32", { ProgramData: "D:\\Daten" })).toContain("Amtsstube");
  expect(policyFile("darwin", {})).toContain("/Library/");
});
