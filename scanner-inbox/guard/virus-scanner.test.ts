// The protocol against a scanner of our own on loopback: answers in pieces, silence, cuts, sizes, and what is no scanner at all.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, test } from "vitest";
import { eicar, startFakeClamd, type ClamdManner, type FakeClamd } from "./fake-clamd.ts";
import { openVirusScanner, scannerAddress } from "./virus-scanner.ts";

let folder = "";
let clamd: FakeClamd;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "virus ü "));
  clamd = await startFakeClamd({ most: 400_000 });
});

afterEach(async () => {
  await clamd.close();
  await rm(folder, { recursive: true, force: true });
});

async function file(content: string | Uint8Array): Promise<string> {
  const path = join(folder, "Rechnung.pdf");
  await writeFile(path, content);
  return path;
}

const scanner = (silenceMs?: number) =>
  openVirusScanner({ host: "127.0.0.1", port: clamd.port }, silenceMs === undefined ? {} : { silenceMs });

test.each([
  ["tcp://127.0.0.1:3310", { host: "127.0.0.1", port: 3310 }],
  ["tcp://virenscanner.amt.example:3310/", { host: "virenscanner.amt.example", port: 3310 }],
  ["tcp://[::1]:3310", { host: "::1", port: 3310 }],
  ["unix:/run/clamav/clamd.ctl", { path: "/run/clamav/clamd.ctl" }],
  ["unix:///run/clamav/clamd.ctl", { path: "/run/clamav/clamd.ctl" }],
  ["tcp://host", null],
  ["tcp://host:70000", null],
  ["http://host:3310", null],
  ["unix:relativ", null],
  ["", null],
])("the address of a scanner: %s", (text, address) => {
  expect(scannerAddress(text)).toEqual(address);
});

describe("a virus scanner", () => {
  it("calls a harmless file clean, having seen all of it", async () => {
    const path = await file(Buffer.alloc(200_001, "x"));
    expect(await scanner().scan(path)).toBe("clean");
    expect(clamd.seen).toEqual([200_001]);
  });

  it("names what it found, wherever in the file it stands", async () => {
    const path = await file(`${"x".repeat(100_000)}${eicar}${"y".repeat(100_000)}`);
    expect(await scanner().scan(path)).toEqual({ infected: "Eicar-Test-Signature" });
  });

  it("understands an answer that comes byte by byte", async () => {
    clamd.manner = "split";
    expect(await scanner().scan(await file(eicar))).toEqual({ infected: "Eicar-Test-Signature" });
    expect(await scanner().scan(await file("sauber"))).toBe("clean");
  });

  it("says that a file is larger than it takes, and stops sending", async () => {
    const path = await file(Buffer.alloc(4_000_000, "x"));
    expect(["too-large", "unavailable"]).toContain(await scanner().scan(path));
    expect(await scanner().scan(await file(Buffer.alloc(400_010, "x")))).toBe("too-large");
    expect(clamd.received).toBeLessThan(4_000_000);
    expect(clamd.seen).toEqual([]);
  });

  it.each(["hangs", "cuts", "babbles", "silent-after-ping", "error"] satisfies ClamdManner[])(
    "never calls a file clean that a scanner which %s was asked about",
    async (manner) => {
      clamd.manner = manner;
      expect(await scanner(300).scan(await file("sauber"))).toBe("unavailable");
      clamd.manner = "well";
      expect(await scanner().scan(await file("sauber"))).toBe("clean");
    },
  );

  it("sends nothing of a file to what is no scanner", async () => {
    clamd.manner = "babbles";
    expect(await scanner().scan(await file("vertraulich"))).toBe("unavailable");
    expect(clamd.received).toBe(0);
  });

  it("is not there where nobody listens, and is again once it came back", async () => {
    const { port } = clamd;
    const asked = scanner();
    await clamd.close();
    expect(await asked.scan(await file("sauber"))).toBe("unavailable");
    clamd = await startFakeClamd({ port });
    expect(await asked.scan(await file("sauber"))).toBe("clean");
  });

  it("says that a file is gone instead of blaming the scanner", async () => {
    await expect(scanner().scan(join(folder, "fehlt.pdf"))).rejects.toMatchObject({ code: "ENOENT" });
  });

  it.skipIf(process.platform === "win32")("is reached over a Unix socket as well", async () => {
    const path = join(folder, "clamd.ctl");
    const beside = await startFakeClamd({ path });
    expect(await openVirusScanner({ path }).scan(await file(eicar))).toEqual({ infected: "Eicar-Test-Signature" });
    await beside.close();
  });
});
