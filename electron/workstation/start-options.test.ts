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
    scannerFolder: undefined,
  });
  const args = ["--lang=de", "--server=http://127.0.0.1:1", "--server=http://127.0.0.1:2", "--data-folder=/x y/ü", "--scanner=/scan"];
  expect(readStartOptions(args, environment, defaults)).toEqual({
    dataFolder: resolve("/x y/ü"),
    serverUrl: "http://127.0.0.1:2",
    tenant: "wiesmoor",
    enrolmentCode: undefined,
    scannerFolder: resolve("/scan"),
  });
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
