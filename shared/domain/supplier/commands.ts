// The kind `supplier`: entering one, putting it right, its accounts, blocking it. learn.ts holds what is learned of its papers.
// An account never comes in on the side: only with the entering, or by its own step, and counts once a second person confirms it (accounts.ts).
import { must } from "../../base/must.ts";
import { z } from "../../base/zod.ts";
import { defineKind, rule, type Applied, type CommandInput } from "../command.ts";
import { fieldEditsSchema, mergeEdits } from "../field-edit.ts";
import { noteCommands } from "../notes.ts";
import { refuse, type Refusal } from "../refusal.ts";
import { houseScope, wholeHouse } from "../scope.ts";
import { withTakeBack } from "../take-back.ts";
import { trailEntry } from "../trail.ts";
import { confirmArgs, ibanArgs, kept, mayKeep, mayRemove, maySettle, proposed, settled, withRemoval } from "./accounts.ts";
import { forget, learn } from "./learn.ts";
import { keeperOnly, keepingFor } from "./rights.ts";
import {
  accountSchema,
  supplierFieldNames,
  supplierFieldsSchema,
  supplierIdOf,
  supplierInvariants,
  supplierSchema,
  type Account,
  type Supplier,
} from "./schema.ts";

type Input<Args> = CommandInput<Supplier, Args>;

function changed(input: Input<unknown>, command: string, next: Partial<Supplier>, details?: Parameters<typeof trailEntry>[4]): Applied {
  const { id, unit, body } = must(input.record, "the rule's `allowed` refused a missing record");
  const line = trailEntry(input.context.commandId, command, input.actor, input.context.at, details, keepingFor(input));
  return { changes: [{ kind: "supplier", id, unit, body: { ...body, ...next, trail: [...body.trail, line] } }] };
}

function keeper(input: Input<unknown>): Refusal | undefined {
  if (input.record === undefined) return refuse("recordMissing");
  return keeperOnly(input) ?? (input.record.body.withdrawn === true ? refuse("alreadyUndone") : undefined);
}

const enterArgs = z.strictObject({ fields: supplierFieldsSchema, ibans: z.array(accountSchema).max(20) });
type EnterArgs = z.infer<typeof enterArgs>;

/** The id of the supplier that these arguments enter; undefined where they enter none. */
export function enteredId(args: unknown): string | undefined {
  const parsed = enterArgs.safeParse(args);
  return parsed.success ? supplierIdOf(parsed.data) : undefined;
}

/** Enters a supplier. One that another desk has entered meanwhile stays as it is and takes what it lacked. */
const enter = rule<Supplier, EnterArgs>({
  args: enterArgs,
  creates: "either",
  idOf: supplierIdOf,
  allowed: keeperOnly,
  apply: (input) => {
    const { actor, args, id, record, context } = input;
    const ibans = args.ibans.map((account) => proposed(input, account));
    if (record !== undefined) return changed(input, "enter", completed(record.body, args, ibans), { again: true });
    const trail = [trailEntry(context.commandId, "enter", actor, context.at, undefined, keepingFor(input))];
    const body: Supplier = { schema: 1, fields: args.fields, ibans, state: "active", learned: {}, notes: [], trail };
    return { changes: [{ kind: "supplier", id, unit: wholeHouse, body }] };
  },
});

/** What is there wins; one whose entering was taken back is entered anew. */
function completed(body: Supplier, { fields }: EnterArgs, ibans: Supplier["ibans"]): Partial<Supplier> {
  if (body.withdrawn === true) return { fields, ibans, withdrawn: undefined };
  const known = [body.fields.name, ...body.fields.otherNames];
  const said = [fields.name, ...fields.otherNames].filter((name) => !known.includes(name));
  const filled = Object.fromEntries(supplierFieldNames.flatMap((name) => (body.fields[name] === null ? [[name, fields[name]]] : [])));
  const otherNames = [...body.fields.otherNames, ...said].slice(0, 20);
  return { fields: { ...body.fields, ...filled, otherNames }, ibans: body.ibans.length === 0 ? ibans : body.ibans };
}

