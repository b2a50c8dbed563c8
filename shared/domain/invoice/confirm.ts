// What a reader was not sure of and money is paid by: a person confirms it before anybody signs. Confirming changes no value.
import { must } from "../../base/must.ts";
import { z } from "../../base/zod.ts";
import { sameJson } from "../../base/canonical-json.ts";
import { rule } from "../command.ts";
import { refuse, type Refusal } from "../refusal.ts";
import { changed } from "./changed.ts";
import { permitted } from "./rights.ts";
import { invoiceFieldNames, isPaymentField, type FieldOrigin, type Invoice, type InvoiceFieldName } from "./schema.ts";
import { allFieldNames, allFieldsOf } from "./terms.ts";

/** A reader's confidence from which on its value stands by itself; the order of trust is the reader's own (scanner-inbox/propose). */
const sureEnough = 0.8;

/** Whether a value is worth a second look: nobody has entered or confirmed it, and the reader was not sure of it. */
export function isUnsure(origin: FieldOrigin | undefined): boolean {
  if (origin === undefined || origin.source === "person" || origin.confidence >= sureEnough) return false;
  return origin.confirmedBy === undefined;
}

/** The fields that keep an invoice from being signed, in the order of the form's data. A field without an origin is nobody's guess. */
export function unconfirmedFields({ fields, origins }: Pick<Invoice, "fields" | "origins">): readonly InvoiceFieldName[] {
  return invoiceFieldNames.filter((name) => isPaymentField(name) && fields[name] !== null && isUnsure(origins[name]));
}

/** Why nobody may sign yet. */
export function allConfirmed(body: Pick<Invoice, "fields" | "origins">): Refusal | undefined {
  const open = unconfirmedFields(body);
  return open.length === 0 ? undefined : refuse("unconfirmed", { fields: open.join(",") });
}

const confirmArgs = z.strictObject({
  /** By field: the value that the person saw. */
  fields: z.record(z.string().min(1), z.json()).refine((fields) => Object.keys(fields).length > 0),
});

/** A person has compared these values with the paper. Refused as a whole where one of them is another by now. */
export const confirmFields = rule<Invoice, z.infer<typeof confirmArgs>>({
  args: confirmArgs,
  allowed: (input) => {
    const names = Object.keys(input.args.fields);
    const held: Readonly<Record<string, unknown>> = input.record === undefined ? {} : allFieldsOf(input.record.body);
    if (names.some((field) => !allFieldNames.some((known) => known === field))) return refuse("badArguments");
    const refused = permitted(input, "confirmFields");
    if (refused !== undefined) return refused;
    return names.every((name) => sameJson(held[name], input.args.fields[name])) ? undefined : refuse("digestChanged");
  },
  apply: (input) => {
    const { origins } = must(input.record, "the rule's `allowed` refused a missing record").body;
    const names = Object.keys(input.args.fields);
    const confirmed = names.flatMap((name): [string, FieldOrigin][] => {
      const origin = origins[name];
      return origin === undefined || !isUnsure(origin) ? [] : [[name, { ...origin, confirmedBy: input.actor.personId }]];
    });
    const next = { origins: { ...origins, ...Object.fromEntries(confirmed) } };
    return { changes: [changed(input, "confirmFields", next, { fields: names.join(",") })] };
  },
});
