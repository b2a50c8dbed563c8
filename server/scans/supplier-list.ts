// The suppliers of a municipality for the server's own reader: kept in memory, and brought up to date by what changed since it was last asked.
// Must never change one.
import { plainName, isSlipOf } from "../../shared/domain/supplier/names.ts";
import { keysOfMarks, keysOfSupplier, type SupplierMarks } from "../../shared/domain/supplier/match.ts";
import { recogniseAmong, type ListedSupplier, type RecognisedSupplier } from "../../shared/domain/supplier/recognise.ts";
import { supplierSchema } from "../../shared/domain/supplier/schema.ts";
import type { Queryable } from "../store/database.ts";
import { sql } from "../store/sql.ts";

export interface SupplierList {
  /** Whose paper it is that has these marks; null where nobody of the list fits. */
  recognise(queryable: Queryable, marks: SupplierMarks): Promise<RecognisedSupplier | null>;
}

/** The list of one tenant. What is no more is withdrawn, never gone, so that what changed is all there is to ask for. */
export function openSupplierList(tenant: string): SupplierList {
  const byId = new Map<string, ListedSupplier>();
  let upTo = "0";

  const refresh = async (queryable: Queryable): Promise<void> => {
    const rows = await queryable.query<{ id: string; seq: string; body: unknown }>(
      sql`select id, seq::text as seq, record->'body' as body from office_record
        where tenant = ${tenant} and kind = 'supplier' and seq > ${upTo}::bigint order by seq`,
    );
    for (const { id, seq, body } of rows) {
      const supplier = supplierSchema.safeParse(body).data;
      if (supplier === undefined) byId.delete(id);
      else byId.set(id, { id, supplier });
      upTo = seq;
    }
  };

  /** By key; by the spellings only where no key agrees, as at a desk. */
  const candidatesFor = (marks: SupplierMarks): readonly ListedSupplier[] => {
    const keys = new Set(keysOfMarks(marks));
    const all = [...byId.values()];
    const found = all.filter(({ supplier }) => keysOfSupplier(supplier).some((key) => keys.has(key)));
    if (found.length > 0 || marks.supplier === null) return found;
    const read = plainName(marks.supplier);
    return all.filter(({ supplier: { fields } }) => [fields.name, ...fields.otherNames].some((name) => isSlipOf(read, plainName(name))));
  };

  return {
    recognise: async (queryable, marks) => {
      await refresh(queryable);
      return recogniseAmong(marks, candidatesFor(marks));
    },
  };
}
