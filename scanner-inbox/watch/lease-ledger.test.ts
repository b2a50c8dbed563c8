import { appendFile, mkdtemp, readdir, rename, rm, stat, symlink, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openLeaseLedger } from "./lease-ledger.ts";

const noon = Date.parse("2026-11-24T11:00:00Z");
const dayMs = 86_400_000;
let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lease-ledger-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const open = (now = noon) => openLeaseLedger({ folder, now: () => now });
const seen = (name: string, size = 10, modified = 5) => ({ name, size, modified });
const row = (id: string, name: string, size?: number) => ({ id, ...seen(name, size), sha256: id.repeat(64) });

describe("the ledger of a folder that can only be read", () => {
  it("knows a file by name, size and time of change, in hand and ended, also after it was opened again", async () => {
    const ledger = await open();
    await ledger.took(row("a", "a.pdf"));
    await ledger.took(row("b", "b.pdf"));
    await ledger.took(row("c", "c.pdf"), "elsewhere");
    await ledger.end("a", "booked");
    await ledger.back("b");
    const again = await open();
    expect(["a.pdf", "b.pdf", "c.pdf"].map((name) => again.knows(seen(name)))).toEqual([true, false, true]);
    expect([again.knows(seen("a.pdf", 11)), again.knows(seen("a.pdf", 10, 6))]).toEqual([false, false]);
    expect(again.rows().map(({ id, end, told }) => [id, end, told])).toEqual([
      ["a", "booked", false],
      ["c", "elsewhere", true],
    ]);
    await again.told(["a"]);
    await again.end("a", "quarantined");
    await again.again("a");
    expect((await open()).row("a")).toMatchObject({ end: null, told: false });
  });

  it("takes a line that was cut off for one that was never written, wherever it was cut", async () => {
    const whole = await open();
    await whole.took(row("a", "a.pdf"));
    const path = join(folder, "ledger.jsonl");
    const { size } = await stat(path);
    await whole.end("a", "booked");
    for (let cut = (await stat(path)).size - 2; cut > size; cut -= 5) {
      await truncate(path, cut);
      const again = await open();
      expect(again.row("a")?.end).toBeNull();
      await again.took(row("b", "b.pdf"));
      await again.end("b", "booked");
      expect((await open()).row("b")?.end).toBe("booked");
      await truncate(path, size);
      await appendFile(path, '{"id":"a","end":"booked","at":1}');
    }
  });

  it.skipIf(process.platform === "win32")("says so on a full disk, believes nothing of it, and goes on when there is room", async () => {
    const ledger = await open();
    await ledger.took(row("a", "a.pdf"));
    const path = join(folder, "ledger.jsonl");
    await rename(path, `${path}.kept`);
    await symlink("/dev/full", path);
    await expect(ledger.end("a", "booked")).rejects.toMatchObject({ code: "ENOSPC" });
    await expect(ledger.took(row("b", "b.pdf"))).rejects.toMatchObject({ code: "ENOSPC" });
    expect(ledger.rows()).toMatchObject([{ id: "a", end: null }]);
    await rm(path);
    await rename(`${path}.kept`, path);
    await ledger.end("a", "booked");
    expect((await open()).row("a")?.end).toBe("booked");
  });

  it("keeps what lies in the folder for as long as it lies there, and of the rest nothing longer than its time", async () => {
    const ledger = await open();
    for (const name of ["a", "b", "c"]) await ledger.took(row(name, `${name}.pdf`), "booked");
    await ledger.took(row("d", "d.pdf"));
    // A name that is used again and again has one row that counts.
    for (let index = 0; index < 200; index += 1) {
      await ledger.took(row(`s${String(index)}`, "SCAN0001.pdf", index));
      await ledger.end(`s${String(index)}`, "booked");
    }
    const there = new Set(["a.pdf", "SCAN0001.pdf"]);
    await (await open(noon + 60 * dayMs)).tidy(there);
    const later = await open(noon + 100 * dayMs);
    const noted = later.tidy(there);
    // What is noted while the ledger is written anew is in the new one.
    await later.took(row("e", "e.pdf"));
    await noted;
    const { size } = await stat(join(folder, "ledger.jsonl"));
    const last = await open(noon + 100 * dayMs);
    expect(last.rows().map(({ id }) => id)).toEqual(["a", "d", "s199", "e"]);
    expect(last.knows(seen("SCAN0001.pdf", 199))).toBe(true);
    expect(size).toBeLessThan(1_200);
    expect(await readdir(folder)).toEqual(["ledger.jsonl"]);
  });
});
