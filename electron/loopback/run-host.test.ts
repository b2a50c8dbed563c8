// The life of a host: it refuses where it may not run, two never share a data folder, and nothing is left behind.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { tinyDesk } from "../../shared/testing/tiny-desk.ts";
import { controlFileName, drawControlKey, readControlFile, writeControlFile } from "./control-file.ts";
import { runLoopbackHost, type RunRequest } from "./run-host.ts";

let folder = "";
let closed = 0;
let request: RunRequest;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "host ü "));
  mkdirSync(join(folder, "page"));
  writeFileSync(join(folder, "page", "index.html"), "<!doctype html>");
  closed = 0;
  request = {
    dataFolder: join(folder, "desk"),
    pageFolder: join(folder, "page"),
    port: 0,
    policyFile: join(folder, "policy.json"),
    environment: {},
    now: () => 0,
    every: () => () => undefined,
    openDesk: async () => ({
      desk: tinyDesk(),
      close: async () => {
        closed += 1;
      },
    }),
  };
});
afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

test("a running host hands out tickets through its control file, and takes the file along when it closes", async () => {
  const host = await runLoopbackHost(request);
  const control = readControlFile(request.dataFolder);
  expect(control?.origin).toBe(host.origin);
  const answer = await fetch(`${host.origin}/ticket`, { method: "POST", headers: { authorization: `Bearer ${control?.key ?? "none"}` } });
  expect(await answer.json()).toEqual({ ticket: expect.any(String) });
  await host.close();
  expect(existsSync(join(request.dataFolder, controlFileName))).toBe(false);
  expect(closed).toBe(1);
});

test("a second host on the same data is refused while the first lives, and takes over a file whose host is gone", async () => {
  const first = await runLoopbackHost(request);
  await expect(runLoopbackHost(request)).rejects.toMatchObject({ code: "alreadyRunning" });
  await first.close();
  writeControlFile(request.dataFolder, { origin: first.origin, key: drawControlKey(), pid: 1 });
  const second = await runLoopbackHost(request);
  expect(readControlFile(request.dataFolder)?.origin).toBe(second.origin);
  await second.close();
});

test("a managed installation may switch it off", async () => {
  writeFileSync(request.policyFile, '{"loopbackHost": false}');
  await expect(runLoopbackHost(request)).rejects.toMatchObject({ code: "switchedOff" });
  rmSync(request.policyFile);
  await expect(runLoopbackHost({ ...request, environment: { AMTSSTUBE_LOOPBACK: "off" } })).rejects.toMatchObject({ code: "switchedOff" });
});

test("a desk that was opened is closed again where the port is taken", async () => {
  const first = await runLoopbackHost(request);
  const port = Number(new URL(first.origin).port);
  await expect(runLoopbackHost({ ...request, dataFolder: join(folder, "other"), port })).rejects.toMatchObject({ code: "EADDRINUSE" });
  expect(closed).toBe(1);
  await first.close();
});
