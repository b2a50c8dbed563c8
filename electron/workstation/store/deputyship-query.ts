// Deputyships this desk holds, as a list for a screen. Which ones it holds is decided by their scopes, not here.
import { deputyshipStateOn, type DeputyshipRow } from "../../../shared/desk/deputyship-calls.ts";
import { deputyshipSchema } from "../../../shared/domain/deputyship/schema.ts";
import type { ReadableDatabase } from "./database.ts";
import { sql } from "./sql.ts";
import { storedJson } from "./stored-json.ts";

const mostShown = 1000;

/** Running ones first, then those to come, then the rest; each by its days, the newest first. `today` is the office date. */
export function queryDeputyships(database: ReadableDatabase, { today }: { readonly today: string }): readonly DeputyshipRow[] {
  const rows = database.all<{ id: string; body: string; waiting: number; refused: number }>(
    "deputyships",
    sql`select id, body,
        (select count(*) from outbox where kind = 'deputyship' and record_id = records.id
          and state not in ('acknowledged', 'refused', 'partlyRefused')) as waiting,
        (select count(*) from outbox where kind = 'deputyship' and record_id = records.id and state in ('refused', 'partlyRefused')) as refused
      from records where kind = 'deputyship' order by no desc limit ${mostShown}`,
  );
  const known = rows.flatMap(({ id, body, waiting, refused }): readonly DeputyshipRow[] => {
    const parsed = deputyshipSchema.safeParse(storedJson(body));
    if (!parsed.success) return [];
    const { principal, deputy, rights, from, until } = parsed.data;
    return [{ id, principal, deputy, rights, from, until, state: deputyshipStateOn(parsed.data, today), waiting, refused }];
  });
  return known.sort((one, two) => rank[one.state] - rank[two.state] || two.from.localeCompare(one.from));
}

const rank: Readonly<Record<DeputyshipRow["state"], number>> = { running: 0, coming: 1, over: 2, ended: 3 };
