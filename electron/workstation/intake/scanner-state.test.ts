import { expect, test } from "vitest";
import { plainRule } from "../../../scanner-inbox/intake/folder-rules.ts";
import type { ScannerFolderState } from "../../../scanner-inbox/watch/folder-state.ts";
import { scanFolderOf } from "./scanner-state.ts";

const quiet: ScannerFolderState = {
  mode: "events",
  waiting: [],
  processing: [],
  failed: [],
  ended: [],
  days: [],
  lastLookAt: 0,
  alarm: false,
  unreachable: false,
  readOnly: false,
  unnoted: false,
};

test("sealed files that ended in the same moment are told apart, though both have lost their name", () => {
  const ended = ["a", "b"].map((id) => ({ id, name: "", end: "spooled", at: 1 }) as const);
  const { files } = scanFolderOf(plainRule("/scans"), { ...quiet, ended }, 5_000);
  expect(files.map(({ id, stage }) => [id, stage])).toEqual([
    ["a", "spooled"],
    ["b", "spooled"],
  ]);
});
