// Where in the program the person is: an area and the record open in it, mirrored in the address so that a reload keeps it.
// The address carries kinds and ids, never a name.
import { create } from "zustand";
import { z } from "../../shared/base/zod.ts";
import type { RecordRef } from "../../shared/domain/record.ts";

export const areas = ["inbox", "archive", "outbox", "steps", "scans", "suppliers", "ledger", "payment", "settings"] as const;
export type Area = (typeof areas)[number];

export interface Place {
  readonly area: Area;
  readonly record: RecordRef | null;
}

const areaSchema = z.enum(areas);
const recordSchema = z.object({ kind: z.string().regex(/^[a-z]+$/iu), id: z.uuid() });

/** Reads `#/<area>` or `#/<area>/<kind>/<id>`; anything else is the inbox. */
export function placeOf(hash: string): Place {
  const [area, kind, id] = hash.replace(/^#\/?/u, "").split("/");
  const known = areaSchema.safeParse(area);
  const record = recordSchema.safeParse({ kind, id });
  return { area: known.success ? known.data : "inbox", record: record.success && known.success ? record.data : null };
}

/** The address of a place. */
export function hashOf({ area, record }: Place): string {
  return record === null ? `#/${area}` : `#/${area}/${record.kind}/${record.id}`;
}

interface PlaceStore extends Place {
  /** The record each area had open last; coming back finds it again. */
  readonly last: Readonly<Partial<Record<Area, RecordRef>>>;
  /** Goes to an area, to its last record unless one is named; adds a step to the window's history. */
  readonly go: (area: Area, record?: RecordRef | null) => void;
  /** Opens (or with null closes) a record in the present area without a step in the history. */
  readonly open: (record: RecordRef | null) => void;
  /** Takes over what the address says after back, forward or an edited address. */
  readonly follow: (hash: string) => void;
}

function remembered(last: PlaceStore["last"], { area, record }: Place): PlaceStore["last"] {
  const { [area]: _gone, ...rest } = last;
  return record === null ? rest : { ...rest, [area]: record };
}

/** The place, and the ways to change it. */
export const usePlace = create<PlaceStore>()((set, get) => ({
  ...placeOf(globalThis.location?.hash ?? ""),
  last: {},
  go: (area, record) => {
    const next = { area, record: record === undefined ? (get().last[area] ?? null) : record };
    globalThis.history.pushState(null, "", hashOf(next));
    set({ ...next, last: remembered(get().last, next) });
  },
  open: (record) => {
    const next = { area: get().area, record };
    globalThis.history.replaceState(null, "", hashOf(next));
    set({ ...next, last: remembered(get().last, next) });
  },
  follow: (hash) => {
    const next = placeOf(hash);
    set({ ...next, last: remembered(get().last, next) });
  },
}));
