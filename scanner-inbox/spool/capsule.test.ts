// Sealing one way: what comes out opens for the intake key alone, to the last bit, and leaves nothing else behind.
import { createHash, generateKeyPairSync, randomUUID, type KeyObject } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { intakeKeyName, NotOpened, openCapsule, sealFile, type CapsuleFacts } from "./capsule.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "amtsstube-capsule-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function newKey() {
  const { publicKey, privateKey } = generateKeyPairSync("x25519");
  const text = publicKey.export({ type: "spki", format: "der" }).toString("base64");
  const keys = new Map<string, { readonly privateKey: KeyObject; readonly publicKey: string }>([
    [intakeKeyName(text), { privateKey, publicKey: text }],
  ]);
  return { text, keys };
}

function factsOf(bytes: Uint8Array, name = "Rechnung Süd.pdf"): CapsuleFacts {
  return {
    id: randomUUID(),
    tenant: "musterstadt",
    device: randomUUID(),
    deviceName: "Schalter 1",
    name,
    size: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    unit: "finanzen",
    kind: "invoice",
    profile: "300 dpi",
    review: "whenDivided",
    sealedAt: "2026-11-24T09:00:00.000Z",
  };
}

const source = (): string => join(folder, "source");
const target = (): string => join(folder, "capsule");
const out = (): string => join(folder, "out");

test("whatever is sealed opens again, facts and bytes", async () => {
  const { text, keys } = newKey();
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 5_000 }),
      fc.string({ minLength: 1, maxLength: 200, unit: "grapheme" }),
      async (bytes, name) => {
        const facts = factsOf(bytes, name.slice(0, 200));
        await writeFile(source(), bytes);
        await sealFile(source(), target(), text, facts);
        expect(await openCapsule(target(), out(), keys)).toEqual(facts);
        expect((await readFile(out())).equals(Buffer.from(bytes))).toBe(true);
      },
    ),
    { numRuns: 30 },
  );
});

test("neither name nor content can be read in a capsule, and no half of one stays", async () => {
  const { text } = newKey();
  const bytes = Buffer.from("MARKER-INHALT ".repeat(1_000));
  await writeFile(source(), bytes);
  await sealFile(source(), target(), text, factsOf(bytes, "MARKER-NAME.pdf"));
  const sealed = await readFile(target());
  expect(sealed.includes("MARKER")).toBe(false);
  expect(sealed.includes(factsOf(bytes).sha256)).toBe(false);
  await expect(sealFile(source(), join(folder, "other"), text, factsOf(Buffer.from("anders")))).rejects.toThrow(
    "changed while it was sealed",
  );
  expect((await readdir(folder)).sort()).toEqual(["capsule", "source"]);
});

test("a changed bit, a cut end, another's key: nothing opens and nothing is left of it", async () => {
  const { text, keys } = newKey();
  const bytes = Buffer.from("Eine Rechnung über 119,00 Euro");
  await writeFile(source(), bytes);
  await sealFile(source(), target(), text, factsOf(bytes));
  const sealed = await readFile(target());
  for (let at = 0; at < sealed.length; at += 7) {
    const changed = Buffer.from(sealed);
    changed.writeUInt8((changed[at] ?? 0) ^ 1, at);
    await writeFile(target(), changed);
    await expect(openCapsule(target(), out(), keys)).rejects.toBeInstanceOf(NotOpened);
  }
  for (const length of [0, 10, 200, sealed.length - 1]) {
    await writeFile(target(), sealed.subarray(0, length));
    await expect(openCapsule(target(), out(), keys)).rejects.toBeInstanceOf(NotOpened);
  }
  await writeFile(target(), sealed);
  await expect(openCapsule(target(), out(), newKey().keys)).rejects.toMatchObject({ reason: "wrongKey" });
  expect((await readdir(folder)).sort()).toEqual(["capsule", "source"]);
});
