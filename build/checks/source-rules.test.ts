// Planted breaches for the rules that need no more than the text of one file: names, suppressions, shape.
import { describe, expect, test } from "vitest";
import { checkNames } from "./banned-names.ts";
import { checkShape, mostLines } from "./file-shape.ts";
import { parseSource } from "./source-text.ts";
import { checkSuppressions } from "./suppressions.ts";

const messages = (file: string, text: string): readonly string[] => {
  const source = parseSource(file, text);
  return [...checkNames(source), ...checkSuppressions(source)].map((breach) => `${breach.line} ${breach.rule} ${breach.message}`);
};

describe("banned names", () => {
  test.each([
    ["shared/domain/a.ts", "const now = Date.now();", "Date.now"],
    ["shared/domain/a.ts", "const now = new Date();", "new Date()"],
    ["shared/domain/a.ts", "const now = Date();", "Date()"],
    ["shared/testing/a.ts", "const dice = Math.random();", "Math.random"],
    ["shared/base/a.ts", "const home = process.env;", "process"],
    ["shared/base/a.ts", "const home = globalThis.process;", "process"],
    ["shared/base/a.ts", "const width = window.innerWidth;", "window"],
    ["shared/base/a.ts", "document.title = '';", "document"],
    ["shared/sync/a.ts", "const answer = fetch('/x');", "fetch"],
    ["shared/sync/a.ts", "setTimeout(() => 1, 1);", "setTimeout"],
    ["shared/sync/a.ts", "const held = { setTimeout };", "setTimeout"],
    ["shared/sync/a.ts", "console.log(1);", "console"],
    ["electron/loopback/a.ts", "ipcMain.handle('x', () => 1);", "ipcMain"],
    ["renderer/desk/a.ts", "ipcRenderer.send('x');", "ipcRenderer"],
    ["electron/workstation/a.ts", 'import { ipcMain } from "electron";', "ipcMain"],
    ["renderer/areas/inbox/a.ts", "const wire = new WebSocket('ws://x');", "WebSocket"],
    ["electron/workstation/sync/a.ts", 'import { WebSocket } from "ws";', "WebSocket"],
    ["server/http/a.ts", "console.error(1);", "console"],
    ["renderer/app/a.tsx", "export const view = () => <p>{console.log(1)}</p>;", "console"],
  ])("%s may not say %s", (file, text, name) => {
    expect(messages(file, text)).toEqual([expect.stringContaining(`1 name ${name}`)]);
  });

  test.each([
    ["shared/domain/a.ts", "const day = new Date(at); const later = clock.now();"],
    ["shared/domain/a.ts", "function title(document: Doc) { return document.title; }"],
    ["shared/domain/a.ts", "const kinds = { document: 1, process: 2 }; const one = kinds.document;"],
    ["shared/domain/a.ts", 'import { document } from "./document.ts"; export const kinds = [document];'],
    ["shared/domain/a.ts", "// Date.now() and process.env are not for this room\nconst words = 'Date.now() console.log';"],
    ["shared/domain/a.test.ts", "setTimeout(() => Date.now(), 1);"],
    ["electron/shell/a.ts", "ipcMain.handle('x', () => Date.now());"],
    ["electron/loopback/a.ts", 'import { WebSocketServer } from "ws";'],
    ["renderer/desk/a.ts", "const wire = new WebSocket('ws://x');"],
    ["server/cli/a.ts", "console.log(1);"],
    ["build/start/a.ts", "console.log(1);"],
    ["bench/a.ts", "console.log(1);"],
  ])("%s may say %s", (file, text) => {
    expect(messages(file, text)).toEqual([]);
  });

  test.each(["export default 1;", "export default function open() {}", "const a = 1; export { a as default };"])(
    "no default export: %s",
    (text) => {
      expect(messages("renderer/app/a.ts", text)).toEqual([expect.stringContaining("default-export")]);
      expect(messages("vitest.config.ts", text)).toEqual([]);
    },
  );
});

describe("suppressions", () => {
  const at = "@ts-";
  test.each([
    `// ${at}ignore`,
    `// ${at}expect-error the library is wrong`,
    `/* ${at}nocheck */`,
    "/* oxlint-disable no-console */",
    "// eslint-disable-next-line",
    "// prettier-ignore",
    "/* v8 ignore next */",
    "// TODO later",
    "const a = 1; // FIXME",
    "test.skip('x', () => {});",
    "describe.only('x', () => {});",
    "it.todo('x');",
    "test.concurrent.only('x', () => {});",
    "test.each([1]).skip('x', () => {});",
    "test.fixme('x', () => {});",
    "const loose = value as any;",
    "const loose = <any>value;",
  ])("is refused: %s", (text) => {
    expect(messages("server/http/a.test.ts", text)).toEqual([expect.stringContaining("1 suppression")]);
  });

  test.each([
    "const words = '// TODO and @ts-ignore';",
    "rows.skip(3);",
    "const only = list.only;",
    "const todo = `// prettier-ignore`;",
    "const page = <p>// TODO</p>;",
  ])("is none: %s", (text) => {
    expect(messages("renderer/app/a.test.tsx", text)).toEqual([]);
  });

  test("is refused in style sheets too", () => {
    expect(messages("renderer/app/a.css", "a { color: red; }\n/* stylelint-disable */")).toEqual([
      expect.stringContaining("2 suppression"),
    ]);
  });
});

describe("the shape of a file", () => {
  const header = "// What it is for.\n";
  const shape = (file: string, text: string): readonly string[] => checkShape(parseSource(file, text)).map((breach) => breach.rule);
  const lines = (count: number): string => "go();\n".repeat(count);

  test.each(["server/http/a.ts", "renderer/app/a.tsx", "build/a.mjs"])("%s may be as long as the limit and no longer", (file) => {
    expect(shape(file, header + lines(mostLines))).toEqual([]);
    expect(shape(file, header + lines(mostLines + 1))).toEqual(["size"]);
  });

  test("a style sheet has the same limit", () => {
    const rules = "a { color: red; }\n";
    expect(shape("renderer/app/a.css", `/* What it is for. */\n${rules.repeat(mostLines)}`)).toEqual([]);
    expect(shape("renderer/app/a.css", `/* What it is for. */\n${rules.repeat(mostLines + 1)}`)).toEqual(["size"]);
  });

  test("blanks and comments do not count, text inside templates and JSX does", () => {
    const quiet = "\n// a word\n/* two\n\nwords */\n/** A thing. */\n".repeat(300);
    expect(parseSource("a.ts", `${quiet}${lines(3)}`).codeLines).toBe(3);
    expect(parseSource("a.ts", "const text = `\n// one\n/* two */\n`;\n").codeLines).toBe(4);
    expect(parseSource("a.tsx", "const page = (\n  <p>\n    // words\n  </p>\n);\n").codeLines).toBe(5);
    expect(parseSource("a.tsx", "const page = (\n  <p>\n    {/* words */}\n  </p>\n);\n").codeLines).toBe(5);
  });

  test("the first line says what the file is for", () => {
    expect(shape("server/http/a.ts", "go();\n")).toEqual(["header"]);
    expect(shape("renderer/app/a.css", "a { color: red; }\n")).toEqual(["header"]);
    expect(shape("server/http/a.test.ts", "go();\n")).toEqual([]);
  });
});
