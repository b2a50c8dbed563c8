// Makes a database as an older version of this program left it: its migrations, and its rows from a dump in JSON.
// Must never run a migration that the older version did not have: that is what the server under test has to do.
import pg from "pg";
import { z } from "../../shared/base/zod.ts";
import type { Queryable } from "../store/database.ts";
import { migrate } from "../store/migrate.ts";
import type { Sql } from "../store/sql.ts";

export const dumpSchema = z.record(z.string(), z.array(z.record(z.string(), z.unknown())));
/** Rows by table, each as `to_jsonb` writes it. */
export type Dump = Readonly<z.infer<typeof dumpSchema>>;

const stepSchema = z.looseObject({ number: z.int() });

/** Fills an empty database. */
export async function restoreRows(url: string, dump: Dump): Promise<void> {
  const { schema_version: steps = [], ...tables } = dump;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const queryable: Queryable = {
      query: async <Row extends object>(statement: Sql): Promise<Row[]> =>
        (await client.query<Row>(statement.text, [...statement.values])).rows,
    };
    const transaction = async <T>(work: (within: Queryable) => Promise<T>): Promise<T> => {
      await client.query("begin");
      const result = await work(queryable);
      await client.query("commit");
      return result;
    };
    await migrate({ transaction }, Math.max(...steps.map((step) => stepSchema.parse(step).number)));
    for (const [name, rows] of Object.entries(tables)) {
      const table = client.escapeIdentifier(name);
      const kept = await client.query<{ name: string }>(
        "select column_name as name from information_schema.columns where table_name = $1 and is_generated = 'NEVER'",
        [name],
      );
      const columns = kept.rows.map((column) => client.escapeIdentifier(column.name)).join(", ");
      const from = `jsonb_populate_recordset(null::${table}, $1::jsonb)`;
      await client.query(`insert into ${table} (${columns}) select ${columns} from ${from}`, [JSON.stringify(rows)]);
    }
  } finally {
    await client.end();
  }
}
