// The kind `paymentRun`: made by one person of the cash office, released by a second, exported once, settled by the bank's statement.
import { defineKind } from "../command.ts";
import { houseScope } from "../scope.ts";
import { withTakeBack } from "../take-back.ts";
import { dissolveRun, makeRun } from "./make.ts";
import { exportRun, releaseRun } from "./release.ts";
import { cashAnywhere } from "./rights.ts";
import { paymentRunInvariants, paymentRunSchema, type PaymentRun } from "./schema.ts";
import { settleRun } from "./settle.ts";

/** The kind `paymentRun`. Nothing of it is taken back: a run is dissolved, a file is replaced with a reason, a payment is returned by the bank. */
export const paymentRunKind = defineKind<PaymentRun>({
  name: "paymentRun",
  schema: paymentRunSchema,
  schemaVersion: 1,
  raise: (body) => body,
  invariants: paymentRunInvariants,
  scopes: () => [houseScope("paymentRun")],
  untracked: ["state"],
  commands: withTakeBack<PaymentRun>(
    { makeRun, releaseRun, exportRun, dissolveRun, settleRun },
    { kind: "paymentRun", may: (actor, _unit, today) => cashAnywhere({ actor, context: { today } }) },
  ),
});
