import { appendFile, mkdtemp, readdir, readFile, rm, symlink, truncate, stat, rename } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { agrees, balanceOf } from "./day-balance.ts";
import { openDayJournal } from "./day-journal.ts";

const noon = Date.parse("2026-11-24T11:00:00Z");
const dayMs = 86_400_000;
const file = (id: string) => ({ id, name: `${id}.pdf`, size: 10, modified: 5 });
let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "day-journal-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const open = (now = noon) => openDayJournal({ folder, now: () => now });

describe("the journal of a folder", () => {
  it("puts many ends at once on the disk in their order, each before it is said to be there", async () => {
    const journal = await open();
    const ids = Array.from({ length: 50 }, (_none, index) => `f${String(index)}`);
    await journal.seen(ids.map(file));
    await Promise.all(
      ids.map(async (id) => {
        await journal.end(id, "booked");
        expect(await readFile(join(folder, "2026-11-24.jsonl"), "utf8")).toContain(`{"id":"${id}","end":"booked"`);
      }),
    );
    expect((await open()).ended(50).map(({ id }) => id)).toEqual(ids.toReversed());
  });

  it("ends a file once more that ends before its being opened again is on the disk", async () => {
    const journal = await open();
    await journal.seen([file("a")]);
    await journal.end("a", "quarantined");
    const again = journal.again("a", false);
    await journal.end("a", "quarantined");
    await again;
    for (const each of [journal, await open()]) expect(each.entry("a")).toMatchObject({ end: "quarantined" });
  });

  it("forgets the name of a file that was sealed, on the disk too, and keeps everything else", async () => {
    const journal = await open();
    await journal.seen([file("a"), file("b")]);
    await journal.end("b", "booked");
    await journal.end("a", "spooled");
    await journal.end("a", "spooled");
    for (const each of [journal, await open()]) {
      expect(each.ended(9).map(({ id, name, end, size }) => ({ id, name, end, size }))).toEqual([
        { id: "a", name: "", end: "spooled", size: 10 },
        { id: "b", name: "b.pdf", end: "booked", size: 10 },
      ]);
      const balance = balanceOf("2026-11-24", each.ofDay("2026-11-24"), () => false);
      expect(balance).toMatchObject({ seen: 2, booked: 1, spooled: 1, missing: [] });
      expect(agrees(balance)).toBe(true);
    }
    expect(await readdir(folder)).toEqual(["2026-11-24.jsonl"]);
    expect(await readFile(join(folder, "2026-11-24.jsonl"), "utf8")).not.toContain("a.pdf");
  });

  it("is the same after it was opened again, and counts an end for the day the file was seen", async () => {
    const first = await open();
    await first.seen([file("a"), file("b"), file("c"), file("d")]);
    await first.end("a", "booked");
    await first.end("b", "quarantined");
    const second = await open(noon + dayMs);
    await second.again("b", true);
    await second.seen([file("e")]);
    await second.end("c", "duplicate");
    const third = await open(noon + dayMs);
    expect(third.days()).toEqual(["2026-11-25", "2026-11-24"]);
    expect(third.entry("b")).toMatchObject({ day: "2026-11-24", end: null, anyway: true });
    expect(third.open().map(({ id }) => id)).toEqual(["d", "b", "e"]);
    expect(third.ended(1)).toMatchObject([{ id: "c" }]);
    const balance = balanceOf("2026-11-24", third.ofDay("2026-11-24"), ({ id }) => id === "d");
    expect(balance).toMatchObject({ seen: 4, booked: 1, duplicate: 1, quarantined: 0, waiting: 1, missing: ["b.pdf"] });
    expect(agrees(balance)).toBe(false);
    expect(agrees(balanceOf("2026-11-24", third.ofDay("2026-11-24"), () => true))).toBe(true);
  });

  it("takes a line that was cut off for one that was never written, wherever it was cut", async () => {
    const whole = await open();
    await whole.seen([file("a")]);
    const path = join(folder, "2026-11-24.jsonl");
    const { size } = await stat(path);
    await whole.end("a", "booked");
    for (let cut = (await stat(path)).size - 2; cut > size; cut -= 7) {
      await truncate(path, cut);
      const again = await open();
      expect(again.entry("a")?.end).toBeNull();
      await again.seen([file("b")]);
      await again.end("b", "booked");
      expect((await open()).entry("b")?.end).toBe("booked");
      await truncate(path, size);
      await appendFile(path, '{"id":"a","end":"booked","at":1}');
    }
  });

  it.skipIf(process.platform === "win32")("says so on a full disk, believes nothing of it, and goes on when there is room", async () => {
    const journal = await open();
    await journal.seen([file("a")]);
    const path = join(folder, "2026-11-24.jsonl");
    await rename(path, `${path}.kept`);
    await symlink("/dev/full", path);
    await expect(journal.end("a", "booked")).rejects.toMatchObject({ code: "ENOSPC" });
    await expect(journal.seen([file("b")])).rejects.toMatchObject({ code: "ENOSPC" });
    expect(journal.open().map(({ id }) => id)).toEqual(["a"]);
    await rm(path);
    await rename(`${path}.kept`, path);
    await journal.end("a", "booked");
    expect((await open()).entry("a")?.end).toBe("booked");
  });

  it("forgets a day after its time, unless something of it is still open", async () => {
    const journal = await open();
    await journal.seen([file("a"), file("b")]);
    await journal.end("a", "booked");
    const later = await open(noon + 40 * dayMs);
    expect(later.open()).toMatchObject([{ id: "b" }]);
    await later.end("b", "gone");
    expect((await open(noon + 40 * dayMs)).days()).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
  });
});
