// The technical certification ("fachtechnisch richtig"): nobody needs it until somebody wants it; then nobody orders without it.
// It is a command of its own, so that an older server keeps it instead of calling it wrong.
import { must } from "../../base/must.ts";
import { z } from "../../base/zod.ts";
import { rule } from "../command.ts";
import { refuse } from "../refusal.ts";
import { changed } from "./changed.ts";
import { reasonText } from "./clarify-schema.ts";
import { allConfirmed } from "./confirm.ts";
import { notBiased, permitted, sameDigest } from "./rights.ts";
import type { Invoice } from "./schema.ts";
import { certifyArgs, knowingly, rightFor, signatureOf } from "./signing.ts";

const wantArgs = z.strictObject({ reason: reasonText });

/** Somebody who knows the trade is to look at it before it is ordered: at building work, say. */
export const wantTechnical = rule<Invoice, z.infer<typeof wantArgs>>({
  args: wantArgs,
  allowed: (input) =>
    permitted(input, "wantTechnical") ?? (input.record?.body.technicalWanted === undefined ? undefined : refuse("alreadyWanted")),
  apply: (input) => {
    const { actor, args, context } = input;
    const next = { technicalWanted: { reason: args.reason, by: actor.personId, at: context.at } };
    return { changes: [changed(input, "wantTechnical", next, { reason: args.reason })] };
  },
});

const waiveArgs = z.strictObject({ reason: reasonText });

/** It is not needed after all. Whoever only orders cannot say so: they would take a hurdle out of their own way. */
export const waiveTechnical = rule<Invoice, z.infer<typeof waiveArgs>>({
  args: waiveArgs,
  allowed: (input) => {
    const { technicalWanted, technical } = input.record?.body ?? {};
    const refused = permitted(input, "waiveTechnical");
    if (refused !== undefined) return refused;
    if (technicalWanted === undefined) return refuse("nothingToSettle");
    return technical === undefined ? undefined : refuse("alreadyCertified");
  },
  apply: (input) => ({ changes: [changed(input, "waiveTechnical", { technicalWanted: undefined }, { reason: input.args.reason })] }),
});

/** "Fachtechnisch richtig", by whoever may certify facts for the unit. */
export const certifyTechnical = rule<Invoice, z.infer<typeof certifyArgs>>({
  args: certifyArgs,
  allowed: (input) => {
    const { technicalWanted, technical } = input.record?.body ?? {};
    return (
      permitted(input, "certifyTechnical") ??
      (technicalWanted === undefined ? refuse("technicalNotWanted") : undefined) ??
      notBiased(input) ??
      (technical === undefined ? undefined : refuse("alreadyCertified")) ??
      sameDigest(input) ??
      allConfirmed(must(input.record, "checked before").body)
    );
  },
  apply: (input) => {
    const technical = signatureOf(input, { grant: rightFor(input, "CERT_FACTUAL"), separated: true });
    if (!technical.ok) return technical.error;
    const details = { statement: input.args.statement, ...knowingly(input.args.alike) };
    return {
      changes: [changed(input, "certifyTechnical", { technical: technical.value }, details, { onBehalfOf: technical.value.onBehalfOf })],
    };
  },
});

const withdrawArgs = z.strictObject({ certification: z.uuid() });
export const withdrawTechnical = rule<Invoice, z.infer<typeof withdrawArgs>>({
  args: withdrawArgs,
  final: "signatureStays",
  allowed: (input) => {
    const given = input.record?.body.technical;
    if (given === undefined || given.commandId !== input.args.certification) return refuse("notUndoable");
    if (given.by !== input.actor.personId) return refuse("notAllowed", { role: "author", unit: "" });
    return input.record?.body.order === undefined ? undefined : refuse("laterWorkExists");
  },
  apply: (input) => ({ changes: [changed(input, "withdrawTechnical", { technical: undefined })] }),
});
