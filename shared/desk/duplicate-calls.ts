// Papers that may be one invoice, as the desk finds them among everything it knows.
import { z } from "../base/zod.ts";
import { likenessFacts } from "../domain/invoice/duplicates.ts";

export const duplicatesArgsSchema = z.object({ id: z.uuid() });

export const duplicatesResultSchema = z.array(
  z.object({
    /** The other invoice. */
    id: z.uuid(),
    /** `undecided`: a person has to say; `setAside`: it was set aside as this one. */
    standing: z.enum(["undecided", "setAside"]),
    strength: z.enum(["same", "maybe"]),
    agree: z.array(z.enum(likenessFacts)),
    differ: z.array(z.enum(likenessFacts)),
  }),
);
export type DuplicateRow = Readonly<z.infer<typeof duplicatesResultSchema>[number]>;
