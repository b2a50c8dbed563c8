// Remembers how long each file has not changed, by looks; pure but for what it remembers, never touches the disk.

export type Sighting = { readonly name: string; readonly size: number; readonly modified: number };

type Known = Sighting & { readonly firstSeen: number; readonly since: number; readonly looks: number };

export type QuietLimits = {
  /** How long a file must not have changed, in milliseconds of the given clock, over at least two looks. */
  readonly quietMs: number;
};

export type QuietFiles = {
  /** Takes in one look at the folder and forgets what is gone. */
  look(sightings: readonly Sighting[], now: number): void;
  /** How long a file has been as it is; null for one that changed since the last look or was seen only once. */
  quietFor(name: string, now: number): number | null;
  isQuiet(name: string, now: number): boolean;
  /** When a file was first seen. */
  firstSeen(name: string): number | null;
};

/** A memory of sightings. Times of the file system are only compared with one another: its clock may be wrong. */
export function quietFiles(limits: QuietLimits): QuietFiles {
  let known = new Map<string, Known>();
  const quietFor = (name: string, now: number): number | null => {
    const file = known.get(name);
    return file && file.looks >= 2 ? now - file.since : null;
  };
  return {
    look(sightings, now) {
      known = new Map(
        sightings.map((sighting) => {
          const before = known.get(sighting.name);
          const same = before?.size === sighting.size && before.modified === sighting.modified;
          return [
            sighting.name,
            { ...sighting, firstSeen: before?.firstSeen ?? now, since: same ? before.since : now, looks: same ? before.looks + 1 : 1 },
          ];
        }),
      );
    },
    quietFor,
    isQuiet: (name, now) => (quietFor(name, now) ?? -1) >= limits.quietMs,
    firstSeen: (name) => known.get(name)?.firstSeen ?? null,
  };
}
