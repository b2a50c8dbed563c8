// Where the window comes back: as it was, but never where no screen is.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { firstWindowState, readWindowState, writeWindowState } from "./window-state.ts";

const screens = [{ x: 0, y: 0, width: 1920, height: 1040 }];
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "window ü "));
});
afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

test("what was written comes back", () => {
  const file = join(folder, "new folder", "window.json");
  const state = { x: 100, y: 50, width: 1200, height: 700, maximized: true };
  writeWindowState(file, state);
  expect(readWindowState(file, screens)).toEqual(state);
});

test("a window whose screen is gone keeps its size and gets a new place", () => {
  const file = join(folder, "window.json");
  for (const place of [
    { x: 4000, y: 50 },
    { x: 100, y: -600 },
    { x: 1900, y: 50 },
  ]) {
    writeWindowState(file, { ...place, width: 1200, height: 700, maximized: false });
    expect(readWindowState(file, screens)).toEqual({ width: 1200, height: 700, maximized: false });
  }
});

test("nothing, nonsense and sizes of nothing begin anew; a disk that refuses is no error", () => {
  const file = join(folder, "window.json");
  expect(readWindowState(file, screens)).toEqual(firstWindowState);
  for (const text of ["{", "[]", '{"width":1,"height":1,"maximized":false}']) {
    writeFileSync(file, text);
    expect(readWindowState(file, screens)).toEqual(firstWindowState);
  }
  expect(() => writeWindowState(join(file, "below a file"), firstWindowState)).not.toThrow();
});
