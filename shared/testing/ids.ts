// Identifiers from seeded chance, so that a run can be repeated; never for running programs.
import type { Random } from "./random.ts";

/** A UUID of version 7 whose time is `instant` (milliseconds since 1970). */
export function uuidAt(random: Random, instant: number): string {
  const time = instant.toString(16).padStart(12, "0");
  const variant = (8 + random.int(0, 3)).toString(16);
  return [time.slice(0, 8), time.slice(8, 12), `7${random.hex(3)}`, `${variant}${random.hex(3)}`, random.hex(12)].join("-");
}
