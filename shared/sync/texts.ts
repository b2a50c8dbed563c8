// POST /v1/texts: extracted texts of documents, derived content the desk indexes for search without network.
import { z } from "../base/zod.ts";

export const textsRequestSchema = z.object({ documents: z.array(z.uuid()).min(1).max(500) });
/** One NDJSON line a document that the sender may see and whose text the server holds. */
export const textLineSchema = z.object({ id: z.uuid(), sha256: z.string(), text: z.string() });
export type TextLine = Readonly<z.infer<typeof textLineSchema>>;
