// What a record is, whatever its kind: the thing replicas hold and commands change.
import { z } from "../base/zod.ts";

export const kindNames = [
  "application",
  "invoice",
  "document",
  "file",
  "task",
  "deputyship",
  "supplier",
  "post",
  "account",
  "costCentre",
  "budgetLine",
  "purchaseOrder",
  "paymentRun",
] as const;
export type KindName = (typeof kindNames)[number];

export const recordRefSchema = z.object({ kind: z.string().min(1), id: z.uuid() });
/** Names one record. The kind is open: a newer neighbour may know more kinds than we do. */
export type RecordRef = Readonly<z.infer<typeof recordRefSchema>>;

/** A record: `version` counts accepted changes from 1, `scopes` says who may hold it (see scope.ts). */
export interface OfficeRecord<Body = unknown> {
  readonly kind: string;
  readonly id: string;
  readonly unit: string;
  readonly scopes: readonly string[];
  readonly version: number;
  readonly body: Body;
}

export const officeRecordSchema = z.object({
  kind: z.string(),
  id: z.uuid(),
  unit: z.string(),
  scopes: z.array(z.string()),
  version: z.int().positive(),
  body: z.record(z.string(), z.unknown()),
});

/** Key of a record in maps and in stores that have one column for it. */
export function recordKey(ref: RecordRef): string {
  return `${ref.kind}/${ref.id}`;
}

export const contentRefSchema = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  name: z.string().min(1).max(255),
  mime: z.string().min(3).max(100),
  /** Bytes. */
  size: z.int().nonnegative(),
});
/** Names content in the content store; the file under this hash never changes. */
export type ContentRef = Readonly<z.infer<typeof contentRefSchema>>;

/** Another form of a record's file, made from it by a program; the original stays what counts. */
export const renditionSchema = z.looseObject({
  kind: z.string(),
  content: contentRefSchema,
  engine: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
});
export type Rendition = Readonly<z.infer<typeof renditionSchema>>;

/** The rendition with words that can be searched and marked, where there is one. */
export function searchableOf(renditions: readonly Rendition[] | undefined): ContentRef | undefined {
  return renditions?.find(({ kind }) => kind === "searchable")?.content;
}
