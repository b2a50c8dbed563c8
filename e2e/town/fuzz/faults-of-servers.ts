// Planted faults of the servers: statements that say something else than the server meant.
import type pg from "pg";
import type { PlantedFault } from "./planted.ts";

/** Every n-th time. */
function nowAndThen(every: number): () => boolean {
  let times = 0;
  return () => {
    times += 1;
    return times % every === 0;
  };
}

const named =
  (name: string, change: (statement: pg.QueryConfig) => pg.QueryConfig): NonNullable<PlantedFault["statement"]> =>
  (_owner, statement) =>
    statement.name === name ? change(statement) : statement;

/** A fault that changes nothing any more must say so. */
function replaced(text: string, part: string, by: string): string {
  if (!text.includes(part)) throw new Error(`planted fault: the statement has no ${part}`);
  return text.replace(part, by);
}

/** A changed text may not go by the name its old one is prepared under. */
const withText = (statement: pg.QueryConfig, text: string): pg.QueryConfig => ({ text, values: statement.values ?? [] });

export const faultsOfServers: Readonly<Record<string, () => PlantedFault>> = {
  "command lost: a commit that is none": () => {
    const now = nowAndThen(9);
    return { statement: (_owner, statement) => (statement.text === "commit" && now() ? { text: "rollback" } : statement) };
  },
  "lock skipped": () => ({ statement: named("lock_records", (statement) => withText(statement, "select $1::bigint[]")) }),
  "applied twice: earlier answers are not looked up": () => ({
    statement: (_owner, statement) => {
      if (statement.name === "load_answers") return withText(statement, `${statement.text} and false`);
      if (statement.name !== "write_batch") return statement;
      return withText(
        statement,
        replaced(
          statement.text,
          "as new(number, command_id, entry, hash))",
          "as new(number, command_id, entry, hash) on conflict do nothing)",
        ),
      );
    },
  }),
  "chain row skipped": () => ({
    statement: named("write_batch", (statement) =>
      withText(
        statement,
        replaced(
          statement.text,
          "as new(number, command_id, entry, hash))",
          "as new(number, command_id, entry, hash) where number % 5 <> 0)",
        ),
      ),
    ),
  }),
  "content taken for held": () => ({
    statement: named("held_content", (statement) =>
      withText({ values: (statement.values ?? []).slice(1, 2), text: "" }, "select unnest($1::text[]) as sha256"),
    ),
  }),
  "lock-out forgotten": () => ({
    statement: named("sender", (statement) =>
      withText(statement, replaced(statement.text, "e.revoked_at is not null as revoked", "false as revoked")),
    ),
  }),
  "left scopes not written": () => ({
    statement: named("write_batch", (statement) =>
      withText(
        statement,
        replaced(
          statement.text,
          "as new(scope, kind, id, seq, is_left, rank)",
          "as new(scope, kind, id, seq, is_left, rank) where not is_left",
        ),
      ),
    ),
  }),
};
