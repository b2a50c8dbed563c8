// Books an invoice on lines. All lines are one value: who began from others than stand there now is told, and overwrites nobody.
import { sameJson, type Json } from "../../base/canonical-json.ts";
import { must } from "../../base/must.ts";
import { z } from "../../base/zod.ts";
import { rule, type CommandInput } from "../command.ts";
import { accountIdOf, accountSchema, isValidIn } from "../ledger/entries.ts";
import { recordKey, type RecordRef } from "../record.ts";
import { refuse, type Refusal } from "../refusal.ts";
import { bookingsSchema, type Booking } from "./bookings-schema.ts";
import { gapOf, singleAccount, withAmounts } from "./bookings.ts";
import { budgetRefs } from "./budget.ts";
import { changed } from "./changed.ts";
import { permitted } from "./rights.ts";
import type { Invoice } from "./schema.ts";
import { noticesOfVoided } from "./voided.ts";

const linesSchema = bookingsSchema.nullable();
/** Named like the edit of a field, so that a conflict is shown and settled like one; null is no line at all. */
const assignArgs = z.strictObject({ fields: z.strictObject({ bookings: z.object({ from: z.json(), to: z.json() }) }) });
type AssignArgs = z.infer<typeof assignArgs>;

const accountRef = ({ account }: Booking): RecordRef => ({ kind: "account", id: accountIdOf(account) });

function wantedOf({ fields }: AssignArgs): readonly Booking[] {
  return linesSchema.safeParse(fields.bookings.to).data ?? [];
}

/** Lines in percent come out at what they are of today's gross amount, whoever computed them. */
export const assignBookings = rule<Invoice, AssignArgs>({
  args: assignArgs,
  touches: (args) => {
    const lines = wantedOf(args);
    return [...new Map([...lines.map(accountRef), ...budgetRefs(lines)].map((ref) => [recordKey(ref), ref])).values()];
  },
  allowed: (input) => {
    if (!linesSchema.safeParse(input.args.fields.bookings.to).success) return refuse("badArguments");
    return permitted(input, "assignBookings") ?? sumsUp(input) ?? inChart(input);
  },
  apply: (input) => {
    const { body } = must(input.record, "the rule's `allowed` refused a missing record");
    const { from } = input.args.fields.bookings;
    const now: Json = z.json().parse(body.bookings ?? null);
    const lines = withAmounts(wantedOf(input.args), body.fields.gross ?? 0);
    const to: Json = lines.length === 0 ? null : z.json().parse(lines);
    if (!sameJson(now, from) && !sameJson(now, to))
      return { ...refuse("fieldConflict"), conflicts: [{ field: "bookings", from, mine: to, theirs: now }] };
    const voids = !sameJson(now, to);
    const given = [body.order, body.technical, ...Object.values(body.certifications)];
    const voided = voids && given.some((one) => one !== undefined);
    const fields = { ...body.fields, account: lines.length === 0 ? body.fields.account : singleAccount(lines) };
    const next: Partial<Invoice> = {
      bookings: lines.length === 0 ? undefined : [...lines],
      fields,
      ...(voids ? { certifications: {}, technical: undefined, order: undefined } : {}),
    };
    const line = changed(input, "assignBookings", next, { edits: { bookings: { from: now, to } }, voided });
    return { changes: [line, ...(voided ? noticesOfVoided(input, body) : [])] };
  },
});

/** All of the gross amount is booked, and no more. */
function sumsUp({ record, args }: CommandInput<Invoice, AssignArgs>): Refusal | undefined {
  const gross = record?.body.fields.gross ?? null;
  const lines = wantedOf(args);
  if (lines.length === 0) return undefined;
  if (gross === null) return refuse("fieldsIncomplete", { field: "gross" });
  return gapOf(withAmounts(lines, gross), gross) === 0 ? undefined : refuse("fieldsIncomplete", { field: "bookings" });
}

/** Where there is a chart of accounts, nothing is booked beside it. */
function inChart({ args, others, context }: CommandInput<Invoice, AssignArgs>): Refusal | undefined {
  if (context.hasChart !== true) return undefined;
  const strange = wantedOf(args).find((line) => {
    const entry = accountSchema.safeParse(others.get(recordKey(accountRef(line)))?.body).data;
    return entry === undefined || entry.withdrawn === true || !isValidIn(entry.fields, line.year);
  });
  return strange === undefined ? undefined : refuse("accountNotInChart", { account: strange.account, year: strange.year });
}
