// Whatever a browser calls a file, it lies in the folder under a name that the watch looks at and that leads nowhere else.
import { basename, win32 } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { handedName } from "./handed-name.ts";
import { isSystemName, isTemporaryName } from "./ignored-names.ts";

test.each([
  ["Rechnung 4711.pdf", 1, "Rechnung 4711.pdf"],
  ["Rechnung 4711.pdf", 2, "Rechnung 4711 (2).pdf"],
  ["Mu\u0308ller.xml", 1, "M\u00fcller.xml"],
  ["../../etc/passwd", 1, "passwd"],
  ["C:\\Scans\\a.pdf", 1, "a.pdf"],
  ["a:b?.pdf", 1, "a_b_.pdf"],
  [".xml", 1, "_.xml"],
  ["Thumbs.db", 1, "_Thumbs.db"],
  ["con.pdf", 1, "_con.pdf"],
  ["scan.tmp", 1, "scan_tmp_"],
  ["Ende. ", 1, "Ende"],
  ["...", 1, "Datei"],
])("%s (%i) becomes %s", (written, place, name) => {
  expect(handedName(written, place)).toBe(name);
});

test("every name is one segment that the watch looks at, short enough, and another one at each place", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), fc.integer({ min: 1, max: 900 }), (written, place) => {
      const name = handedName(written, place);
      expect([basename(name), win32.basename(name)]).toEqual([name, name]);
      expect(isSystemName(name) || isTemporaryName(name)).toBe(false);
      expect(name.length).toBeLessThanOrEqual(130);
      expect(handedName(written, place + 1)).not.toBe(name);
    }),
  );
});
