// What was really done in a run, so that a fuzz that does nothing cannot pass.

export const counted = [
  "steps",
  "given",
  "accepted",
  "refused",
  "conflicts",
  "undone",
  "resolved",
  "discards",
  "discardsWithAll",
  "retries",
  "merges",
  "mergesInPart",
  "withouts",
  "uploads",
  "downloads",
  "clashes",
  "drafts",
  "fiveDesks",
  "deskKills",
  "serverKills",
  "deskStops",
  "serverStops",
  "requestsLost",
  "answersLost",
  "bodiesCut",
  "duplicates",
  "stalls",
  "wireCuts",
  "restores",
  "resets",
  "grantsChanged",
  "lockOuts",
  "admissions",
  "skews",
  "serverSkews",
  "lockWaits",
  "upgrades",
  "serverUpgrades",
  "toldTooOld",
  "quietPoints",
] as const;
export type Counted = (typeof counted)[number];

export type Counts = Record<Counted, number>;

export function noCounts(): Counts {
  const counts: Partial<Counts> = {};
  for (const name of counted) counts[name] = 0;
  return counts as Counts;
}

/** Adds the second to the first. */
export function addCounts(sum: Counts, more: Readonly<Counts>): void {
  for (const name of counted) sum[name] += more[name];
}
