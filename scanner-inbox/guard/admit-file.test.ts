// What may come in and what may not, by content: every known type, what pretends to be one, and what a scanner says of it.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { admitFile } from "./admit-file.ts";
import type { ScanVerdict, VirusScanner } from "./virus-scanner.ts";

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "admit ü "));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function admit(name: string, content: string, scanner: VirusScanner | null = null) {
  const path = join(folder, "datei");
  await writeFile(path, Buffer.from(content, "latin1"));
  return admitFile({ path, name }, scanner);
}

const says = (verdict: ScanVerdict): VirusScanner => ({ scan: () => Promise.resolve(verdict) });
const pdf = "%PDF-1.7\n...";

describe("the list of types", () => {
  it.each([
    ["SCAN0001.pdf", pdf, "pdf"],
    ["SCAN0001.PDF", `\r\n\r\n${pdf}`, "pdf"],
    ["rechnung.xml", '<?xml version="1.0"?><Invoice/>', "xml"],
    ["fax.tif", "II*\0....", "tiff"],
    ["fax.TIFF", "MM\0*....", "tiff"],
    ["bild.jpeg", "\u00ff\u00d8\u00ff\u00e0..JFIF", "jpeg"],
    ["bild.png", "\u0089PNG\r\n\u001a\n", "png"],
    ["SCAN0001", pdf, "pdf"],
    ["Rechnung vom 3.11.2026", pdf, "pdf"],
  ])("lets %s in", async (name, content, type) => {
    expect(await admit(name, content)).toEqual({ type, nameDiffers: false });
  });

  it("tells where the name says something else than the content", async () => {
    expect(await admit("bild.jpg", pdf)).toEqual({ type: "pdf", nameDiffers: true });
    expect(await admit("rechnung.pdf", "\u00ff\u00d8\u00ff\u00e0")).toEqual({ type: "jpeg", nameDiffers: true });
    expect(await admit("rechnung.pdf.exe", pdf)).toEqual({ type: "pdf", nameDiffers: true });
  });

  it.each([
    ["foto.heic", "\0\0\0\u0018ftypheic", "type-heic"],
    ["foto.jpg", "\0\0\0\u001cftypmif1", "type-heic"],
    ["bild.gif", "GIF89a", "type-picture"],
    ["bild.webp", "RIFF\u0001\u0002\u0003\u0004WEBPVP8 ", "type-picture"],
    ["brief.docx", "PK\u0003\u0004\u0014\0\u0006\0.........[Content_Types].xml", "type-office"],
    ["brief.odt", "PK\u0003\u0004\u0014\0\0\0........mimetypeapplication/vnd.oasis.opendocument.text", "type-office"],
    ["brief.doc", "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1", "type-office"],
    ["brief.rtf", String.raw`{\rtf1\ansi`, "type-office"],
    ["alles.zip", "PK\u0003\u0004\u0014\0\0\0........rechnung.pdf", "type-archive"],
    ["rechnung.pdf", "PK\u0003\u0004\u0014\0\0\0........%PDF-1.7", "type-archive"],
    ["seite.html", "<!DOCTYPE html><html>", "type-web"],
    ["seite.pdf", " <html><!-- %PDF-1.7 -->", "type-web"],
    ["rechnung.pdf", "MZ\u0090\0........%PDF-1.7", "type-program"],
    ["rechnung.pdf", "#!/bin/sh\n# %PDF-1.7", "type-program"],
    ["rechnung.lnk", "L\0\0\0\u0001\u0014\u0002\0", "type-program"],
    ["notiz.txt", "Bitte zahlen.", "unsupported"],
    ["leer.pdf", "\0".repeat(2_000), "unsupported"],
  ])("keeps %s out, whatever it is called, and says what to do", async (name, content, code) => {
    expect(await admit(name, content)).toEqual({ failed: { code, text: expect.stringMatching(/^\p{Lu}.{20,}\.$/u) } });
  });
});

describe("the scanner's word", () => {
  it("comes before the type", async () => {
    const infected = await admit("virus.zip", "PK\u0003\u0004", says({ infected: "Win.Test.$&-1" }));
    expect(infected).toEqual({ failed: { code: "infected", text: expect.stringContaining("(Win.Test.$&-1)") } });
  });

  it("makes the file wait where there is none, and keeps it out where it is too large to be had", async () => {
    expect(await admit("a.pdf", pdf, says("unavailable"))).toEqual({ waits: "virus-scanner" });
    expect(await admit("a.pdf", pdf, says("too-large"))).toMatchObject({ failed: { code: "scan-too-large" } });
    expect(await admit("a.pdf", pdf, says("clean"))).toEqual({ type: "pdf", nameDiffers: false });
  });
});
