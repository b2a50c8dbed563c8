// What a command is and how a kind states its rules; execute.ts runs them.
import { derivedId } from "../base/hash.ts";
import { err, ok, type Result } from "../base/result.ts";
import { z } from "../base/zod.ts";
import type { Actor } from "./actor.ts";
import type { Authority, Duty, Policy, Reader } from "./policy.ts";
import type { OfficeRecord, RecordRef } from "./record.ts";
import { refuse, type FieldConflict, type Refusal, type RefusalCode } from "./refusal.ts";

/** A body whose kind is not known here. */
export type AnyBody = Readonly<Record<string, unknown>>;
export const anyBodySchema: z.ZodType<AnyBody> = z.record(z.string(), z.unknown());

/** Who looked at the password of an act: the server, or without network the person's own device. */
export const authenticators = ["server", "device"] as const;

/** What stands for a password that was given for one act. It says nothing of the password and serves for this act alone. */
export const actProofSchema = z.object({
  by: z.enum(authenticators),
  /** When the password was given, by the clock of whoever looked at it. */
  at: z.iso.datetime(),
  /** The command it was given for; the same act given once more, because it was refused, has one of `idsOfAct`. */
  of: z.uuid(),
  /** A code of the server's over `actText`, or the device's signature of it; base64url. */
  seal: z.string().max(200),
});
export type ActProof = Readonly<z.infer<typeof actProofSchema>>;

/** So often an act that was refused may be given once more as it was without the password being given again. */
const mostAgain = 8;

/**
 * The ids under which an act may be given, its first and those of further tries, each from the one before: the server takes
 * one of them, so that a proof serves once.
 */
export function idsOfAct({ of }: Pick<ActProof, "of">): readonly string[] {
  const ids = [of];
  for (let last = of; ids.length <= mostAgain; ids.push(last)) last = derivedId(`again/${last}`, 0);
  return ids;
}

/** The id for another try of an act; undefined where the password has to be given again. */
export function nextIdOfAct(command: Pick<Command, "id" | "proof">): string | undefined {
  if (command.proof === undefined) return undefined;
  const ids = idsOfAct(command.proof);
  const at = ids.indexOf(command.id);
  return at < 0 ? undefined : ids[at + 1];
}

export const commandSchema = z.object({
  /** UUIDv7, made at the desk: names the command for ever, the server applies it once. */
  id: z.uuid(),
  kind: z.string().min(1),
  name: z.string().min(1),
  recordId: z.uuid(),
  args: z.record(z.string(), z.unknown()),
  /** The record's version the person saw, and their own last unsent command on it. */
  seen: z.object({ version: z.int().nonnegative(), after: z.uuid().nullable() }),
  device: z.string().min(1),
  /** When the person did it, by the desk's clock. */
  at: z.iso.datetime(),
  /** Commands of one bulk action carry the same group: all or nothing, one undo. */
  group: z.uuid().optional(),
  /** That the person gave their password for this very act; never the password. */
  proof: actProofSchema.optional(),
});
/** A small intention of a person. */
export type Command = Readonly<z.infer<typeof commandSchema>>;

/** A record as a command leaves it; version and scopes are filled in by `execute`. */
export interface Change {
  readonly kind: string;
  readonly id: string;
  readonly unit: string;
  readonly body: AnyBody;
}

export interface Applied {
  readonly changes: readonly Change[];
  /** Fields of an edit that were left as they are because somebody else changed them. */
  readonly conflicts?: readonly FieldConflict[];
}

export interface CommandInput<Body, Args> {
  readonly actor: Actor;
  readonly args: Args;
  readonly id: string;
  /** The named record as it is now; undefined where the command makes it. */
  readonly record: OfficeRecord<Body> | undefined;
  /** Further records the command named in `reads`. */
  readonly others: ReadonlyMap<string, OfficeRecord>;
  readonly context: CommandContext;
}

export interface CommandContext {
  readonly commandId: string;
  /** The time that counts: at the desk the command's own, on the server the time of receipt. ISO, UTC. */
  readonly at: string;
  /** That time's office date in Europe/Berlin. */
  readonly today: string;
  readonly policy: Policy;
  /** Who may order and who pays, as far as is known here. */
  readonly authorities?: readonly Authority[] | undefined;
  /** Who may see what comes out of scanners; undefined where that is not known here. */
  readonly readers?: readonly Reader[] | undefined;
  /** Who captures and certifies; undefined where that is not known here. */
  readonly duties?: readonly Duty[] | undefined;
  /** The device the command was given at. */
  readonly device?: string | undefined;
  /** That the person gave their password for this command; at the desk what it claims, on the server what was verified. */
  readonly authenticated?: Authenticated | undefined;
  /** True on the server: what is found here is the last word and may be kept as such. */
  readonly lastWord?: boolean | undefined;
  /** Whether the municipality has a chart of accounts; undefined where that is not known here. */
  readonly hasChart?: boolean | undefined;
}

