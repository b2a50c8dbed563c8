// Certifying and ordering: signatures bound to a digest. Offline they are intents; the server decides when their turn comes.
import { must } from "../../base/must.ts";
import { z } from "../../base/zod.ts";
import { rule, type CommandInput } from "../command.ts";
import { refuse, type Refusal } from "../refusal.ts";
import { bookingsOf, gapOf } from "./bookings.ts";
import { withinBudget } from "./budget.ts";
import { changed } from "./changed.ts";
import { allConfirmed } from "./confirm.ts";
import { notBiased, notCash, notInRun, permitted, sameDigest } from "./rights.ts";
import { orderingHand } from "./ordering.ts";
import { accountIsConfirmed } from "./payee-account.ts";
import { certificationKinds, type Invoice } from "./schema.ts";
import { certifyArgs as plainArgs, knowingly, knownAlike, rightFor, signatureOf } from "./signing.ts";

const roleOf = { factual: "CERT_FACTUAL", arithmetic: "CERT_ARITHMETIC" } as const;

const certifyArgs = z.strictObject({ as: z.enum(certificationKinds), ...plainArgs.shape });

/** § 42 (3) KomHKVO: factual ("sachlich richtig") or arithmetical ("rechnerisch richtig") correctness. */
export const certify = rule<Invoice, z.infer<typeof certifyArgs>>({
  args: certifyArgs,
  allowed: (input) =>
    permitted(input, `certify.${input.args.as}`) ??
    notBiased(input) ??
    (input.record?.body.certifications[input.args.as] === undefined ? undefined : refuse("alreadyCertified")) ??
    sameDigest(input) ??
    complete(input.record?.body, input.args.as) ??
    allConfirmed(must(input.record, "checked before").body) ??
    booked(input),
  apply: (input) => {
    const { body } = must(input.record, "the rule's `allowed` refused a missing record");
    const signed = signatureOf(input, { grant: rightFor(input, roleOf[input.args.as]), separated: true });
    if (!signed.ok) return signed.error;
    const certifications = { ...body.certifications, [input.args.as]: signed.value };
    const details = { as: input.args.as, statement: input.args.statement, ...knowingly(input.args.alike) };
    return { changes: [changed(input, "certify", { certifications }, details, { onBehalfOf: signed.value.onBehalfOf })] };
  },
});

/** What a certification states has to be there: a payee and an amount, and sums that add up. */
function complete(body: Invoice | undefined, as: "factual" | "arithmetic"): Refusal | undefined {
  const { number, supplier, iban, net, vat, gross } = must(body, "checked before").fields;
  const missing = Object.entries({ number, supplier, iban, gross }).find(([, value]) => value === null);
  if (missing !== undefined) return refuse("fieldsIncomplete", { field: missing[0] });
  const adds = net === null || vat === null || net + vat === gross;
  return as === "arithmetic" && !adds ? refuse("fieldsIncomplete", { field: "gross" }) : undefined;
}

/** "Sachlich richtig" speaks of account and budget too: where there is a chart of accounts, everything is booked on it. */
function booked({ record, args, context }: CommandInput<Invoice, z.infer<typeof certifyArgs>>): Refusal | undefined {
  const { body } = must(record, "checked before");
  if (args.as !== "factual" || context.hasChart !== true) return undefined;
  const lines = bookingsOf(body);
  return lines.length > 0 && gapOf(lines, body.fields.gross ?? 0) === 0 ? undefined : refuse("fieldsIncomplete", { field: "bookings" });
}

const withdrawCertificationArgs = z.strictObject({ as: z.enum(certificationKinds), certification: z.uuid() });
export const withdrawCertification = rule<Invoice, z.infer<typeof withdrawCertificationArgs>>({
  args: withdrawCertificationArgs,
  final: "signatureStays",
  allowed: (input) => {
    const given = input.record?.body.certifications[input.args.as];
    if (given === undefined || given.commandId !== input.args.certification) return refuse("notUndoable");
    if (given.by !== input.actor.personId) return refuse("notAllowed", { role: "author", unit: "" });
    return input.record?.body.order === undefined ? undefined : refuse("laterWorkExists");
  },
  apply: (input) => {
    const before = must(input.record, "the rule's `allowed` refused a missing record").body.certifications;
    const certifications = { ...before, [input.args.as]: undefined };
    return { changes: [changed(input, "withdrawCertification", { certifications }, { as: input.args.as })] };
  },
});

const orderArgs = z.strictObject({
  digest: z.string().length(64),
  statement: z.string().min(1).max(500),
  /** Why the certifier orders all the same, where the municipality allows that at all. */
  exceptionReason: z.string().trim().max(1000).optional(),
  alike: knownAlike,
});

function whyNoHand(input: CommandInput<Invoice, z.infer<typeof orderArgs>>): Refusal | undefined {
  const hand = orderingHand(input);
  return "code" in hand ? hand : undefined;
}

function technicalThere(body: Invoice | undefined): Refusal | undefined {
  const missing = body?.technicalWanted !== undefined && body.technical === undefined;
  return missing ? refuse("technicalMissing", { person: body.technicalWanted?.by ?? "" }) : undefined;
}

/** The payment order (Zahlungsanweisung, § 42 (1) KomHKVO). */
export const order = rule<Invoice, z.infer<typeof orderArgs>>({
  args: orderArgs,
  allowed: (input) =>
    permitted(input, "order") ??
    technicalThere(input.record?.body) ??
    notCash(input) ??
    notBiased(input) ??
    whyNoHand(input) ??
    accountIsConfirmed(input) ??
    sameDigest(input) ??
    withinBudget(input),
  apply: (input) => {
    const hand = orderingHand(input);
    if ("code" in hand) return hand;
    const { grant, exception } = hand;
    const amountCents = must(input.record, "the rule's `allowed` refused a missing record").body.fields.gross ?? 0;
    const signed = signatureOf(input, { grant, amountCents, separated: !exception });
    if (!signed.ok) return signed.error;
    const reason: Record<string, string> = exception ? { exceptionReason: input.args.exceptionReason ?? "" } : {};
    const details = { statement: input.args.statement, ...reason, ...knowingly(input.args.alike) };
    return { changes: [changed(input, "order", { order: { ...signed.value, ...reason } }, details, { onBehalfOf: grant.onBehalfOf })] };
  },
});

const withdrawOrderArgs = z.strictObject({ order: z.uuid() });
export const withdrawOrder = rule<Invoice, z.infer<typeof withdrawOrderArgs>>({
  args: withdrawOrderArgs,
  final: "signatureStays",
  allowed: (input) => {
    const given = input.record?.body.order;
    if (given === undefined || given.commandId !== input.args.order) return refuse("notUndoable");
    if (given.by !== input.actor.personId) return refuse("notAllowed", { role: "author", unit: "" });
    return notInRun(input) ?? (input.record?.body.state === "ordered" ? undefined : refuse("laterWorkExists"));
  },
  apply: (input) => ({ changes: [changed(input, "withdrawOrder", { order: undefined })] }),
});
