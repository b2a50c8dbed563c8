// Taking back an own step, the same way for every kind: what stood before it comes back, unless something was built on it.
// Must never take back what another person did, nor anything that a later step rests on.
import type { Json } from "../base/canonical-json.ts";
import { must } from "../base/must.ts";
import { z } from "../base/zod.ts";
import type { Actor } from "./actor.ts";
import { restore, unitPath } from "./before.ts";
import { rule, type AnyBody, type Change, type CommandInput, type Inverse, type Rule } from "./command.ts";
import { fieldEditsSchema } from "./field-edit.ts";
import type { Policy } from "./policy.ts";
import type { RecordRef } from "./record.ts";
import { refuse, type Refusal } from "./refusal.ts";
import { trailEntry, trailEntrySchema, type TrailEntry } from "./trail.ts";

type Tracked = AnyBody & { readonly trail: readonly TrailEntry[] };

/** What a kind says about undo. */
export interface UndoRules<Body> {
  readonly kind: string;
  /** Whether the actor still works on records of that unit: undo needs no more right than that, and no less. */
  readonly may: (actor: Actor, unit: string, today: string, body: Body, policy: Policy) => Refusal | undefined;
  /** Paths a step rests on besides those it changed: signing rests on the amounts. */
  readonly restsOn?: (entry: TrailEntry) => readonly string[];
  /** Puts right what follows from the members that came back. */
  readonly settle?: (body: Body) => Body;
  /** The body of a record whose making is taken back; without it making is for good. */
  readonly unmake?: (body: Body) => Body;
  /** Records that a step may have made beside the one it changed, and what becomes of them when that one has the body `next` again. */
  readonly beside?: {
    readonly made: (commandId: string) => readonly RecordRef[];
    readonly unmade: (input: CommandInput<Body, { readonly command: string }>, next: Body) => readonly Change[];
  };
}

const takeBackArgs = z.strictObject({ command: z.uuid() });

/** The command that takes `commandId` back. */
export function takeBackOf(commandId: string): Inverse {
  return { name: "takeBack", args: { command: commandId } };
}

/** A kind's commands and `takeBack`. Which of them are for good, they say themselves (`final`). */
export function withTakeBack<Body extends Tracked>(
  commands: Readonly<Record<string, Rule<Body>>>,
  rules: UndoRules<Body>,
): Readonly<Record<string, Rule<Body>>> {
  const takeBack = rule<Body, z.infer<typeof takeBackArgs>>({
    args: takeBackArgs,
    final: "undoStays",
    touches: ({ command }) => rules.beside?.made(command) ?? [],
    allowed: (input) => refusalOf(input, commands, rules),
    apply: (input) => {
      const record = must(input.record, "the rule's `allowed` refused a missing record");
      const entry = must(entryOf(record.body, input.args.command), "the rule's `allowed` found it");
      const { body, unit } = entry.before === undefined ? unmade(record.body, rules) : restored(record, entry, rules);
      const details = { of: entry.commandId, ...said(entry) };
      const line = trailEntry(input.context.commandId, "takeBack", input.actor, input.context.at, details);
      return {
        changes: [
          { kind: rules.kind, id: record.id, unit: unit ?? record.unit, body: { ...body, trail: [...record.body.trail, line] } },
          ...(rules.beside?.unmade(input, body) ?? []),
        ],
      };
    },
  });
  return { ...commands, takeBack };
}

function refusalOf<Body extends Tracked>(
  { record, args, actor, context }: CommandInput<Body, { readonly command: string }>,
  commands: Readonly<Record<string, Rule<Body>>>,
  rules: UndoRules<Body>,
): Refusal | undefined {
  if (record === undefined) return refuse("recordMissing");
  const { trail } = record.body;
  const entry = entryOf(record.body, args.command);
  if (entry === undefined) return refuse("notUndoable");
  if (entry.by !== actor.personId) return refuse("notYours", { person: entry.by });
  const refusal = rules.may(actor, unitBefore(entry) ?? record.unit, context.today, record.body, context.policy);
  if (refusal !== undefined) return refusal;
  const command = commands[entry.command];
  if (entry.command === "takeBack" || command === undefined) return refuse("undoStays");
  if (command.final !== undefined) return refuse(command.final);
  if (takenBack(trail).has(entry.commandId)) return refuse("alreadyUndone");
  if (entry.before === undefined && (rules.unmake === undefined || command.creates === false)) return refuse("notUndoable");
  if (entry.before !== undefined && Object.keys(entry.before).length === 0) return refuse("nothingToUndo");
  const later = builtOn(trail, entry, rules.restsOn ?? (() => []));
  return later === undefined ? undefined : refuse("laterWorkExists", { person: later.by, at: later.at, command: nameOf(later) });
}

