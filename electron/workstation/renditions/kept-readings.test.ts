// What is kept of a scan while it is read: sealed, whole or not there, and gone with its purpose.
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { ReadPage } from "../../../scanner-inbox/read/reading.ts";
import { openKeptReadings, type KeptReadings } from "./kept-readings.ts";

const sha256 = "a".repeat(64);
const invoice = "0191a0b0-0000-7000-8000-000000000001";
const document = { sha256, name: "SCAN0001.tif", mime: "image/tiff", size: 5 };
const at = "2026-11-24T08:00:00.000Z";
const key = new Uint8Array(32).fill(7);
const page = (number: number): ReadPage => ({
  number,
  width: 595,
  height: 842,
  lines: [{ top: 100, height: 12, cells: [{ text: "Malerbetrieb Heide", x: 72, width: 90, confidence: 0.9 }] }],
  recognised: { turn: 180, confidence: 0.9, slope: 0.01 },
});

let folder = "";
let kept: KeptReadings;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "kept-readings-"));
  kept = await openKeptReadings(folder, key);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("pages come back after a restart as they were, and nothing on the disk says a word of them", async () => {
  await kept.keep(sha256, page(1));
  await kept.keep(sha256, page(12));
  const again = await openKeptReadings(folder, key);
  expect([...(await again.pages(sha256)).values()].sort((a, b) => a.number - b.number)).toEqual([page(1), page(12)]);
  for (const name of await readdir(folder)) expect((await readFile(join(folder, name))).includes("Malerbetrieb")).toBe(false);
});

test("a page that is damaged, belongs to another file or to another replica counts as not recognised", async () => {
  await kept.keep(sha256, page(1));
  const sealed = await readFile(join(folder, `${sha256}.1`));
  await writeFile(join(folder, `${"b".repeat(64)}.1`), sealed);
  expect((await kept.pages("b".repeat(64))).size).toBe(0);
  expect((await (await openKeptReadings(folder, new Uint8Array(32))).pages(sha256)).size).toBe(0);
  await writeFile(join(folder, `${sha256}.1`), sealed.subarray(0, 40));
  expect((await kept.pages(sha256)).size).toBe(0);
});

test("a rendition is wanted once for all invoices of a file, where pages were recognised, and forgotten as a whole", async () => {
  await kept.want(document, invoice, at);
  expect(await kept.wanted()).toEqual([]);
  await kept.keep(sha256, page(1));
  const other = invoice.replace(/1$/u, "2");
  await kept.want(document, invoice, at);
  await kept.want(document, other, "2026-11-25T08:00:00.000Z");
  await kept.want(document, invoice, at);
  expect(await kept.wanted()).toEqual([{ document, invoices: [invoice, other], at }]);
  await kept.forget(sha256);
  expect(await readdir(folder)).toEqual([]);
});

test("pages that never became an invoice go in time; those of a wanted rendition stay", async () => {
  await kept.keep(sha256, page(1));
  await kept.want(document, invoice, at);
  await kept.keep("b".repeat(64), page(1));
  for (const name of await readdir(folder)) await utimes(join(folder, name), new Date(at), new Date(at));
  await kept.clear(new Date("2026-11-25T00:00:00Z"));
  expect((await kept.pages(sha256)).size).toBe(1);
  expect((await kept.pages("b".repeat(64))).size).toBe(0);
});
