// Who is told of what came into a scanner folder: one task a person, folder, unit and day, which every scan of that day adds to. Its id is
// derived and what came is a set, so that desks that book without network agree whoever is first. Must never say what is in a scan.
import { derivedId } from "../../base/hash.ts";
import { z } from "../../base/zod.ts";
import { grantIsValid } from "../actor.ts";
import type { Change, CommandContext, CommandInput } from "../command.ts";
import type { Reader } from "../policy.ts";
import { recordKey, type RecordRef } from "../record.ts";
import type { ScannedKind } from "../scope.ts";
import { trailEntry } from "../trail.ts";
import { taskSchema, type scanQuarantinedTopic, scansArrivedTopic, type Task } from "./schema.ts";

const mostPeople = 20;
/** A notice names no more; beyond that it says that there are more. */
export const mostNamed = 500;

export const tellSchema = z.strictObject({
  /** Ids of those who are told, where they may see what came. */
  people: z.array(z.string().min(1).max(100)).min(1).max(mostPeople),
  /** What the folder is called: its profile. */
  folder: z.string().trim().min(1).max(100),
  /** The office day on which it came. */
  on: z.iso.date(),
});
export type Tell = Readonly<z.infer<typeof tellSchema>>;

/** What tells a notice from all others. */
export interface Notice {
  readonly topic: typeof scansArrivedTopic | typeof scanQuarantinedTopic;
  readonly person: string;
  readonly unit: string;
  readonly folder: string;
  readonly on: string;
}

/** The id of a notice's task; the same from whichever desk. */
export function noticeId({ topic, person, unit, folder, on }: Notice): string {
  return derivedId(JSON.stringify([topic, person, unit, folder, on]), 0);
}

interface Told {
  readonly unit: string;
  readonly tell?: Tell | undefined;
}

function noticesOf({ unit, tell }: Told): readonly Notice[] {
  if (tell === undefined) return [];
  const { folder, on } = tell;
  return [...new Set(tell.people)].sort().map((person) => ({ topic: scansArrivedTopic, person, unit, folder, on }));
}

/** The tasks that a command which tells of a scan may change: its `touches`. */
export function toldOf(told: Told): readonly RecordRef[] {
  return noticesOf(told).map((notice) => ({ kind: "task", id: noticeId(notice) }));
}

/** Tells of the record of this kind that a scan was booked as, or was found to be once more. */
export function tellOfScan(kind: ScannedKind, input: CommandInput<unknown, Told>): readonly Change[] {
  const { args, context, id, record } = input;
  // One that came before may have been handed on since.
  const unit = record?.unit ?? args.unit;
  const mayKnow = noticesOf(args).filter(({ person }) => mayRead(context, person, [kind], unit));
  return mayKnow.flatMap((notice) => noticeWith(input, notice, { kind, id }));
}

/** Whether a person may see one of these kinds in the unit. Where nobody here knows their rights, yes: a notice names no contents. */
export function mayRead(
  { readers, today }: Pick<CommandContext, "readers" | "today">,
  person: string,
  kinds: readonly ScannedKind[],
  unit: string,
): boolean {
  const counts = (reader: Reader): boolean =>
    reader.person === person &&
    kinds.some((kind) => kind === reader.kind) &&
    (reader.unit === "*" || reader.unit === unit) &&
    grantIsValid(reader, today);
  return readers === undefined || readers.some(counts);
}

/** The notice with what came in it: a new one, one more in it, or open again where somebody had seen to it. */
export function noticeWith(
  { actor, others, context }: Pick<CommandInput<unknown, unknown>, "actor" | "others" | "context">,
  notice: Notice,
  came: RecordRef,
): readonly Change[] {
  const { topic, person, unit, folder, on } = notice;
  const ref = { kind: "task", id: noticeId(notice), unit };
  const record = others.get(recordKey(ref));
  const line = trailEntry(context.commandId, "tell", actor, context.at);
  if (record === undefined) {
    const body: Task = { schema: 1, title: folder, topic, dueOn: on, person, came: [came], state: "open", notes: [], trail: [line] };
    return [{ ...ref, body }];
  }
  const task = taskSchema.safeParse(record.body).data;
  // One that a newer program has written is left to it.
  if (task === undefined) return [];
  // A line for each scan would make the notice grow without end; that it is open again is a step of its own.
  if (task.state === "done")
    return [{ ...ref, body: { ...task, came: [came], more: undefined, state: "open", trail: [...task.trail, line] } }];
  const before = task.came ?? [];
  if (before.some((one) => recordKey(one) === recordKey(came))) return [];
  return [{ ...ref, body: before.length < mostNamed ? { ...task, came: [...before, came] } : { ...task, more: true } }];
}
