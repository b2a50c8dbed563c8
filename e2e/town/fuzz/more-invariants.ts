// What must hold between what people gave and what became of it: nobody signs, edits or takes back anything but what they meant.
import { sameJson } from "../../../shared/base/canonical-json.ts";
import { fieldEditsSchema } from "../../../shared/domain/field-edit.ts";
import { invoiceSchema } from "../../../shared/domain/invoice/schema.ts";
import { trailEntrySchema, type TrailEntry } from "../../../shared/domain/trail.ts";
import { z } from "../../../shared/base/zod.ts";
import type { ServerSide } from "./server-side.ts";
import type { World } from "./world.ts";

type Invariant = (side: ServerSide, world: World) => string | undefined;

const trailSchema = z.array(trailEntrySchema);

function eachLine(side: ServerSide, check: (line: TrailEntry) => string | undefined): string | undefined {
  for (const [key, record] of side.records)
    for (const line of trailSchema.parse(record.body["trail"])) {
      const found = check(line);
      if (found !== undefined) return `${key}: ${found}`;
    }
  return undefined;
}

/** The digest on a record is the one that its person signed. */
export const signedAsGiven: Invariant = (side, world) => {
  for (const [key, record] of side.records) {
    if (record.kind !== "invoice") continue;
    const { certifications, order } = invoiceSchema.parse(record.body);
    for (const signature of [certifications.factual, certifications.arithmetic, order]) {
      const given = signature === undefined ? undefined : world.ledger.given.get(signature.commandId);
      if (given !== undefined && given.command.args["digest"] !== signature?.digest)
        return `${key}: ${given.userName} signed something else`;
    }
  }
  return undefined;
};

/** An edit changes only fields that held what its person saw. */
export const editedAsSeen: Invariant = (side, world) =>
  eachLine(side, (line) => {
    const done = fieldEditsSchema.safeParse(line.details?.["edits"]);
    const given = fieldEditsSchema.safeParse(world.ledger.given.get(line.commandId)?.command.args["fields"]);
    if (!done.success || !given.success) return undefined;
    const blind = Object.entries(done.data).find(([field, { from }]) => !sameJson(given.data[field]?.from ?? null, from));
    return blind === undefined ? undefined : `${line.commandId} overwrote ${blind[0]} unseen`;
  });

/** Record and log name the same person. */
export const oneAuthor: Invariant = (side) => {
  const persons = new Map(side.log.map((entry) => [entry.commandId, entry.person]));
  return eachLine(side, (line) => {
    const person = persons.get(line.commandId);
    return person === undefined || person === line.by ? undefined : `${line.commandId} is of ${line.by} here and of ${person} in the log`;
  });
};

/** What was taken back had nothing built on it: no step in between that stood then had changed the same. */
export const takenBackFromTheTop: Invariant = (side) => {
  for (const [key, record] of side.records) {
    const trail = trailSchema.parse(record.body["trail"]);
    for (const [at, undo] of trail.entries()) {
      if (undo.command !== "takeBack") continue;
      const earlier = trail.slice(0, at);
      const taken = earlier.findIndex((line) => line.commandId === undo.details?.["of"]);
      const paths = Object.keys(earlier[taken]?.before ?? {});
      const gone = new Set(earlier.flatMap((line) => (line.command === "takeBack" ? [line.details?.["of"]] : [])));
      const built = earlier
        .slice(taken + 1)
        .find((line) => line.command !== "takeBack" && !gone.has(line.commandId) && paths.some((path) => path in (line.before ?? {})));
      if (built !== undefined) return `${key}: ${undo.by} took back what ${built.by} had built on by ${built.command}`;
    }
  }
  return undefined;
};

/** A bulk action is taken whole or not at all. */
export const groupsAreWhole: Invariant = (side) => {
  const decided = new Map<string, string>();
  for (const { group, answer, receivedAt, commandId } of side.log) {
    if (group === null) continue;
    const now = `${answer} at ${receivedAt}`;
    const before = decided.get(group) ?? now;
    if (before !== now) return `${commandId} is ${now} and another of its group ${before}`;
    decided.set(group, now);
  }
  return undefined;
};
