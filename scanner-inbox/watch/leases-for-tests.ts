// Leases as the server gives them, in memory and with a clock of the test's, for desks in one process. Never part of the program.
import type { LeaseOutcome, LeaseState, ScanLeases } from "./scan-leases.ts";

export type LeasesForTests = {
  /** What one desk speaks to. */
  of(desk: string): ScanLeases;
  /** Nobody answers meanwhile. */
  away: boolean;
  /** Milliseconds of the clock of whoever decides. */
  clock: number;
  /** Called before an answer to `take` is given. */
  onTake: () => Promise<void>;
  /** How each file ended, by its key. */
  readonly ends: ReadonlyMap<string, LeaseOutcome>;
};

const holdMs = 600_000;

export function leasesForTests(): LeasesForTests {
  const leases = new Map<string, { readonly desk: string; readonly until: number }>();
  const ends = new Map<string, LeaseOutcome>();
  const stateOf = (key: string, desk: string): LeaseState => {
    const lease = leases.get(key);
    const here = lease?.desk === desk;
    if (ends.has(key) && !(here && ends.get(key) === "quarantined")) return { state: "ended", here };
    if (lease !== undefined && !here && lease.until > town.clock) return { state: "held", here: false };
    ends.delete(key);
    leases.set(key, { desk, until: town.clock + holdMs });
    return { state: "yours", here: true };
  };
  const town: LeasesForTests = {
    of: (desk) => ({
      take: async (keys) => {
        if (town.away) throw new Error("nobody answers");
        await town.onTake();
        return keys.map((key) => stateOf(key, desk));
      },
      end: async (all) => {
        await Promise.resolve();
        if (town.away) throw new Error("nobody answers");
        for (const { key, outcome } of all) {
          const lease = leases.get(key);
          if (lease !== undefined && lease.desk !== desk && (ends.has(key) || lease.until > town.clock)) continue;
          if (outcome === "givenBack") leases.delete(key);
          else {
            leases.set(key, { desk, until: town.clock });
            ends.set(key, outcome);
          }
        }
      },
    }),
    away: false,
    clock: 0,
    onTake: () => Promise.resolve(),
    ends,
  };
  return town;
}
