// Several scanner folders at one desk, each with its own rules: who it is for, what it holds, whether what lies deeper counts, and its own pulse.
import { copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { z } from "../../../shared/base/zod.ts";
import { ask } from "../testing/open-test-desk.ts";
import { startTestTown, type TestTown } from "../testing/test-town.ts";

let town: TestTown;
const patiently = { timeout: 40_000, interval: 20 };
const timings = { scanner: { quietMs: 0, nearLookMs: 20, lookMs: 60, retryMs: 60, probeMs: 100 } };
const samples = join(import.meta.dirname, "..", "..", "..", "scanner-inbox", "samples");

beforeEach(async () => {
  town = await startTestTown();
  town.town.addPerson("malte", "geheim", [
    { role: "CAPTURE", unit: "finanzen" },
    { role: "CAPTURE", unit: "standesamt" },
  ]);
});
afterEach(() => town.close());

test("each folder goes by its own rules, and one that is away holds up no other", async () => {
  const at = (name: string): string => join(town.folder, name);
  const rule = { nested: false, review: "whenDivided" } as const;
  const scannerFolders = [
    { ...rule, folder: at("Rechnungen"), kind: "invoice", unit: "finanzen" },
    { ...rule, folder: at("Post"), kind: "document", unit: "standesamt", nested: true },
    { ...rule, folder: at("Kasse"), kind: "invoice", unit: "kasse" },
    { ...rule, folder: at("Weg"), kind: "invoice", unit: "finanzen" },
  ] as const;
  // A plain file where the share should be.
  await writeFile(at("Weg"), "");
  const desk = await town.desk("desk", { scannerFolders, timings });
  await desk.desk.call("signIn", { userName: "malte", password: "geheim" });
  await mkdir(join(at("Post"), "Montag"), { recursive: true });
  await mkdir(join(at("Rechnungen"), "Montag"), { recursive: true });
  await mkdir(at("Kasse"));
  const sample = join(samples, "P26-Ostheide-Planung.xml");
  await copyFile(sample, join(at("Rechnungen"), "a.xml"));
  await copyFile(sample, join(at("Rechnungen"), "Montag", "tief.xml"));
  await copyFile(sample, join(at("Kasse"), "k.xml"));
  await writeFile(join(at("Post"), "Montag", "p.xml"), "<?xml version='1.0'?><Brief>Heidekraut</Brief>");
  const folders = async () => (await ask(desk, "scanner", {})).folders;
  await vi.waitFor(async () => {
    const [invoices, post, till, away] = await folders();
    expect(invoices?.days).toMatchObject([{ seen: 1, booked: 1, waiting: 0, agrees: true }]);
    expect(post?.days).toMatchObject([{ seen: 1, booked: 1, waiting: 0, agrees: true }]);
    expect(till).toMatchObject({ active: false, days: [], lastLookAt: null });
    expect(away).toMatchObject({ active: true, unreachable: true, lastLookAt: null });
    expect([invoices?.mode, post?.mode]).not.toContain("unknown");
  }, patiently);
  const booked = [...town.town.records.values()].map(({ record }) => record).filter(({ kind }) => kind === "invoice" || kind === "post");
  const arrivals = z.object({ arrivals: z.array(z.object({ fileName: z.string() })) });
  const said = booked.map(({ kind, unit, body }) => [kind, unit, arrivals.parse(body).arrivals[0]?.fileName].join(" "));
  expect(said.toSorted()).toEqual(["invoice finanzen a.xml", "post standesamt p.xml"]);
  await rm(at("Weg"));
  await mkdir(at("Weg"));
  await vi.waitFor(
    async () => expect((await folders())[3]).toMatchObject({ unreachable: false, lastLookAt: expect.any(String) }),
    patiently,
  );
});