/** How a person proved at an act to be themselves. */
export type Authenticated = Readonly<Pick<ActProof, "by" | "at">>;

export interface Inverse {
  readonly name: string;
  readonly args: AnyBody;
}

/** The rules of one command of a kind. */
export interface CommandRule<Body, Args> {
  readonly args: z.ZodType<Args>;
  /** True where the command makes the record it names, "either" where it may do both. */
  readonly creates?: boolean | "either";
  /** The id of the record it makes, where that follows from what it is made of: no other is accepted, and no desk draws one. */
  readonly idOf?: (args: Args) => string;
  readonly reads?: (args: Args, recordId: string) => readonly RecordRef[];
  /** Records that change too where they exist; the command runs without them as well. */
  readonly touches?: (args: Args, recordId: string) => readonly RecordRef[];
  readonly allowed: (input: CommandInput<Body, Args>) => Refusal | undefined;
  readonly apply: (input: CommandInput<Body, Args>) => Applied | Refusal;
  /** Why this step can never be taken back, by its nature; every other one is taken back by `takeBack` (take-back.ts). */
  readonly final?: RefusalCode;
  /** Content the command names: it waits in the outbox until the server holds it. */
  readonly content?: (args: Args) => readonly string[];
}

/** The rules of one kind, as its own folder states them. */
export interface KindDefinition<Body extends AnyBody> {
  readonly name: string;
  readonly schema: z.ZodType<Body>;
  /** The form of body this version writes: the number in `body.schema`. */
  readonly schemaVersion: number;
  /** Raises a body of any older form to today's; today's is returned as it is. */
  readonly raise: (body: AnyBody) => AnyBody;
  /** What must hold of every body besides its schema; the first breach as a short English phrase for the log. */
  readonly invariants: (body: Body) => string | undefined;
  readonly scopes: (body: Body, unit: string) => readonly string[];
  /** Members that follow from others or that nobody undoes: they are not kept for undo. */
  readonly untracked?: readonly string[];
  /** Records of other kinds that keep something of this one: they follow it, whatever the command. */
  readonly beside?: Beside<Body>;
  readonly commands: Readonly<Record<string, Rule<Body>>>;
}

export interface Beside<Body> {
  /** Those of a body, as far as they exist; also those that its rules only look at. */
  readonly refs: (body: Body) => readonly RecordRef[];
  /** How they change as this record does; `records` holds them by their keys. */
  readonly changes: (id: string, before: Body | undefined, after: Body, records: ReadonlyMap<string, OfficeRecord>) => readonly Change[];
}

/** A rule whose argument type is hidden behind its own parser, so that the rules of all commands fit one table. */
export interface Rule<Body> {
  readonly creates: boolean | "either";
  readonly idOf: (args: unknown) => string | undefined;
  readonly reads: (args: unknown, recordId: string) => readonly RecordRef[];
  readonly touches: (args: unknown, recordId: string) => readonly RecordRef[];
  readonly content: (args: unknown) => readonly string[];
  readonly mayRun: (input: CommandInput<Body, unknown>) => Refusal | undefined;
  readonly run: (input: CommandInput<Body, unknown>) => Applied | Refusal;
  readonly final: RefusalCode | undefined;
}

/** A kind whose body type is hidden behind its own schema, so that all kinds fit one table. */
export interface Kind {
  readonly name: string;
  /** The form of body this version writes. */
  readonly schemaVersion: number;
  /** Whether the body was written by a newer version: it is read as far as it goes and never written. */
  readonly isNewer: (body: unknown) => boolean;
  /** The body in today's form. Throws where a stored body is not of this kind: that is damage, not input. */
  readonly raise: (body: unknown) => AnyBody;
  /** The body if schema and invariants hold, else the refusal. */
  readonly check: (body: AnyBody) => Result<AnyBody, Refusal>;
  readonly scopes: (body: AnyBody, unit: string) => readonly string[];
  readonly untracked: readonly string[];
  /** See `Beside`; a body that cannot be read has none. */
  readonly beside: Beside<unknown> | undefined;
  readonly commands: Readonly<Record<string, Rule<AnyBody>>>;
}

/** Kinds by name. */
export type Kinds = ReadonlyMap<string, Kind>;

