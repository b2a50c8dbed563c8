// The cash office notes a payment by hand: the whole, or a part of it. What goes out in a payment run is booked there.
import { must } from "../../base/must.ts";
import { z } from "../../base/zod.ts";
import { actingFor } from "../actor.ts";
import { rule, type CommandInput } from "../command.ts";
import { refuse, type Refusal } from "../refusal.ts";
import { changed } from "./changed.ts";
import { payableOn } from "./payable.ts";
import type { PartPayment } from "./payments-schema.ts";
import { notCertifierPaying, notInRun, notOrdering, permitted } from "./rights.ts";
import type { Invoice } from "./schema.ts";

const paymentArgs = z.strictObject({
  paidOn: z.iso.date(),
  /** Of a payment in part; absent for all that is left. */
  cents: z.int().positive().optional(),
});
type PaymentArgs = z.infer<typeof paymentArgs>;

function withinOpen({ record, args }: CommandInput<Invoice, PaymentArgs>): Refusal | undefined {
  if (args.cents === undefined) return undefined;
  const { open } = payableOn(must(record, "checked before").body, args.paidOn);
  return args.cents <= open ? undefined : refuse("moreThanOpen", { amount: args.cents, limit: Math.max(open, 0) });
}

/** The cash office notes the payment (Zahlungsabwicklung, § 42 (2) KomHKVO). It is paid once the sum reaches what is payable. */
export const recordPayment = rule<Invoice, PaymentArgs>({
  args: paymentArgs,
  allowed: (input) =>
    permitted(input, "recordPayment") ?? notOrdering(input) ?? notCertifierPaying(input) ?? notInRun(input) ?? withinOpen(input),
  apply: (input) => {
    const { actor, args, context } = input;
    const { body, unit } = must(input.record, "the rule's `allowed` refused a missing record");
    const onBehalfOf = actingFor(actor, ["CASH"], unit, context.today);
    const paid = { by: actor.personId, at: context.at, paidOn: args.paidOn, commandId: context.commandId };
    const payment = onBehalfOf === undefined ? paid : { ...paid, onBehalfOf };
    const { open, discount } = payableOn(body, args.paidOn);
    const cents = args.cents ?? open;
    // One payment of the whole needs no list beside it.
    const alone = args.cents === undefined && body.payments === undefined;
    const completes = args.cents === undefined || cents === open;
    const taken = Object.values(body.payments ?? {}).reduce((sum, one) => sum + (one.discount ?? 0), 0);
    const part: PartPayment = {
      cents,
      paidOn: args.paidOn,
      by: actor.personId,
      at: context.at,
      ...(completes && discount > taken ? { discount: discount - taken } : {}),
    };
    const next: Partial<Invoice> = {
      ...(alone ? {} : { payments: { ...body.payments, [context.commandId]: part } }),
      ...(completes ? { payment } : {}),
    };
    const details = { paidOn: args.paidOn, ...(alone ? {} : { cents }) };
    return { changes: [changed(input, "recordPayment", next, details, { onBehalfOf })] };
  },
});
