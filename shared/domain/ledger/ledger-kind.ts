// What chart of accounts, cost centres, budget and open orders have in common: entries under a key that is never changed, kept by a few
// people whom the municipality names, for the whole house. An entry of the same key is the same record, whoever enters it.
import { derivedId } from "../../base/hash.ts";
import { must } from "../../base/must.ts";
import { z } from "../../base/zod.ts";
import { isSystem, type Actor } from "../actor.ts";
import { defineKind, rule, type Applied, type CommandInput, type Kind } from "../command.ts";
import { fieldEditsSchema, mergeEdits } from "../field-edit.ts";
import { invoiceWorkers } from "../invoice/matrix.ts";
import type { Policy } from "../policy.ts";
import { refuse, type Refusal } from "../refusal.ts";
import { houseScope, wholeHouse, type HouseKind } from "../scope.ts";
import { withTakeBack } from "../take-back.ts";
import { bodyBase, trailEntry } from "../trail.ts";

export type LedgerFields = Readonly<Record<string, string | number | null>>;

/** The body of an entry whose fields are these. */
export function ledgerSchema<Fields extends z.ZodType<LedgerFields>>(fields: Fields) {
  return z.looseObject({
    ...bodyBase,
    fields,
    /** It is no entry any more: taken out, or its entering was taken back. */
    withdrawn: z.boolean().optional(),
    /** Of a budget line: what ordered invoices take of it, in cents by the invoice's id. Follows from their orders. */
    reservations: z.record(z.uuid(), z.int()).optional(),
  });
}

/** Refuses who does not keep the books of account: the municipality names its keepers, and they work on invoices. */
export function ledgerKeeperOnly(actor: Actor, { ledgerKeepers = [] }: Policy): Refusal | undefined {
  if (isSystem(actor)) return undefined;
  const works = actor.grants.some(({ role, onBehalfOf }) => invoiceWorkers.includes(role) && onBehalfOf === undefined);
  return works && ledgerKeepers.includes(actor.personId) ? undefined : refuse("ledgerKeepersOnly", { persons: ledgerKeepers.join(",") });
}

/** The id of the entry with this key. */
export function ledgerIdOf(kind: HouseKind, key: readonly (string | number | null)[]): string {
  return derivedId(`${kind}:${JSON.stringify(key)}`, 0);
}

export interface LedgerDefinition<Fields extends LedgerFields> {
  readonly name: HouseKind;
  readonly fields: z.ZodType<Fields>;
  readonly fieldNames: readonly (keyof Fields & string)[];
  /** Fields that are the key: they name the entry and never change. */
  readonly key: readonly (keyof Fields & string)[];
}

/** Where an entry with these fields lies. */
export function entryIdOf({ name, key }: { readonly name: HouseKind; readonly key: readonly string[] }, fields: LedgerFields): string {
  return ledgerIdOf(
    name,
    key.map((field) => fields[field] ?? null),
  );
}

/** A kind of such entries: `enter`, `describe`, `takeOut`, and undo. */
export function ledgerKind<Fields extends LedgerFields>(definition: LedgerDefinition<Fields>): Kind {
  const { name, key, fields: fieldsSchema } = definition;
  const names: readonly string[] = definition.fieldNames;
  const schema = ledgerSchema(fieldsSchema);
  type Body = z.infer<typeof schema>;
  type Input<Args> = CommandInput<Body, Args>;

  const changed = (input: Input<unknown>, command: string, next: Partial<Body>, details?: Parameters<typeof trailEntry>[4]): Applied => {
    const { id, unit, body } = must(input.record, "the rule's `allowed` refused a missing record");
    const line = trailEntry(input.context.commandId, command, input.actor, input.context.at, details);
    return { changes: [{ kind: name, id, unit, body: { ...body, ...next, trail: [...body.trail, line] } }] };
  };
  const keeper = ({ actor, record, context }: Input<unknown>): Refusal | undefined =>
    record === undefined
      ? refuse("recordMissing")
      : (ledgerKeeperOnly(actor, context.policy) ?? (record.body.withdrawn === true ? refuse("alreadyUndone") : undefined));

  const enterArgs = z.strictObject({ fields: fieldsSchema });
  /** What is there stays as it is; an entry that was taken out comes back with these fields. */
  const enter = rule<Body, z.infer<typeof enterArgs>>({
    args: enterArgs,
    creates: "either",
    idOf: ({ fields }) => entryIdOf(definition, fields),
    allowed: ({ actor, context }) => ledgerKeeperOnly(actor, context.policy),
    apply: (input) => {
      const { actor, args, id, record, context } = input;
      if (record !== undefined)
        return changed(input, "enter", record.body.withdrawn === true ? { fields: args.fields, withdrawn: undefined } : {}, {
          again: true,
        });
      const trail = [trailEntry(context.commandId, "enter", actor, context.at)];
      return { changes: [{ kind: name, id, unit: wholeHouse, body: { schema: 1, fields: args.fields, notes: [], trail } }] };
    },
  });

  const describeArgs = z.strictObject({ fields: fieldEditsSchema });
  const describe = rule<Body, z.infer<typeof describeArgs>>({
    args: describeArgs,
    allowed: (input) => {
      const strange = Object.keys(input.args.fields).some((field) => !names.includes(field) || key.some((part) => part === field));
      return strange ? refuse("badArguments") : keeper(input);
    },
    apply: (input) => {
      const { body } = must(input.record, "the rule's `allowed` refused a missing record");
      const merged = mergeEdits(body.fields, input.args.fields, []);
      const fields = fieldsSchema.safeParse(merged.fields);
      if (!fields.success) return refuse("badArguments");
      if (Object.keys(merged.applied).length === 0 && merged.conflicts.length > 0)
        return { ...refuse("fieldConflict"), conflicts: [...merged.conflicts] };
      return { ...changed(input, "describe", { fields: fields.data }, { edits: merged.applied }), conflicts: merged.conflicts };
    },
  });

  const takeOut = rule<Body, Record<string, never>>({
    args: z.strictObject({}),
    allowed: keeper,
    apply: (input) => changed(input, "takeOut", { withdrawn: true }),
  });

  return defineKind<Body>({
    name,
    schema,
    schemaVersion: 1,
    raise: (body) => body,
    invariants: () => undefined,
    scopes: () => [houseScope(name)],
    untracked: ["reservations"],
    commands: withTakeBack<Body>(
      { enter, describe, takeOut },
      {
        kind: name,
        may: (actor, _unit, _today, _body, policy) => ledgerKeeperOnly(actor, policy),
        unmake: (body) => ({ ...body, withdrawn: true }),
      },
    ),
  });
}
