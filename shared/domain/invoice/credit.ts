// A credit note set off against an invoice of the same supplier: less is paid, and the credit note asks for nothing more. Both records say so.
import { must } from "../../base/must.ts";
import { z } from "../../base/zod.ts";
import { rule, type Change, type CommandInput } from "../command.ts";
import { recordKey, type OfficeRecord, type RecordRef } from "../record.ts";
import { refuse, type Refusal } from "../refusal.ts";
import { plainName } from "../supplier/names.ts";
import { changed } from "./changed.ts";
import { mayAct, permitted } from "./rights.ts";
import { invoiceSchema, isNoInvoice, type Invoice } from "./schema.ts";
import { payableOf } from "./stage.ts";

const creditArgs = z.strictObject({ credit: z.uuid() });
type CreditArgs = z.infer<typeof creditArgs>;
type Input = CommandInput<Invoice, CreditArgs>;

const reads = ({ credit }: CreditArgs): readonly RecordRef[] => [{ kind: "invoice", id: credit }];

function noteOf({ args, others }: Input): OfficeRecord<Invoice> {
  const record = must(others.get(recordKey({ kind: "invoice", id: args.credit })), "the command names it in `reads`");
  return { ...record, body: invoiceSchema.parse(record.body) };
}

/** The credit note's own line of the same step. */
function noteChanged(input: Input, command: string, credited: Invoice["credited"]): Change {
  const note = noteOf(input);
  return changed({ ...input, id: note.id, record: note }, command, { credited });
}

/** Whether two invoices come from one supplier: of the list, else by account or name. */
export function sameSupplier(one: Invoice, other: Invoice): boolean {
  if (one.supplierId !== undefined && other.supplierId !== undefined) return one.supplierId === other.supplierId;
  const [a, b] = [one.fields, other.fields];
  if (a.iban !== null && a.iban === b.iban) return true;
  return a.supplier !== null && b.supplier !== null && plainName(a.supplier) === plainName(b.supplier);
}

/** The amount of a credit note in cents, however its sign is written; undefined where it is not known. */
export function creditOf({ fields }: Pick<Invoice, "fields">): number | undefined {
  return fields.gross === null || fields.gross === 0 ? undefined : Math.abs(fields.gross);
}

/** What speaks against setting this credit note off against the invoice, whoever does it; undefined where nothing does. */
export function whyNoMatch(invoice: Invoice, note: Invoice): Refusal | undefined {
  if (note.documentKind !== "creditNote" || invoice.documentKind === "creditNote") return refuse("notCreditNote");
  if (note.credited !== undefined) return refuse("creditMatched");
  if (note.duplicateOf !== undefined) return refuse("isDuplicate");
  if (isNoInvoice(note)) return refuse("isNoInvoice");
  if (note.order !== undefined) return refuse("wrongState", { state: note.state });
  if (!sameSupplier(invoice, note) || (invoice.fields.currency ?? "EUR") !== (note.fields.currency ?? "EUR"))
    return refuse("otherSupplier");
  const cents = creditOf(note);
  if (cents === undefined) return refuse("fieldsIncomplete", { field: "gross" });
  return cents > (payableOf(invoice) ?? 0) ? refuse("creditTooHigh", { amount: cents, limit: payableOf(invoice) ?? 0 }) : undefined;
}

/** Sets a credit note off against this invoice, before it is ordered. */
export const matchCredit = rule<Invoice, CreditArgs>({
  args: creditArgs,
  reads,
  final: "creditStays",
  allowed: (input) =>
    permitted(input, "matchCredit") ??
    mayAct(input.actor, "matchCredit", noteOf(input).unit, input.context) ??
    whyNoMatch(must(input.record, "checked before").body, noteOf(input).body),
  apply: (input) => {
    const { actor, args, id, context } = input;
    const { body } = must(input.record, "the rule's `allowed` refused a missing record");
    const said = { by: actor.personId, at: context.at };
    const note = noteOf(input).body;
    const cents = must(creditOf(note), "the rule's `allowed` found it");
    const credits = { ...body.credits, [args.credit]: { ...said, cents } };
    const details = { number: note.fields.number ?? "", cents };
    return { changes: [changed(input, "matchCredit", { credits }, details), noteChanged(input, "matchCredit", { ...said, of: id })] };
  },
});

/** Takes the two apart again: the whole amount is to be paid. */
export const unmatchCredit = rule<Invoice, CreditArgs>({
  args: creditArgs,
  reads,
  final: "creditStays",
  allowed: (input) => {
    const refused = permitted(input, "unmatchCredit");
    if (refused !== undefined) return refused;
    return input.record?.body.credits?.[input.args.credit] === undefined ? refuse("nothingToSettle") : undefined;
  },
  apply: (input) => {
    const { body } = must(input.record, "the rule's `allowed` refused a missing record");
    const left = Object.entries(body.credits ?? {}).filter(([id]) => id !== input.args.credit);
    const credits = left.length === 0 ? undefined : Object.fromEntries(left);
    const details = { number: noteOf(input).body.fields.number ?? "" };
    return { changes: [changed(input, "unmatchCredit", { credits }, details), noteChanged(input, "unmatchCredit", undefined)] };
  },
});
