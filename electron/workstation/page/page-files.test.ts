// The files of the screens: types, ranges, and that nothing outside the folder is ever answered.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { contentSecurityPolicy, reactAriaStyle } from "./content-policy.ts";
import { openPageFiles, type PageFiles } from "./page-files.ts";

let folder = "";
let page: PageFiles;
const digits = "0123456789";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "page ü "));
  mkdirSync(join(folder, "pdfjs", "wasm"), { recursive: true });
  writeFileSync(join(folder, "index.html"), "<!doctype html>");
  writeFileSync(join(folder, "digits.bin"), digits);
  writeFileSync(join(folder, "pdfjs", "wasm", "a b.wasm"), "");
  page = openPageFiles(folder);
});
afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

test.each([
  ["bytes=0-3", 206, "0123", "bytes 0-3/10"],
  ["bytes=7-", 206, "789", "bytes 7-9/10"],
  ["bytes=-2", 206, "89", "bytes 8-9/10"],
  ["bytes=8-99", 206, "89", "bytes 8-9/10"],
  ["bytes=-99", 206, digits, "bytes 0-9/10"],
  ["bytes=10-", 416, undefined, "bytes */10"],
  ["bytes=5-2", 200, digits, undefined],
  ["bytes=0-1,3-4", 200, digits, undefined],
  ["lines=1-2", 200, digits, undefined],
  ["bytes=-", 200, digits, undefined],
] as const)("range %s answers %i", async (range, status, body, contentRange) => {
  const answer = await page.answer("GET", "/digits.bin", range);
  expect(answer.status).toBe(status);
  if (body !== undefined) expect(textOf(answer.body)).toBe(body);
  expect(answer.headers["content-range"]).toBe(contentRange);
  expect(answer.headers["content-security-policy"]).toBe(contentSecurityPolicy);
});

test("a file is found by the decoded path, with its type; a worker's folder is no file", async () => {
  expect(await page.answer("GET", "/pdfjs/wasm/a%20b.wasm")).toMatchObject({
    status: 200,
    headers: { "content-type": "application/wasm" },
  });
  expect((await page.answer("GET", "/pdfjs/wasm")).status).toBe(404);
  expect((await page.answer("GET", "/__proto__")).status).toBe(404);
  expect((await page.answer("POST", "/")).status).toBe(405);
});

test("HEAD tells the length and sends nothing", async () => {
  const answer = await page.answer("HEAD", "/digits.bin");
  expect(answer).toMatchObject({ status: 200, headers: { "content-length": "10" } });
  expect(answer.body).toHaveLength(0);
});

test("a folder without the built page is refused by name", () => {
  rmSync(join(folder, "index.html"));
  expect(() => openPageFiles(folder)).toThrow("index.html");
});

test("the policy knows React Aria's one style element as the installed library writes it", () => {
  const library = dirname(createRequire(import.meta.url).resolve("react-aria/package.json"));
  const source = readFileSync(join(library, "dist", "private", "interactions", "usePress.mjs"), "utf8");
  const attribute = /PRESSABLE_ATTRIBUTE = '(?<name>[^']+)'/u.exec(source)?.groups?.["name"] ?? "";
  const written = /style\.textContent = `(?<text>[^`]*)`\.trim\(\)/u.exec(source)?.groups?.["text"] ?? "";
  expect(written.replace(/\$\{[^}]*\}/gu, attribute).trim(), "write this into content-policy.ts").toBe(reactAriaStyle);
});
