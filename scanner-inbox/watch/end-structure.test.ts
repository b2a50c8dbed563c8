import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createCanvas } from "@napi-rs/canvas";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeMail } from "../read/mail-for-tests.ts";
import { drawPdf } from "../read/pdf-for-tests.ts";
import { endStructure } from "./end-structure.ts";
import { isSystemName, isTemporaryName } from "./ignored-names.ts";

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "end-structure-"));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function of(bytes: Uint8Array): Promise<string> {
  const path = join(folder, "file");
  await writeFile(path, bytes);
  return endStructure(path);
}

function tiff(): Uint8Array {
  const bytes = new Uint8Array(200);
  // One directory at 8: a strip that begins at 50 and is 150 bytes long.
  bytes.set([
    0x49, 0x49, 42, 0, 8, 0, 0, 0, 2, 0, 0x11, 1, 4, 0, 1, 0, 0, 0, 50, 0, 0, 0, 0x17, 1, 4, 0, 1, 0, 0, 0, 150, 0, 0, 0, 0, 0, 0, 0,
  ]);
  return bytes;
}

describe("the end of a file", () => {
  it("of a mail with parts is the line it announced; of another only quiet tells", async () => {
    const mail = writeMail({ attachments: [{ name: "Rechnung.pdf", content: Buffer.alloc(20_000, "x") }] });
    expect(await of(mail)).toBe("whole");
    for (const part of [0.3, 0.6, 0.99]) expect(await of(mail.subarray(0, Math.trunc(mail.length * part)))).toBe("incomplete");
    expect(await of(Buffer.from("From: a@b.example\r\nSubject: x\r\n\r\nnur Text"))).toBe("unknown");
  });

  it.each<readonly [string, () => Promise<Uint8Array>]>([
    ["pdf", () => drawPdf({ pages: [[[50, 50, "Rechnung"]]] })],
    ["png", async () => createCanvas(40, 40).toBuffer("image/png")],
    ["jpeg", async () => createCanvas(40, 40).toBuffer("image/jpeg")],
    ["tiff", async () => tiff()],
    ["xml", async () => new TextEncoder().encode("<?xml version='1.0'?><a><b>1</b></a>\n")],
  ])("is seen in a whole %s and missed in every part of it", async (_, make) => {
    const bytes = await make();
    expect(await of(bytes)).toBe("whole");
    for (const share of [0.3, 0.6, 0.9]) expect(await of(bytes.subarray(0, Math.floor(bytes.length * share)))).toBe("incomplete");
  });

  it("is not asked of hostile XML, which the reader refuses by name, nor of strangers", async () => {
    expect(await of(new TextEncoder().encode("<!DOCTYPE a []><a/>"))).toBe("whole");
    expect(await of(new TextEncoder().encode("Notiz"))).toBe("unknown");
  });
});

it("leaves the files of systems and half-done copies alone", () => {
  const isIgnoredName = (name: string): boolean => isSystemName(name) || isTemporaryName(name);
  expect(["~$brief.docx", ".DS_Store", "a.PART", "scan.pdf.tmp", ".~lock.a.odt#", "Thumbs.db", "x.filepart"].every(isIgnoredName)).toBe(
    true,
  );
  expect(["SCAN0001.pdf", "rechnung.xml", "template.pdf", "Müll.tif"].some(isIgnoredName)).toBe(false);
});