const describeArgs = z.strictObject({ fields: fieldEditsSchema });
const describe = rule<Supplier, z.infer<typeof describeArgs>>({
  args: describeArgs,
  allowed: (input) => {
    const strange = Object.keys(input.args.fields).some((field) => !supplierFieldNames.some((known) => known === field));
    return strange ? refuse("badArguments") : keeper(input);
  },
  apply: (input) => {
    const body = must(input.record, "the rule's `allowed` refused a missing record").body;
    const merged = mergeEdits(body.fields, input.args.fields, []);
    const fields = supplierFieldsSchema.safeParse(merged.fields);
    if (!fields.success) return refuse("badArguments");
    if (Object.keys(merged.applied).length === 0 && merged.conflicts.length > 0)
      return { ...refuse("fieldConflict"), conflicts: [...merged.conflicts] };
    return { ...changed(input, "describe", { fields: fields.data }, { edits: merged.applied }), conflicts: merged.conflicts };
  },
});

function holds({ record }: Input<unknown>, { iban }: Pick<Account, "iban">): boolean {
  return record?.body.ibans.some((one) => one.iban === iban) === true;
}

const addIban = rule<Supplier, Account>({
  args: accountSchema,
  allowed: (input) => keeper(input) ?? (holds(input, input.args) ? refuse("accountThere") : undefined),
  apply: (input) => {
    const before = input.record?.body.ibans ?? [];
    return changed(input, "addIban", { ibans: [...before, proposed(input, input.args)] }, { iban: input.args.iban });
  },
});

const removeIban = rule<Supplier, z.infer<typeof ibanArgs>>({
  args: ibanArgs,
  allowed: (input) => keeper(input) ?? mayRemove(input),
  apply: (input) => changed(input, "removeIban", { ibans: withRemoval(input) }, { iban: input.args.iban }),
});

/** The second person agrees and says how they checked: the account counts, or is gone. */
const confirmIban = rule<Supplier, z.infer<typeof confirmArgs>>({
  args: confirmArgs,
  allowed: (input) => keeper(input) ?? maySettle(input),
  apply: (input) => {
    const { iban, note } = input.args;
    return changed(input, "confirmIban", { ibans: settled(input) }, { iban, note });
  },
});

/** An account that somebody wanted gone stays. One that was only proposed is refused with `removeIban`. */
const keepIban = rule<Supplier, z.infer<typeof ibanArgs>>({
  args: ibanArgs,
  allowed: (input) => keeper(input) ?? mayKeep(input),
  apply: (input) => changed(input, "keepIban", { ibans: kept(input) }, { iban: input.args.iban }),
});

function inState(input: Input<unknown>, state: Supplier["state"]): Refusal | undefined {
  const now = input.record?.body.state;
  return now === state ? undefined : refuse("wrongState", { state: now ?? "" });
}

const blockArgs = z.strictObject({ reason: z.string().trim().min(1).max(1000) });
/** A blocked supplier is still recognised: its invoices say that it is blocked. */
const block = rule<Supplier, z.infer<typeof blockArgs>>({
  args: blockArgs,
  allowed: (input) => keeper(input) ?? inState(input, "active"),
  apply: (input) => changed(input, "block", { state: "blocked" }, { reason: input.args.reason }),
});

const noArgs = z.strictObject({});
const unblock = rule<Supplier, z.infer<typeof noArgs>>({
  args: noArgs,
  allowed: (input) => keeper(input) ?? inState(input, "blocked"),
  apply: (input) => changed(input, "unblock", { state: "active" }),
});

/** The kind `supplier`. */
export const supplierKind = defineKind<Supplier>({
  name: "supplier",
  schema: supplierSchema,
  schemaVersion: 1,
  raise: (body) => body,
  invariants: supplierInvariants,
  scopes: () => [houseScope("supplier")],
  commands: withTakeBack<Supplier>(
    {
      enter,
      describe,
      addIban,
      removeIban,
      confirmIban,
      keepIban,
      block,
      unblock,
      learn,
      forget,
      ...noteCommands<Supplier>("supplier", keeper),
    },
    {
      kind: "supplier",
      may: (actor, _unit, today) => keeperOnly({ actor, context: { today } }),
      unmake: (body) => ({ ...body, withdrawn: true }),
    },
  ),
});
