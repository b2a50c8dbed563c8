// What this desk knows that may be an invoice once more: everything here of the same amount, paid and filed ones too, judged by the rule.
import type { DuplicateRow } from "../../../shared/desk/duplicate-calls.ts";
import type { AnyBody } from "../../../shared/domain/command.ts";
import { isUndecided, likenessOf, type Likeness } from "../../../shared/domain/invoice/duplicates.ts";
import { invoiceSchema, type Invoice } from "../../../shared/domain/invoice/schema.ts";
import { readableBody } from "../../../shared/domain/readable-body.ts";
import type { ReadableDatabase } from "./database.ts";
import { recordAt } from "./records.ts";
import { sql } from "./sql.ts";
import { storedJson } from "./stored-json.ts";

/** Of one amount, the newest: fees of the same amount come by the hundred. */
const mostCompared = 500;

/** What wants a decision first, then papers that were set aside as this very invoice. */
export function queryDuplicates(database: ReadableDatabase, id: string): readonly DuplicateRow[] {
  const invoice = readInvoice(recordAt(database, { kind: "invoice", id })?.body);
  const gross = invoice?.fields.gross ?? null;
  if (invoice === undefined || gross === null) return [];
  const rows = database.all<{ id: string; body: string }>(
    "invoices of one amount",
    sql`select id, body from records where kind = 'invoice' and json_extract(body, '$.fields.gross') = ${gross} and id <> ${id}
      order by no desc limit ${mostCompared}`,
  );
  const found = rows.flatMap((row): readonly DuplicateRow[] => {
    const other = readInvoice(storedJson<AnyBody>(row.body));
    if (other === undefined) return [];
    const likeness = likenessOf(invoice, other);
    if (other.duplicateOf?.of === id) return [{ id: row.id, standing: "setAside", ...plain(likeness) }];
    return likeness !== undefined && isUndecided(id, invoice, row.id, other)
      ? [{ id: row.id, standing: "undecided", ...plain(likeness) }]
      : [];
  });
  return found.sort((one, two) => rank(one) - rank(two));
}

const rank = ({ standing, strength }: DuplicateRow): number => (standing === "setAside" ? 2 : strength === "same" ? 0 : 1);

/** A person may set aside what the rule sees no likeness in. */
function plain(likeness: Likeness | undefined): Pick<DuplicateRow, "strength" | "agree" | "differ"> {
  const { strength = "maybe", agree = [], differ = [] } = likeness ?? {};
  return { strength, agree: [...agree], differ: [...differ] };
}

function readInvoice(body: AnyBody | undefined): Invoice | undefined {
  return body === undefined ? undefined : invoiceSchema.safeParse(readableBody(body)).data;
}
