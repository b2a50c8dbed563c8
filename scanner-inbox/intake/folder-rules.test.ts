// Which folder lies in which, as each system writes its paths.
import { posix, win32 } from "node:path";
import { expect, test } from "vitest";
import { isWithin } from "./folder-rules.ts";

test.each([
  [posix, "/scan", "/scan", true],
  [posix, "/scan", "/scan/Steueramt", true],
  [posix, "/scan", "/scan2", false],
  [posix, "/scan/a", "/scan", false],
  [posix, "/scan", "/scan/..b", true],
  [win32, "C:\\Scan", "C:\\Scan\\Steueramt", true],
  [win32, "C:\\Scan", "c:\\scan\\Steueramt", true],
  [win32, "C:\\Scan", "C:\\Scan2", false],
  [win32, "C:\\Scan", "D:\\Scan", false],
  [win32, "\\\\server\\scan", "\\\\server\\scan\\Steueramt", true],
])("one folder in another: %#", (system, outer, inner, within) => {
  expect(isWithin(outer, inner, system)).toBe(within);
});
