import { describe, expect, it } from "vitest";
import { fileFailureCodes } from "../../../scanner-inbox/read/failure-sentences.ts";
import type { WaitingFile } from "../../../scanner-inbox/watch/scanner-folder.ts";
import { refusals } from "../../../shared/text/de/refusals.ts";
import { scannerFailures, scannerWaits } from "../../../shared/text/de/screens-outbox.ts";

/** Complete by its type: a new reason to wait does not compile until it stands here. */
const waits: Readonly<Record<WaitingFile["why"], true>> = { arriving: true, held: true, incomplete: true };

/** What the folder (`unknown`) and the desk (`unsupported`, `discarded`) add to the reader's own codes. */
const codes = [...fileFailureCodes, "unsupported", "discarded", "unknown"];

describe("words for the scanner folder", () => {
  it("has exactly one for every reason to wait", () => {
    expect(Object.keys(scannerWaits).sort()).toEqual(Object.keys(waits).sort());
  });

  it("has exactly one for every reason to fail", () => {
    expect(fileFailureCodes.length).toBeGreaterThan(10);
    expect(Object.keys(scannerFailures).sort()).toEqual(codes.sort());
  });

  it("leaves the server's refusals to their own sentences", () => {
    expect(Object.keys(refusals).filter((code) => code in scannerFailures)).toEqual([]);
  });
});
