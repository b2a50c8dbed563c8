// The list of suppliers, the invoices of one, and whose invoice one is. Quick with twenty thousand of them: ids, accounts and spellings
// are found by their key, and only where none agrees are the spellings compared letter by letter.
import type { z } from "../../../shared/base/zod.ts";
import type {
  SupplierInvoices,
  SupplierList,
  SupplierMatchResult,
  supplierInvoicesArgsSchema,
  suppliersArgsSchema,
} from "../../../shared/desk/supplier-calls.ts";
import type { Intention, SubmitResult } from "../../../shared/desk/record-calls.ts";
import type { AnyBody } from "../../../shared/domain/command.ts";
import { invoiceSchema } from "../../../shared/domain/invoice/schema.ts";
import { readableBody } from "../../../shared/domain/readable-body.ts";
import { contradictions, keysOfMarks, matchSupplier, type SupplierMarks } from "../../../shared/domain/supplier/match.ts";
import { isSlipOf, plainName, slipPieces } from "../../../shared/domain/supplier/names.ts";
import { recogniseAmong, type ListedSupplier, type RecognisedSupplier } from "../../../shared/domain/supplier/recognise.ts";
import type { ReadableDatabase } from "./database.ts";
import { foldedWords } from "./fold.ts";
import { recordAt } from "./records.ts";
import { allOf, joinSql, listOf, sql } from "./sql.ts";
import { storedJson } from "./stored-json.ts";
import { supplierOf } from "./supplier-index.ts";

export function querySuppliers(database: ReadableDatabase, args: z.output<typeof suppliersArgsSchema>): SupplierList {
  const words = foldedWords(args.text)
    .split(" ")
    .filter((word) => word !== "");
  const where = allOf(words.map((word) => sql`instr(search, ${word}) > 0`));
  const count = (condition: typeof where): number =>
    database.get<{ total: number }>("count suppliers", sql`select count(*) as total from suppliers where ${condition}`)?.total ?? 0;
  const rows = database.all<SupplierList["rows"][number]>(
    "list suppliers",
    sql`select id, name, city, vat_id as vatId, state,
        (select count(*) from outbox where outbox.kind = 'supplier' and outbox.record_id = suppliers.id
          and outbox.state not in ('acknowledged', 'partlyRefused') and json_extract(outbox.command, '$.name') <> 'learn') as waiting
      from suppliers where ${where} order by sorted, no limit ${args.limit}`,
  );
  return { total: count(where), all: count(sql`true`), rows: [...rows] };
}

export function querySupplierInvoices(
  database: ReadableDatabase,
  { id, limit }: z.output<typeof supplierInvoicesArgsSchema>,
): SupplierInvoices {
  const where = sql`kind = 'invoice' and json_extract(body, '$.supplierId') = ${id} and json_extract(body, '$.supplierId') is not null`;
  const total = database.get<{ total: number }>("count a supplier's invoices", sql`select count(*) as total from records where ${where}`);
  const rows = database.all<{ id: string; body: string }>(
    "a supplier's invoices",
    sql`select id, body from records where ${where} order by no desc limit ${limit}`,
  );
  const known = rows.flatMap((row): SupplierInvoices["rows"] => {
    const parsed = invoiceSchema.safeParse(readableBody(storedJson<AnyBody>(row.body)));
    if (!parsed.success) return [];
    const { number, issueDate, gross, currency } = parsed.data.fields;
    return [{ id: row.id, number, issueDate, gross, currency, state: parsed.data.state }];
  });
  return { total: total?.total ?? 0, rows: known };
}

function listed(rows: readonly { readonly id: string; readonly body: string }[]): readonly ListedSupplier[] {
  return rows.flatMap(({ id, body }): readonly ListedSupplier[] => {
    const supplier = supplierOf(storedJson<AnyBody>(body));
    return supplier === undefined ? [] : [{ id, supplier }];
  });
}

