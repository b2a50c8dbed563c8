// The native engine: where it is looked for, what is said to it and understood of it, and what becomes of a page when it fails. A program that
// plays it stands in its place; where a real one is installed, that reads a page too.
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { drawPdf } from "../read/pdf-for-tests.ts";
import type { Reading } from "../read/reading.ts";
import { textOfLine } from "../read/text-lines.ts";
import { openEngineChoice, type EngineChoice } from "./engine-choice.ts";
import { seenOfHocr } from "./hocr.ts";
import { findTesseract, nativeEngine, nativeEnvironment, placesOfTesseract } from "./native-tesseract.ts";
import { openOcrPool } from "./ocr-pool.ts";
import { pngOf, scanOf } from "./scan-for-tests.ts";

let folder = "";
let scan = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "native-tesseract-"));
  scan = join(folder, "scan.png");
  const pdf = await drawPdf({ pages: [[[72, 100, "Die Rechnung Nummer 4711 liegt bei", 14]]] });
  await writeFile(scan, pngOf(await scanOf(pdf, { dpi: 150, noise: 20 })));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const picture: Reading = {
  format: "png",
  sha256: "0".repeat(64),
  byteLength: 1,
  pageCount: 1,
  pages: [],
  invoice: null,
  invoiceOrigin: null,
  problems: [],
};

/** A program that plays tesseract: `onPage` is what it does with a page it was given, in `page`. */
async function playing(name: string, { version = "tesseract 5.3.0", languages = "deu\\nosd", onPage = "" } = {}): Promise<string> {
  const path = join(folder, name);
  const code = `#!${process.execPath}
    const [first] = process.argv.slice(2);
    if (first === "--version") console.log("${version}");
    else if (first === "--list-langs") console.log("List of available languages (2):\\n${languages}");
    else {
      const parts = [];
      process.stdin.on("data", (part) => parts.push(part));
      process.stdin.on("end", () => { const page = Buffer.concat(parts); ${onPage} });
    }`;
  await writeFile(path, code);
  await chmod(path, 0o755);
  return path;
}

const hocr = (words: string): string =>
  `<div class='ocr_page' title='image "stdin"; bbox 0 0 900 900'><span class='ocr_line' id='line_1_1' title="bbox 100 50 700 80; baseline 0.01 -6; x_size 24.5; x_descenders 5">${words}</span></div>`;
const word = (x0: number, x1: number, text: string): string =>
  `<span class='ocrx_word' id='w' title='bbox ${x0} 52 ${x1} 78; x_wconf 91'>${text}</span>`;
const threeWords = hocr(`${word(100, 300, "Müller")}${word(320, 400, "&amp;")}${word(420, 700, "<strong>S&#246;hne</strong>")}`);

test("hOCR: words with place, base line, height and confidence; entities, bold type and rules of tables", () => {
  const { words, slope } = seenOfHocr(threeWords.replace("</span></div>", `${word(710, 720, "|")}</span></div>`));
  expect(words.map(({ text }) => text)).toEqual(["Müller", "&", "Söhne"]);
  expect(words[2]).toMatchObject({ x: 420, width: 280, size: 24.5, confidence: 0.91 });
  expect(words[2]?.base).toBeCloseTo(74 + 3.2, 5);
  expect(slope).toBe(0.01);
  expect(seenOfHocr("")).toEqual({ words: [], slope: 0 });
});

test("it is looked for by absolute paths alone", () => {
  expect(placesOfTesseract("linux", "/opt/bin:relative:.:/usr/bin")).toEqual([
    "/opt/bin/tesseract",
    "/usr/bin/tesseract",
    "/usr/local/bin/tesseract",
  ]);
  expect(placesOfTesseract("win32", "C:\\Tools;.")[0]).toBe("C:\\Tools\\tesseract.exe");
});

test("one that is too old, knows no German or is not there is passed over", async () => {
  const right = await playing("right");
  const places = [
    join(folder, "none"),
    await playing("old", { version: "tesseract 3.04" }),
    await playing("english", { languages: "eng" }),
    right,
  ];
  expect(await findTesseract(places)).toEqual({ path: right, version: "5.3.0" });
  expect(await findTesseract(places.slice(0, 3))).toBeUndefined();
});

test("a page goes in as a grey picture over standard input; one that hangs is ended, one that fails is told", async () => {
  const notes = join(folder, "notes");
  const onPage = `require("node:fs").writeFileSync(${JSON.stringify(notes)}, JSON.stringify([page.toString("latin1", 0, 11), page.length, process.argv.slice(2), process.env.OMP_THREAD_LIMIT]));
    console.log(${JSON.stringify(threeWords)});`;
  const page = { width: 4, height: 3, pixels: new Uint8Array(12).fill(200), dpi: 300 };
  const run = (path: string, milliseconds = 20_000) =>
    nativeEngine({ path, environment: nativeEnvironment(), milliseconds }, (id) => started.push(id));
  const started: number[] = [];
  const { words } = await run(await playing("noting", { onPage })).see(page);
  expect(words).toHaveLength(3);
  expect(started).toEqual([expect.any(Number), 0]);
  const said: unknown = JSON.parse(await readFile(notes, "utf8"));
  expect(said).toEqual(["P5\n4 3\n255\n", 23, expect.arrayContaining(["stdin", "stdout", "deu", "300"]), "1"]);
  await expect(run(await playing("hanging", { onPage: "setInterval(() => undefined, 1000);" }), 500).see(page)).rejects.toThrow(
    "reader-crashed",
  );
  await expect(run(await playing("failing", { onPage: "process.exit(3);" })).see(page)).rejects.toThrow("reader-crashed");
});

