// Papers that may be one invoice, as the desk finds them among everything it knows.
import { z } from "../base/zod.ts";
import { alikeAmong, likenessFacts } from "../domain/invoice/duplicates.ts";
import { invoiceStates, type Invoice } from "../domain/invoice/schema.ts";

export const duplicatesArgsSchema = z.object({ id: z.uuid() });

export const duplicatesResultSchema = z.array(
  z.object({
    /** The other invoice. */
    id: z.uuid(),
    /** `undecided`: a person has to say; `setAside`: it was set aside as this one. */
    standing: z.enum(["undecided", "setAside"]),
    strength: z.enum(["same", "maybe"]),
    agree: z.array(z.enum(likenessFacts)),
    differ: z.array(z.enum(likenessFacts)),
    /** Which one it is, in short. */
    other: z.object({ number: z.string().nullable(), supplier: z.string().nullable(), state: z.enum(invoiceStates) }),
  }),
);
export type DuplicateRow = Readonly<z.infer<typeof duplicatesResultSchema>[number]>;

interface WholeInvoice {
  readonly id: string;
  readonly body: Invoice;
}

/** What is like an invoice among others, as a screen is told it. */
export function duplicateRowsOf(one: WholeInvoice, others: readonly WholeInvoice[]): DuplicateRow[] {
  const bodies = new Map(others.map(({ id, body }) => [id, body]));
  return alikeAmong(one, others).flatMap((alike): readonly DuplicateRow[] => {
    const body = bodies.get(alike.id);
    if (body === undefined) return [];
    const { number, supplier } = body.fields;
    return [{ ...alike, agree: [...alike.agree], differ: [...alike.differ], other: { number, supplier, state: body.state } }];
  });
}
