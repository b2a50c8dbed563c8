// Naming a deputy and ending it. One names a deputy for one's own rights; the administration may do so for who is away already.
import { must } from "../../base/must.ts";
import { z } from "../../base/zod.ts";
import { holdsAnywhere, type Actor } from "../actor.ts";
import { defineKind, rule, type CommandContext } from "../command.ts";
import { refuse, type Refusal } from "../refusal.ts";
import { personScope, unitScope } from "../scope.ts";
import { withTakeBack } from "../take-back.ts";
import { trailEntry } from "../trail.ts";
import { deputyRightSchema, deputyshipInvariants, deputyshipSchema, type DeputyRight, type Deputyship } from "./schema.ts";

const nameArgs = z.strictObject({
  /** The unit that keeps the record: the principal's own. */
  unit: z.string().min(1),
  principal: z.string().min(1),
  deputy: z.string().min(1),
  rights: z.array(deputyRightSchema).min(1).max(50),
  from: z.iso.date(),
  until: z.iso.date(),
});

/** A right of their own, not one that is held for somebody else already. */
function holdsItself(actor: Actor, right: DeputyRight, from: string): boolean {
  return actor.grants.some(
    (grant) =>
      grant.role === right.role &&
      grant.onBehalfOf === undefined &&
      (grant.unit === "*" || grant.unit === right.unit) &&
      (grant.until === undefined || grant.until >= from),
  );
}

/** § 42 (5) KomHKVO: ordering and cash never in one hand, so neither by way of a deputy. */
function bringsTogether(deputy: string, rights: readonly DeputyRight[], { authorities }: CommandContext): boolean {
  const opposites = rights.flatMap(({ role }) => (role === "ORDERING" ? ["CASH"] : role === "CASH" ? ["ORDERING"] : []));
  const both = rights.some(({ role }) => role === "ORDERING") && rights.some(({ role }) => role === "CASH");
  return both || (authorities ?? []).some(({ person, role }) => person === deputy && opposites.includes(role));
}

const name = rule<Deputyship, z.infer<typeof nameArgs>>({
  args: nameArgs,
  creates: true,
  allowed: ({ actor, args, context }): Refusal | undefined => {
    const { principal, deputy, rights, from, until } = args;
    if (deputy === principal) return refuse("deputyIsPrincipal");
    if (until < from || until < context.today) return refuse("periodWrong");
    if (principal !== actor.personId) {
      const mayForOthers = holdsAnywhere(actor, "ADMIN", context.today) && deputy !== actor.personId;
      if (!mayForOthers) return refuse("notAllowed", { role: "ADMIN", unit: "" });
    } else {
      const missing = rights.find((right) => !holdsItself(actor, right, from));
      if (missing !== undefined) return refuse("notAllowed", { role: missing.role, unit: missing.unit === "*" ? "" : missing.unit });
    }
    return bringsTogether(deputy, rights, context) ? refuse("orderingAndCashInOneHand") : undefined;
  },
  apply: ({ actor, args, id, context }) => {
    const { unit, ...named } = args;
    const details = { deputy: args.deputy, principal: args.principal, from: args.from, until: args.until };
    const trail = [trailEntry(context.commandId, "name", actor, context.at, details)];
    return {
      changes: [{ kind: "deputyship", id, unit, body: { ...named, schema: 1, state: "named", notes: [], trail } satisfies Deputyship }],
    };
  },
});

function mayEnd(actor: Actor, today: string, { principal, deputy }: Deputyship): Refusal | undefined {
  const may = [principal, deputy].includes(actor.personId) || holdsAnywhere(actor, "ADMIN", today);
  return may ? undefined : refuse("notAllowed", { role: "ADMIN", unit: "" });
}

const noArgs = z.strictObject({});
const end = rule<Deputyship, z.infer<typeof noArgs>>({
  args: noArgs,
  final: "deputyshipStays",
  allowed: ({ actor, record, context }) => {
    if (record === undefined) return refuse("recordMissing");
    const { state } = record.body;
    return mayEnd(actor, context.today, record.body) ?? (state === "named" ? undefined : refuse("wrongState", { state }));
  },
  apply: ({ actor, record, context }) => {
    const { id, unit, body } = must(record, "the rule's `allowed` refused a missing record");
    const details = { deputy: body.deputy, principal: body.principal };
    const trail = [...body.trail, trailEntry(context.commandId, "end", actor, context.at, details)];
    return { changes: [{ kind: "deputyship", id, unit, body: { ...body, state: "ended", trail } }] };
  },
});

/** The kind `deputyship`. */
export const deputyshipKind = defineKind<Deputyship>({
  name: "deputyship",
  schema: deputyshipSchema,
  schemaVersion: 1,
  raise: (body) => body,
  invariants: deputyshipInvariants,
  scopes: (body, unit) => [personScope(body.principal), personScope(body.deputy), unitScope("deputyship", unit)],
  commands: withTakeBack<Deputyship>(
    { name, end },
    { kind: "deputyship", may: (actor, _unit, today, body) => mayEnd(actor, today, body), unmake: (body) => ({ ...body, state: "ended" }) },
  ),
});
