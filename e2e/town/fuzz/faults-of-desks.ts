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

/** What a pull takes away of a table comes back after it. */
const staysBehind = (select: string, insert: string): NonNullable<PlantedFault["store"]> =>
  around("applyPull", ({ database, args, run }) => {
    const rows = (): readonly object[] => database.all<object>("fault rows", { text: select, values: [] });
    const before = rows();
    const result = run(args);
    const left = new Set(rows().map((row) => JSON.stringify(row)));
    const gone = before.filter((row) => !left.has(JSON.stringify(row)));
    for (const row of gone) database.run("fault stays", { text: insert, values: Object.values(row) });
    return result;
  });

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
  "what is gone is still found": () => ({
    store: staysBehind("select place, title from documents", "insert or replace into archive_words (rowid, title, text) values (?, ?, '')"),
  }),
  "drafts about what is gone stay": () => ({
    store: staysBehind("select name, value from meta where name like 'draft:%'", "insert or replace into meta (name, value) values (?, ?)"),
  }),
  "content of what is gone stays": () => ({
    store: staysBehind(
      "select sha256, size, kind, record_id, used_at from content where own = 0",
      "insert or replace into content (sha256, size, kind, record_id, used_at, own, at_server) values (?, ?, ?, ?, ?, 0, 1)",
    ),
  }),
  "refusal without a reason": () => ({
    store: around("takeAnswers", ({ database, args, run }) => {
      const result = run(args);
      database.run("fault reason", sql`update outbox set refusal = null, local_refusal = null where state = 'refused'`);
      return result;
    }),
  }),
};
