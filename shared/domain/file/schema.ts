// A file of the archive: a binder of documents under an entry of the file plan.
import { z } from "../../base/zod.ts";
import { bodyBase } from "../trail.ts";

export const fileSchema = z.looseObject({
  ...bodyBase,
  /** File number, unique and never reused, e.g. "34.1-2026/0017". */
  number: z.string().min(1).max(60),
  title: z.string().min(1).max(300),
  /** Number of the file-plan entry. */
  planNumber: z.string().min(1),
  state: z.enum(["open", "closed"]),
  openedOn: z.iso.date(),
  closedOn: z.iso.date().optional(),
});
export type OfficeFile = Readonly<z.infer<typeof fileSchema>>;

export function fileInvariants(body: OfficeFile): string | undefined {
  return (body.state === "closed") === (body.closedOn !== undefined)
    ? undefined
    : "a closed file has a closing day and an open one has none";
}
