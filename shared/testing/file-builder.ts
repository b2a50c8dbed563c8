// A valid file of the archive for tests; what a test is about goes into the overrides.
import type { AnyBody } from "../domain/command.ts";
import type { OfficeFile } from "../domain/file/schema.ts";
import type { OfficeRecord } from "../domain/record.ts";
import { buildRecord, type RecordParts } from "./record-builder.ts";

export const fileId = "0190a000-0000-7000-8000-0000000000f1";

/** The body of an open file. */
export function buildFile(overrides: Partial<OfficeFile> = {}): OfficeFile {
  return {
    schema: 1,
    number: "33.1-2026/0001",
    title: "Meldebescheinigungen 2026",
    planNumber: "33.1",
    state: "open",
    openedOn: "2026-01-05",
    notes: [],
    trail: [],
    ...overrides,
  };
}

/** A file as a record of the citizens' office. */
export function buildFileRecord(overrides: Partial<OfficeFile> = {}, parts: Partial<RecordParts> = {}): OfficeRecord<AnyBody> {
  return buildRecord("file", buildFile(overrides), { id: fileId, unit: "buergerservice", version: 1, ...parts });
}
