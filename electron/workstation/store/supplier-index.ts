// Keeps the list of suppliers and the keys they are found by up to date. Must never hold more of them than their records do.
import { anyBodySchema, type AnyBody } from "../../../shared/domain/command.ts";
import { keysOfSupplier } from "../../../shared/domain/supplier/match.ts";
import { plainName } from "../../../shared/domain/supplier/names.ts";
import { supplierSchema, type Supplier } from "../../../shared/domain/supplier/schema.ts";
import type { OfficeRecord } from "../../../shared/domain/record.ts";
import { readableBody } from "../../../shared/domain/readable-body.ts";
import type { WritableDatabase } from "./database.ts";
import { fold, foldedWords } from "./fold.ts";
import { sql } from "./sql.ts";

/** A supplier's body, read as far as this program can; undefined where it cannot. */
export function supplierOf(body: AnyBody | undefined): Supplier | undefined {
  return body === undefined ? undefined : supplierSchema.safeParse(readableBody(body)).data;
}

/** What the list shows of a supplier and finds it by; undefined where it is in no list. */
export function supplierSummary({ body }: Pick<OfficeRecord, "body">) {
  const supplier = supplierOf(anyBodySchema.safeParse(body).data);
  if (supplier === undefined || supplier.withdrawn === true) return undefined;
  const { fields, ibans, state } = supplier;
  const spellings = [fields.name, ...fields.otherNames];
  const marks = [fields.vatId, fields.taxNumber, fields.customerNumber].flatMap((mark) => (mark === null ? [] : [mark, joined(mark)]));
  const place = [fields.postcode, fields.city, fields.street].map((part) => part ?? "");
  return {
    name: fields.name,
    sorted: fold(fields.name),
    city: fields.city ?? "",
    vatId: fields.vatId ?? "",
    state,
    names: spellings.map(plainName).join("\n"),
    search: foldedWords([...spellings, ...place, ...marks, ...ibans.map(({ iban }) => iban)].join(" ")),
    keys: keysOfSupplier(supplier),
  };
}

/** People type ids with blanks and without. */
function joined(mark: string): string {
  return mark.replaceAll(/[^\p{L}\p{N}]/gu, "");
}

export function putSupplier(
  database: WritableDatabase,
  no: number,
  id: string,
  line: NonNullable<ReturnType<typeof supplierSummary>>,
): void {
  removeSupplier(database, no);
  database.run(
    "put supplier",
    sql`insert into suppliers (no, id, name, sorted, city, vat_id, state, names, search)
      values (${no}, ${id}, ${line.name}, ${line.sorted}, ${line.city}, ${line.vatId}, ${line.state}, ${line.names}, ${line.search})`,
  );
  for (const key of line.keys) database.run("put supplier key", sql`insert into supplier_keys (key, no) values (${key}, ${no})`);
}

export function removeSupplier(database: WritableDatabase, no: number): void {
  database.run("forget supplier", sql`delete from suppliers where no = ${no}`);
  database.run("forget supplier keys", sql`delete from supplier_keys where no = ${no}`);
}
