// Which steps ask whether the municipality has a chart of accounts, so that nobody looks it up for the others.
import type { Command } from "../command.ts";

/** Whether a command's rule reads `hasChart` of its context. */
export function asksForChart({ kind, name }: Pick<Command, "kind" | "name">): boolean {
  return kind === "invoice" && (name === "certify" || name === "assignBookings");
}
