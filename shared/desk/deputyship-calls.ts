// Who stands in for whom: one's own deputyships, those that name one, and for the administration everybody's.
import { z } from "../base/zod.ts";
import { deputyRightSchema, type Deputyship } from "../domain/deputyship/schema.ts";

export const deputyshipsResultSchema = z.array(
  z.object({
    id: z.uuid(),
    principal: z.string(),
    deputy: z.string(),
    rights: z.array(deputyRightSchema),
    from: z.iso.date(),
    until: z.iso.date(),
    /** On the desk's day. */
    state: z.enum(["coming", "running", "over", "ended"]),
    /** Own steps on it that the server has not answered, and those it did not take. */
    waiting: z.int(),
    refused: z.int(),
  }),
);
export type DeputyshipRow = Readonly<z.infer<typeof deputyshipsResultSchema>[number]>;

/** How a deputyship stands on a day. */
export function deputyshipStateOn({ state, from, until }: Deputyship, today: string): DeputyshipRow["state"] {
  if (state === "ended") return "ended";
  if (until < today) return "over";
  return from > today ? "coming" : "running";
}