function entryOf(body: Tracked, commandId: string): TrailEntry | undefined {
  return body.trail.find((entry) => entry.commandId === commandId);
}

const trailsSchema = z.looseObject({ trail: z.array(trailEntrySchema) }).catch({ trail: [] });
const trailOf = (body: AnyBody): readonly TrailEntry[] => trailsSchema.parse(body).trail;

/** Whether a command has left its line on a record. */
export function tellsOf(body: AnyBody, commandId: string): boolean {
  return trailOf(body).some((entry) => entry.commandId === commandId);
}

/** The newest step of a person on a record that still stands, as the record itself tells, wherever and whenever it was given. */
export function lastStepOf(body: AnyBody, personId: string): TrailEntry | undefined {
  const trail = trailOf(body);
  const gone = takenBack(trail);
  return trail.findLast((entry) => entry.by === personId && !gone.has(entry.commandId));
}

/** Ids of steps that were taken back, and of the steps that did so: neither weighs any more. */
function takenBack(trail: readonly TrailEntry[]): ReadonlySet<string> {
  const pairs = trail.flatMap(({ command, commandId, details }) => {
    const of = details?.["of"];
    return command === "takeBack" && typeof of === "string" ? [commandId, of] : [];
  });
  return new Set(pairs);
}

/** Notes, and what programs add to a record by themselves: nobody has built on what was there before. */
const beside: readonly string[] = ["addNote", "withdrawNote", "attachText", "addRendition", "readPaper"];

/** The newest step that changed or rests on what `entry` changed. */
function builtOn(
  trail: readonly TrailEntry[],
  entry: TrailEntry,
  restsOn: (entry: TrailEntry) => readonly string[],
): TrailEntry | undefined {
  const gone = takenBack(trail);
  const mine = entry.before === undefined ? undefined : new Set(Object.keys(entry.before));
  return trail
    .slice(trail.indexOf(entry) + 1)
    .filter((later) => !gone.has(later.commandId))
    .findLast((later) => {
      const isBeside = beside.includes(later.command);
      if (mine === undefined || later.before === undefined) return !isBeside;
      const paths = [...Object.keys(later.before), ...restsOn(later), ...(isBeside ? [] : [unitPath])];
      return paths.some((path) => mine.has(path));
    });
}

/** `certify` is spoken of as `certify.factual` and `certify.arithmetic`. */
function nameOf({ command, details }: TrailEntry): string {
  return typeof details?.["as"] === "string" ? `${command}.${details["as"]}` : command;
}

function unitBefore(entry: TrailEntry): string | undefined {
  const unit = entry.before?.[unitPath]?.[0];
  return typeof unit === "string" ? unit : undefined;
}

interface Back<Body> {
  readonly body: Body;
  readonly unit: string | undefined;
}

function restored<Body extends Tracked>(record: { readonly body: Body }, entry: TrailEntry, rules: UndoRules<Body>): Back<Body> {
  // The paths come from the rules themselves, and `execute` checks the whole body against its schema afterwards.
  const body = { ...record.body, ...restore(record.body, entry.before ?? {}) };
  return { body: rules.settle?.(body) ?? body, unit: unitBefore(entry) };
}

function unmade<Body extends Tracked>(body: Body, rules: UndoRules<Body>): Back<Body> {
  return { body: must(rules.unmake, "the rule's `allowed` asked for it")(body), unit: undefined };
}

/** What the history says: which step, and for edits the values the other way round. */
function said({ command, details }: TrailEntry): Record<string, Json> {
  const edits = fieldEditsSchema.safeParse(details?.["edits"]);
  const as = details?.["as"];
  const back: Record<string, Json> = edits.success
    ? { edits: Object.fromEntries(Object.entries(edits.data).map(([field, { from, to }]) => [field, { from: to, to: from }])) }
    : {};
  return { command, ...(as === undefined ? {} : { as }), ...back };
}