/** A choice that has been made. */
const chosen = (path: string, told: string[] = []): EngineChoice => ({
  next: () => Promise.resolve(told.includes("failed") ? undefined : { path, trial: false }),
  tried: () => Promise.resolve(),
  failed: () => void told.push("failed"),
});

test("the pool reads by it, in the same form", async () => {
  const right = await playing("reading", { onPage: `console.log(${JSON.stringify(threeWords)});` });
  const native = openOcrPool({ threads: 1, choice: chosen(right) });
  const { pages } = await native.recognise(scan, picture);
  await native.close();
  expect(pages.flatMap(({ lines }) => lines.map(textOfLine))).toEqual(["Müller & Söhne"]);
  expect(pages[0]).toMatchObject({ number: 1, recognised: { turn: 0, confidence: 0.91, slope: 0.01 } });
});

test("called off or closed over a page, its process is gone with it and leaves no entry behind", async () => {
  const notes = join(folder, "its-process");
  const onPage = `require("node:fs").writeFileSync(${JSON.stringify(notes)}, String(process.pid)); setInterval(() => undefined, 1000);`;
  const hanging = await playing("never", { onPage });
  for (const how of ["called off", "closed"] as const) {
    await rm(notes, { force: true });
    const pool = openOcrPool({ threads: 1, choice: chosen(hanging), pageMilliseconds: 10 ** 7 });
    const stopping = new AbortController();
    const under = pool.recognise(scan, picture, { stopped: stopping.signal });
    await vi.waitFor(async () => expect(await readFile(notes, "utf8")).toMatch(/\d/u), { timeout: 40_000, interval: 20 });
    if (how === "called off") stopping.abort();
    else await pool.close();
    expect((await under).problems).toHaveLength(1);
    await pool.close();
    const id = Number(await readFile(notes, "utf8"));
    expect(() => process.kill(id, 0)).toThrow("ESRCH");
  }
});

test("where it fails on a page the own engine reads that page and all that follow", async () => {
  const told: string[] = [];
  const broken = openOcrPool({ threads: 1, choice: chosen(await playing("broken", { onPage: "process.exit(1);" }), told) });
  const instead = await broken.recognise(scan, picture);
  await broken.close();
  expect(instead.pages.flatMap(({ lines }) => lines.map(textOfLine))).toEqual(["Die Rechnung Nummer 4711 liegt bei"]);
  expect([told, instead.problems]).toEqual([["failed"], []]);
});

test("one trial decides: only a faster one that sees as much is taken, and the machine remembers it until the version changes", async () => {
  const trial = { ownMs: 1000, nativeMs: 500, ownLetters: 800, nativeLetters: 790 };
  const decided = async (name: string, more: Partial<typeof trial>) => {
    const file = join(folder, "choices", name);
    const open = (version: string) => openEngineChoice(file, () => Promise.resolve({ path: "/opt/tesseract", version }));
    const choice = open("5.3.0");
    expect(await choice.next()).toEqual({ path: "/opt/tesseract", trial: true });
    await choice.tried({ ...trial, ...more });
    const now = await choice.next();
    expect(await open("5.3.0").next()).toEqual(
      now ?? (more.ownLetters === undefined ? undefined : { path: "/opt/tesseract", trial: true }),
    );
    expect(await open("5.4.0").next()).toEqual({ path: "/opt/tesseract", trial: true });
    return now;
  };
  expect(await decided("faster", {})).toEqual({ path: "/opt/tesseract", trial: false });
  expect(await decided("slower", { nativeMs: 950 })).toBeUndefined();
  expect(await decided("blind", { nativeLetters: 100 })).toBeUndefined();
  // A page with little on it decides nothing: the next one is tried again.
  expect(await decided("blank", { ownLetters: 20 })).toEqual({ path: "/opt/tesseract", trial: true });
  const none = openEngineChoice(join(folder, "choices", "none"), () => Promise.resolve(undefined));
  expect(await none.next()).toBeUndefined();
});

test("each tesseract of this machine reads the page, too", async () => {
  const real = await findTesseract(placesOfTesseract(process.platform, process.env["PATH"] ?? ""));
  for (const { path } of real === undefined ? [] : [real]) {
    const pool = openOcrPool({ threads: 1, choice: chosen(path) });
    const { pages } = await pool.recognise(scan, picture);
    await pool.close();
    expect(pages.flatMap(({ lines }) => lines.map(textOfLine))).toEqual(["Die Rechnung Nummer 4711 liegt bei"]);
    expect(Math.abs((pages[0]?.lines[0]?.top ?? 0) - 100)).toBeLessThan(3);
  }
});
