import { describe, expect, it } from "vitest";
import { fileFailureCodes } from "../../../scanner-inbox/read/failure-sentences.ts";
import type { HeldReason, WaitingFile } from "../../../scanner-inbox/watch/folder-state.ts";
import { refusals } from "../../../shared/text/de/refusals.ts";
import { scanFailures, scanWaits } from "../../../shared/text/de/screens-scans.ts";

/** Complete by its type: a new reason to wait does not compile until it stands here. */
const waits: Readonly<Record<WaitingFile["why"] | HeldReason, true>> = {
  "virus-scanner": true,
  arriving: true,
  held: true,
  incomplete: true,
  hollow: true,
  unnoted: true,
  empty: true,
  temporary: true,
  server: true,
  leased: true,
  turn: true,
};

/** What the folder (`unknown`) and the desk (`discarded`) add to the codes of a file. Of malware the file's own sentence names the signature. */
const codes = [...fileFailureCodes.filter((code) => code !== "infected"), "discarded", "unknown"];

describe("words for the scanner folder", () => {
  it("has exactly one for every reason to wait", () => {
    expect(Object.keys(scanWaits).sort()).toEqual(Object.keys(waits).sort());
  });

  it("has exactly one for every reason to fail", () => {
    expect(fileFailureCodes.length).toBeGreaterThan(10);
    expect(Object.keys(scanFailures).sort()).toEqual(codes.sort());
  });

  it("leaves the server's refusals to their own sentences", () => {
    expect(Object.keys(refusals).filter((code) => code in scanFailures)).toEqual([]);
  });
});
