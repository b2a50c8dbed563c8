// POST /v1/search: documents beyond what the desk holds, under the sender's scopes.
import { z } from "../base/zod.ts";
import { officeRecordSchema } from "../domain/record.ts";

export const searchRequestSchema = z.object({ text: z.string().trim().min(1).max(200), limit: z.int().min(1).max(200) });
export const searchResponseSchema = z.object({ hits: z.array(z.object({ record: officeRecordSchema, excerpt: z.string() })) });
export type SearchResponse = Readonly<z.infer<typeof searchResponseSchema>>;
