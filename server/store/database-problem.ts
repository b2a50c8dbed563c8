// What an error of PostgreSQL means for the caller. Must never carry the database's own words: they may quote data.
import { z } from "../../shared/base/zod.ts";

const codeSchema = z.object({ code: z.string() });

/** `again`: the same transaction may succeed now; `data`: the values themselves were impossible; `away`: no database to speak to. */
export type EngineProblem = "again" | "data" | "away" | "other";

/** The SQLSTATE (or the system's code) of an error, "" where it has none. */
export function databaseCode(error: unknown): string {
  return codeSchema.safeParse(error).data?.code ?? "";
}

export function engineProblem(error: unknown): EngineProblem {
  const code = databaseCode(error);
  // Serialization failure, deadlock, and a unique key that somebody else wrote first.
  if (["40001", "40P01", "23505"].includes(code)) return "again";
  if (code.startsWith("22") || code.startsWith("23")) return "data";
  if (code.startsWith("08") || code.startsWith("57") || ["ECONNREFUSED", "ECONNRESET", "EPIPE", "53300"].includes(code)) return "away";
  return "other";
}
