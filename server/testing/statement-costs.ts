// What statements cost in the database's own words: every statement of the wrapped database is explained as well as run.
// Must never be part of the program.
import { z } from "../../shared/base/zod.ts";
import type { Database } from "../store/database.ts";

interface PlanNode {
  readonly rows: number;
  readonly children: readonly PlanNode[];
}

const nodeSchema: z.ZodType<PlanNode> = z.lazy(() =>
  z
    .object({
      "Actual Rows": z.number(),
      "Actual Loops": z.number(),
      "Rows Removed by Filter": z.number().optional(),
      Plans: z.array(nodeSchema).optional(),
    })
    .transform((node) => ({
      rows: (node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0)) * node["Actual Loops"],
      children: node.Plans ?? [],
    })),
);
const explainedSchema = z.tuple([
  z.object({ Plan: z.intersection(z.object({ "Shared Hit Blocks": z.int(), "Shared Read Blocks": z.int() }), nodeSchema) }),
]);

export interface StatementCosts {
  readonly database: Database;
  /** Since the last call. */
  readonly take: () => { readonly statements: number; readonly blocks: number; readonly rows: number };
}

/** A database that counts: statements, pages touched (8 kB each), and rows that any step of a plan looked at. */
export function countCosts(database: Database): StatementCosts {
  let counted = { statements: 0, blocks: 0, rows: 0 };
  return {
    database: {
      ...database,
      query: async (statement) => {
        const [row] = await database.query<{ "QUERY PLAN": unknown }>({
          text: `explain (analyze, buffers, timing off, format json) ${statement.text}`,
          values: statement.values,
        });
        const [{ Plan: plan }] = explainedSchema.parse(row?.["QUERY PLAN"]);
        counted = {
          statements: counted.statements + 1,
          blocks: counted.blocks + plan["Shared Hit Blocks"] + plan["Shared Read Blocks"],
          rows: counted.rows + rowsOf(plan),
        };
        return await database.query(statement);
      },
    },
    take: () => {
      const taken = counted;
      counted = { statements: 0, blocks: 0, rows: 0 };
      return taken;
    },
  };
}

function rowsOf(node: PlanNode): number {
  return node.children.reduce((sum, child) => sum + rowsOf(child), node.rows);
}
