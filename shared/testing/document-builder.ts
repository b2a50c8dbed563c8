// A valid archive document for tests; what a test is about goes into the overrides.
import type { AnyBody } from "../domain/command.ts";
import type { OfficeDocument } from "../domain/document/schema.ts";
import type { OfficeRecord } from "../domain/record.ts";
import { fileId } from "./file-builder.ts";
import { buildRecord, type RecordParts } from "./record-builder.ts";

export const documentId = "0190a000-0000-7000-8000-0000000000d1";

/** The body of a letter in the file of file-builder.ts. */
export function buildDocument(overrides: Partial<OfficeDocument> = {}): OfficeDocument {
  return {
    schema: 1,
    title: "Schreiben zur Straßenbeleuchtung",
    fileId,
    documentType: "letter",
    documentDate: "2026-10-12",
    keywords: ["Beleuchtung"],
    content: { sha256: "cd".repeat(32), name: "Schreiben.pdf", mime: "application/pdf", size: 4_321 },
    enclosures: [],
    alsoSeenBy: [],
    filedBy: "p-archive",
    filedAt: "2026-10-13T07:00:00.000Z",
    notes: [],
    trail: [],
    ...overrides,
  };
}

/** A document as a record of the citizens' office. */
export function buildDocumentRecord(overrides: Partial<OfficeDocument> = {}, parts: Partial<RecordParts> = {}): OfficeRecord<AnyBody> {
  return buildRecord("document", buildDocument(overrides), { id: documentId, unit: "buergerservice", version: 1, ...parts });
}