function isMembers(body: unknown): body is AnyBody {
  return typeof body === "object" && body !== null && !Array.isArray(body);
}

function membersOf(body: unknown): AnyBody {
  if (!isMembers(body)) throw new TypeError("a body is an object");
  return body;
}

/** Closes a rule over its argument schema: no rule ever sees raw arguments. */
export function rule<Body, Args>(definition: CommandRule<Body, Args>): Rule<Body> {
  const withArgs = <T>(args: unknown, use: (parsed: Args) => T, otherwise: T): T => {
    const parsed = definition.args.safeParse(args);
    return parsed.success ? use(parsed.data) : otherwise;
  };
  return {
    creates: definition.creates ?? false,
    idOf: (args) => withArgs<string | undefined>(args, (parsed) => definition.idOf?.(parsed), undefined),
    reads: (args, recordId) => withArgs<readonly RecordRef[]>(args, (parsed) => definition.reads?.(parsed, recordId) ?? [], []),
    touches: (args, recordId) => withArgs<readonly RecordRef[]>(args, (parsed) => definition.touches?.(parsed, recordId) ?? [], []),
    content: (args) => withArgs<readonly string[]>(args, (parsed) => definition.content?.(parsed) ?? [], []),
    mayRun: (input) => withArgs<Refusal | undefined>(input.args, (args) => definition.allowed({ ...input, args }), refuse("badArguments")),
    run: (input) =>
      withArgs<Applied | Refusal>(
        input.args,
        (args) => definition.allowed({ ...input, args }) ?? definition.apply({ ...input, args }),
        refuse("badArguments"),
      ),
    final: definition.final,
  };
}

/** Closes a kind over its body schema: no rule ever sees a body of another form than today's. */
export function defineKind<Body extends AnyBody>(definition: KindDefinition<Body>): Kind {
  // A command meets the same body at every step of its way. Bodies never change, so each is checked against the schema once.
  const known = new WeakMap<object, Body>();
  const remember = (body: Body): Body => {
    known.set(body, body);
    return body;
  };
  const typed = (body: unknown): Body => {
    const members = membersOf(body);
    const before = known.get(members);
    if (before !== undefined) return before;
    const parsed = remember(definition.schema.parse(definition.raise(members)));
    known.set(members, parsed);
    return parsed;
  };
  const typedRecord = (record: OfficeRecord | undefined): OfficeRecord<Body> | undefined =>
    record === undefined ? undefined : { ...record, body: typed(record.body) };
  const commands = Object.entries(definition.commands).map(([name, typedRule]): [string, Rule<AnyBody>] => [
    name,
    {
      creates: typedRule.creates,
      idOf: typedRule.idOf,
      reads: typedRule.reads,
      touches: typedRule.touches,
      content: typedRule.content,
      mayRun: (input) => typedRule.mayRun({ ...input, record: typedRecord(input.record) }),
      run: (input) => typedRule.run({ ...input, record: typedRecord(input.record) }),
      final: typedRule.final,
    },
  ]);
  return {
    name: definition.name,
    schemaVersion: definition.schemaVersion,
    isNewer: (body) => Number(membersOf(body)["schema"]) > definition.schemaVersion,
    raise: typed,
    check: (body) => {
      const parsed = definition.schema.safeParse(body);
      if (!parsed.success) return err(refuse("invariantBroken", { rule: parsed.error.issues[0]?.path.join(".") ?? "body" }));
      const breach = definition.invariants(parsed.data);
      return breach === undefined ? ok(remember(parsed.data)) : err(refuse("invariantBroken", { rule: breach }));
    },
    scopes: (body, unit) => [...new Set(definition.scopes(typed(body), unit))].sort(),
    untracked: definition.untracked ?? [],
    beside: definition.beside === undefined ? undefined : besideOf(definition.beside, (body) => definition.schema.safeParse(body).data),
    commands: Object.fromEntries(commands),
  };
}

function besideOf<Body>({ refs, changes }: Beside<Body>, read: (body: unknown) => Body | undefined): Beside<unknown> {
  return {
    refs: (body) => {
      const known = read(body);
      return known === undefined ? [] : refs(known);
    },
    changes: (id, before, after, records) => {
      const known = read(after);
      return known === undefined ? [] : changes(id, before === undefined ? undefined : read(before), known, records);
    },
  };
}

export function isRefusal(outcome: Applied | Refusal): outcome is Refusal {
  return "code" in outcome;
}

/** Id of the `counter`-th record that a command makes (counter from 0). */
export function newId(context: CommandContext, counter = 0): string {
  return derivedId(context.commandId, counter);
}
