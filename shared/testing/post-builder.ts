// A valid letter for tests; what a test is about goes into the overrides.
import type { AnyBody } from "../domain/command.ts";
import { postIdOf, postStateOf, type Post } from "../domain/post/schema.ts";
import type { OfficeRecord } from "../domain/record.ts";
import { buildRecord, type RecordParts } from "./record-builder.ts";

/** A letter as a record of the citizens' office, under the id that its bytes give it; its state follows from the overrides. */
export function buildPostRecord(overrides: Partial<Post> = {}, parts: Partial<RecordParts> = {}): OfficeRecord<AnyBody> {
  const body: Post = {
    schema: 1,
    document: { sha256: "cd".repeat(32), name: "SCAN0001.pdf", mime: "application/pdf", size: 12_345 },
    title: "SCAN0001",
    checks: [],
    arrivals: [{ channel: "scanner", fileName: "SCAN0001.pdf", by: "p-capture", at: "2026-11-18T08:00:00.000Z" }],
    receivedAt: "2026-11-18T08:00:00.000Z",
    state: "open",
    notes: [],
    trail: [],
    ...overrides,
  };
  const id = postIdOf(body.document.sha256, body.pages);
  return buildRecord("post", { ...body, state: postStateOf(body) }, { id, unit: "buergerservice", version: 1, ...parts });
}