function byKeys(database: ReadableDatabase, keys: readonly string[]): readonly ListedSupplier[] {
  const rows = database.all<{ id: string; body: string }>(
    "suppliers by key",
    sql`select id, body from records where no in (select no from supplier_keys where key in (${listOf(keys)})) order by no`,
  );
  return listed(rows);
}

/** Those with a spelling that may be this one, read with a slip. */
function bySlip(database: ReadableDatabase, name: string): readonly ListedSupplier[] {
  const read = plainName(name);
  const pieces = slipPieces(read);
  const oneOf = joinSql(
    pieces.map((piece) => sql`instr(names, ${piece}) > 0`),
    sql` or `,
    sql`0`,
  );
  const rows = database.all<{ no: number; names: string }>("spellings", sql`select no, names from suppliers where ${oneOf}`);
  const alike = rows.filter(({ names }) => names.split("\n").some((known) => isSlipOf(read, known))).map(({ no }) => no);
  if (alike.length === 0) return [];
  return listed(
    database.all<{ id: string; body: string }>(
      "suppliers alike",
      sql`select id, body from records where no in (${listOf(alike)}) order by no`,
    ),
  );
}

function candidatesFor(database: ReadableDatabase, marks: SupplierMarks): readonly ListedSupplier[] {
  const found = byKeys(database, keysOfMarks(marks));
  return found.length > 0 || marks.supplier === null ? found : bySlip(database, marks.supplier);
}

/** The supplier of the list that a paper with these marks comes from; null where there is none. */
export function recogniseSupplier(database: ReadableDatabase, marks: SupplierMarks): RecognisedSupplier | null {
  return recogniseAmong(marks, candidatesFor(database, marks));
}

/** Whose invoice it is, as it says itself or as the desk would say. */
export function querySupplierMatch(database: ReadableDatabase, invoiceId: string): SupplierMatchResult {
  const body = recordAt(database, { kind: "invoice", id: invoiceId })?.body;
  const invoice = body === undefined ? undefined : invoiceSchema.safeParse(readableBody(body)).data;
  if (invoice === undefined) return { supplier: null, findings: [] };
  const { fields, supplierId } = invoice;
  const candidates = candidatesFor(database, fields);
  const match = matchSupplier(fields, candidates);
  const said = supplierId === undefined ? undefined : supplierOf(recordAt(database, { kind: "supplier", id: supplierId })?.body);
  if (supplierId !== undefined && said !== undefined && said.withdrawn !== true) {
    const by = matchSupplier(fields, [{ id: supplierId, supplier: said }])?.by ?? null;
    const all = candidates.some(({ id }) => id === supplierId) ? candidates : [...candidates, { id: supplierId, supplier: said }];
    const findings = [...contradictions(fields, supplierId, all)];
    return { supplier: { id: supplierId, name: said.fields.name, linked: true, by }, findings };
  }
  const name = candidates.find(({ id }) => id === match?.id)?.supplier.fields.name;
  if (match === undefined || name === undefined) return { supplier: null, findings: [] };
  return { supplier: { id: match.id, name, linked: false, by: match.by }, findings: [...contradictions(fields, match.id, candidates)] };
}

/** Steps at an invoice by which a person says that values are right, or whose they are. */
const teaching = ["editFields", "confirmFields", "certify", "linkSupplier"];

/** Of the steps just given those that may teach where a supplier's fields stand; found where they are written, so that no other costs anything. */
export function teachingSteps(
  database: ReadableDatabase,
  commands: readonly Intention[],
  { results }: SubmitResult,
): readonly { readonly command: Intention; readonly invoice: string }[] {
  return commands.flatMap((command, index) => {
    const { recordId: invoice, outcome } = results[index] ?? {};
    if (command.kind !== "invoice" || !teaching.includes(command.name) || outcome !== "applied" || invoice === undefined) return [];
    const supplier = recordAt(database, { kind: "invoice", id: invoice })?.body["supplierId"];
    return typeof supplier === "string" ? [{ command, invoice }] : [];
  });
}
