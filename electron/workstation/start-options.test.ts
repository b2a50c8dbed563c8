// What a host is told at its start.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { readStartOptions } from "./start-options.ts";

const defaults = { dataFolder: "/var/desk" };

test("an argument wins over the environment, and that over the default", () => {
  const environment = { AMTSSTUBE_SERVER: "https://amt.example", AMTSSTUBE_TENANT: "wiesmoor", AMTSSTUBE_SCANNER_FOLDER: "" };
  expect(readStartOptions([], environment, defaults)).toEqual({
    dataFolder: resolve("/var/desk"),
    serverUrl: "https://amt.example",
    tenant: "wiesmoor",
    enrolmentCode: undefined,
    scannerFolders: [],
    recognition: { ceilingMegabytes: undefined, native: true },
  });
  const args = ["--lang=de", "--server=http://127.0.0.1:1", "--server=http://127.0.0.1:2", "--data-folder=/x y/ü", "--scanner=/scan"];
  expect(readStartOptions(args, environment, defaults)).toEqual({
    dataFolder: resolve("/x y/ü"),
    serverUrl: "http://127.0.0.1:2",
    tenant: "wiesmoor",
    enrolmentCode: undefined,
    scannerFolders: [{ folder: resolve("/scan"), kind: "invoice", nested: false, review: "whenDivided" }],
    recognition: { ceilingMegabytes: undefined, native: true },
  });
});

test("text recognition keeps to the memory it is told, and to the own engine where the other is switched off", () => {
  const told = (args: readonly string[]) => readStartOptions(args, { AMTSSTUBE_OCR_MEMORY: "128" }, defaults).recognition;
  expect(told([])).toEqual({ ceilingMegabytes: 128, native: true });
  expect(told(["--ocr-memory=256", "--native-ocr=off"])).toEqual({ ceilingMegabytes: 256, native: false });
  expect(() => told(["--ocr-memory=much"])).toThrow("--ocr-memory=256");
});

test("for a roll-out, server and code come from a file, and what the administrators wrote holds where nothing else is said", () => {
  const folder = mkdtempSync(join(tmpdir(), "roll-out ü "));
  const [file, policy] = [join(folder, "enrolment.json"), join(folder, "policy.json")];
  writeFileSync(file, JSON.stringify({ enrolmentCode: "AAAA-BBBB-CCCC" }));
  writeFileSync(policy, JSON.stringify({ loopbackHost: false, server: "https://amt.example", enrolmentCode: "DDDD-EEEE-FFFF" }));
  const managed = { ...defaults, policyFile: policy };
  expect(readStartOptions([], {}, managed)).toMatchObject({ serverUrl: "https://amt.example", enrolmentCode: "DDDD-EEEE-FFFF" });
  const named = { AMTSSTUBE_ENROLMENT_FILE: file };
  expect(readStartOptions([], named, managed)).toMatchObject({ serverUrl: "https://amt.example", enrolmentCode: "AAAA-BBBB-CCCC" });
  expect(readStartOptions(["--enrolment-code=1"], named, managed).enrolmentCode).toBe("1");
  rmSync(folder, { recursive: true, maxRetries: 5 });
});

test("a desk without a server's address asks for it, and one that is none does not start", () => {
  expect(readStartOptions([], {}, defaults).serverUrl).toBeUndefined();
  expect(() => readStartOptions(["--server=file:///etc"], {}, defaults)).toThrow("--server");
});

test("several scanner folders come from a file with the rules of each, and a file that cannot be followed ends the start", () => {
  const folder = mkdtempSync(join(tmpdir(), "scanner-folders ü "));
  const [file, policy] = [join(folder, "scanner.json"), join(folder, "policy.json")];
  const of = (said: unknown) => {
    writeFileSync(file, typeof said === "string" ? said : JSON.stringify(said));
    return readStartOptions(["--scanner=/scan", `--scanner-folders=${file}`], {}, defaults).scannerFolders;
  };
  expect(
    of({ folders: [{ folder: "/ablage/Bau", unit: "bauamt", kind: "document", nested: true, review: "whenDivided" }, { folder: "hier" }] }),
  ).toEqual([
    { folder: resolve("/scan"), kind: "invoice", nested: false, review: "whenDivided" },
    { folder: resolve("/ablage/Bau"), unit: "bauamt", kind: "document", nested: true, review: "whenDivided" },
    { folder: join(folder, "hier"), kind: "invoice", nested: false, review: "whenDivided" },
  ]);
  expect(() => of({ folders: [{ folder: "/scan" }] })).toThrow("watched twice");
  expect(() => of({ folders: [{ folder: "/a", nested: true }, { folder: "/a/b" }] })).toThrow("watched twice");
  expect(() => of({ folders: [{ folder: "/a", kind: "letter" }] })).toThrow("cannot be followed");
  expect(() => of("{")).toThrow("cannot be read");
  writeFileSync(file, JSON.stringify({ folders: [{ folder: "/b" }] }));
  writeFileSync(policy, JSON.stringify({ scannerFolders: file }));
  expect(readStartOptions([], {}, { ...defaults, policyFile: policy }).scannerFolders).toMatchObject([{ folder: resolve("/b") }]);
  rmSync(folder, { recursive: true, maxRetries: 5 });
});

test("a virus scanner is named by its address, and one that is none ends the start", () => {
  const folder = mkdtempSync(join(tmpdir(), "virus ü "));
  const policy = join(folder, "policy.json");
  writeFileSync(policy, JSON.stringify({ virusScanner: "unix:/run/clamav/clamd.ctl" }));
  const managed = { ...defaults, policyFile: policy };
  expect(readStartOptions([], {}, defaults).virusScanner).toBeUndefined();
  expect(readStartOptions([], {}, managed).virusScanner).toEqual({ path: "/run/clamav/clamd.ctl" });
  expect(readStartOptions(["--virus-scanner=tcp://scan:3310"], {}, managed).virusScanner).toEqual({ host: "scan", port: 3310 });
  expect(readStartOptions([], { AMTSSTUBE_VIRUS_SCANNER: "tcp://a:1" }, managed).virusScanner).toEqual({ host: "a", port: 1 });
  expect(() => readStartOptions(["--virus-scanner=localhost"], {}, managed)).toThrow("not the address of a virus scanner");
  rmSync(folder, { recursive: true, maxRetries: 5 });
});
