// A deputyship: who acts for whom, with which of their rights, from which day to which. Must never give a right by itself:
// what it is worth follows from the rights its principal holds on the day (grants.ts).
import { z } from "../../base/zod.ts";
import { bodyBase } from "../trail.ts";

/** Rights that can be exercised for somebody else; audit and administration cannot. */
export const deputyRoles = ["CLERK", "CAPTURE", "CERT_FACTUAL", "CERT_ARITHMETIC", "ORDERING", "CASH", "ARCHIVE"] as const;

export const deputyRightSchema = z.object({
  role: z.enum(deputyRoles),
  /** Id of a unit; "*" stands for every unit the principal holds the right for. */
  unit: z.string().min(1).max(100),
});
export type DeputyRight = Readonly<z.infer<typeof deputyRightSchema>>;

export const deputyshipSchema = z.looseObject({
  ...bodyBase,
  /** Who is away. */
  principal: z.string().min(1),
  /** Who acts for them. */
  deputy: z.string().min(1),
  rights: z.array(deputyRightSchema).min(1),
  /** First and last day (office dates, inclusive). */
  from: z.iso.date(),
  until: z.iso.date(),
  state: z.enum(["named", "ended"]),
});
export type Deputyship = Readonly<z.infer<typeof deputyshipSchema>>;

/** What must hold of every deputyship; the first breach in English for the log. */
export function deputyshipInvariants(body: Deputyship): string | undefined {
  if (body.deputy === body.principal) return "nobody is their own deputy";
  return body.until < body.from ? "a deputyship ends after it begins" : undefined;
}
