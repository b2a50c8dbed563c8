// The hash chain of the command log: what one row says, and how it hangs on the row before. Pure, so that a verifier needs nothing else.
import { createHash, randomBytes } from "node:crypto";
import { canonicalJson } from "../../shared/base/canonical-json.ts";
import { z } from "../../shared/base/zod.ts";
import { conflictsAndRefusalSchema } from "./logged-answer.ts";

/** What hangs on before the first row. */
export const chainStart = "0".repeat(64);

export const logEntrySchema = z.object({
  number: z.int(),
  commandId: z.string(),
  /** Kind and name of the command; kind "audit" for what happened besides commands. */
  kind: z.string(),
  name: z.string(),
  recordId: z.string().nullable(),
  person: z.string(),
  device: z.string().nullable(),
  /** The person's own clock, and ours. */
  at: z.string(),
  receivedAt: z.string(),
  group: z.string().nullable(),
  /** The running number the desk drew when it sent the command. */
  sentNumber: z.int().nullable(),
  answer: z.enum(["accepted", "refused", "noted"]),
  /** The refusal's code, or the record's version after the command. */
  code: z.string().nullable(),
  version: z.int().nullable(),
  /** `future`: at lies ahead of our clock; `beforeEnrolment`: at lies before the device was known; `otherDevice`: sent by another one. */
  marks: z.array(z.string()),
  payloadHash: z.string(),
});
export type LogEntry = Readonly<z.infer<typeof logEntrySchema>>;

export const payloadSchema = z.object({ args: z.unknown(), answer: conflictsAndRefusalSchema.optional() });
/** What a command carried and what was answered beyond its code; erasable. */
export type Payload = Readonly<z.infer<typeof payloadSchema>>;

/** A row about to be written: the chain fills in number and payload hash. */
export interface NewLogRow {
  readonly entry: Omit<LogEntry, "number" | "payloadHash">;
  readonly payload: Payload;
}

/** A row as it is stored. `entry` is the canonical JSON the hash was taken over. */
export interface LogRow {
  readonly number: number;
  readonly commandId: string;
  readonly entry: string;
  readonly hash: string;
  readonly salt: string;
  readonly payload: string;
}

export function payloadHash(salt: string, payload: string): string {
  return createHash("sha256").update(`${salt}\n${payload}`).digest("hex");
}

export function chainHash(before: string, entry: string): string {
  return createHash("sha256").update(`${before}\n${entry}`).digest("hex");
}

/** Hangs rows on a chain whose last row has this number and hash. */
export function extendChain(last: Readonly<{ number: number; hash: string }>, rows: readonly NewLogRow[]): readonly LogRow[] {
  let hash = last.hash;
  return rows.map((row, index) => {
    const salt = randomBytes(16).toString("hex");
    const payload = canonicalJson(row.payload);
    const number = last.number + index + 1;
    const entry = canonicalJson({ ...row.entry, number, payloadHash: payloadHash(salt, payload) });
    hash = chainHash(hash, entry);
    return { number, commandId: row.entry.commandId, entry, hash, salt, payload };
  });
}
