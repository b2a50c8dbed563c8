// Texts a person has begun and not given yet: kept in their own encrypted replica, so that a reload loses nothing.
import { z } from "../base/zod.ts";

const keySchema = z.string().min(1).max(200);

/** An empty text forgets the draft. */
export const saveDraftArgsSchema = z.object({ key: keySchema, text: z.string().max(20_000) });
export const draftsResultSchema = z.object({ texts: z.record(keySchema, z.string()) });
