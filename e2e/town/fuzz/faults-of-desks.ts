// Planted faults of the desks: store operations that forget a part of their work.
import { sql } from "../../../electron/workstation/store/sql.ts";
import type { StoreDatabase } from "../../../electron/workstation/store/database.ts";
import type { PlantedFault, StoreOperation } from "./planted.ts";

const around =
  (name: string, change: (operation: StoreOperation) => unknown): NonNullable<PlantedFault["store"]> =>
  (operation) =>
    operation.role === "writer" && operation.name === name ? change(operation) : operation.run(operation.args);

function idsIn(database: StoreDatabase, states: string): readonly string[] {
  const rows = database.all<{ id: string }>("fault ids", {
    text: `select id from outbox where state in (${states}) order by seq`,
    values: [],
  });
  return rows.map((row) => row.id);
}

function set(database: StoreDatabase, ids: readonly string[], what: string): void {
  for (const id of ids) database.run("fault set", { text: `update outbox set ${what} where id = ?`, values: [id] });
}

export const faultsOfDesks: Readonly<Record<string, () => PlantedFault>> = {
  "rebase forgotten": () => ({
    store: around("applyPull", ({ database, args, run }) => {
      const hidden = database.all<{ id: string }>("fault hidden", sql`select id from outbox where settled = 0`).map((row) => row.id);
      set(database, hidden, "settled = 1");
      const result = run(args);
      set(database, hidden, "settled = 0");
      return result;
    }),
  }),
  "stale base kept": () => ({
    store: around("takeAnswers", ({ database, args, run }) => {
      const result = run(args);
      set(database, idsIn(database, "'acknowledged', 'partlyRefused'"), "settled = 1");
      return result;
    }),
  }),
  "restore without resending": () => ({
    store: around("beginEpoch", ({ database, args, run }) => {
      const answered = idsIn(database, "'acknowledged'");
      const result = run(args);
      const again = new Set(idsIn(database, "'queued'"));
      set(
        database,
        answered.filter((id) => again.has(id)),
        "state = 'acknowledged', settled = 1",
      );
      return result;
    }),
  }),
  "requeue forgotten after a kill": () => {
    const flying = new Map<string, readonly string[]>();
    return {
      dying: (database, file) => flying.set(file, idsIn(database, "'sending'")),
      opened: (database, file) => set(database, flying.get(file) ?? [], "state = 'sending'"),
    };
  },
  "parked work forgotten": () => ({
    store: around("takeAnswers", ({ database, args, run }) => {
      const result = run(args);
      database.run("fault parked", sql`delete from outbox where state = 'parked'`);
      return result;
    }),
  }),
  "refusal without a reason": () => ({
    store: around("takeAnswers", ({ database, args, run }) => {
      const result = run(args);
      database.run("fault reason", sql`update outbox set refusal = null, local_refusal = null where state = 'refused'`);
      return result;
    }),
  }),
};
