// News between server processes: that a tenant's feed has grown, over LISTEN and NOTIFY. Must never carry what the news is.
import { z } from "../../shared/base/zod.ts";
import type { Database } from "../store/database.ts";
import { sql } from "../store/sql.ts";

const channel = "amtsstube_feed";
const newsSchema = z.object({ tenant: z.string(), head: z.int() });

/** Tells every process. Sent after the commit: a notification inside would put the commits of all tenants into one queue. */
export async function announce(database: Database, tenant: string, head: number): Promise<void> {
  // Whoever misses it asks on a timer.
  await database.query(sql`select pg_notify(${channel}, ${JSON.stringify({ tenant, head })})`).catch(() => []);
}

/** Who wants to hear of news, by tenant. */
export interface News {
  /** Calls `hear` with the feed's head at every news of the tenant until the returned function is called. */
  readonly subscribe: (tenant: string, hear: (head: number) => void) => () => void;
}

/** Listens on the database and spreads what it hears within this process. */
export async function listenForNews(database: Database): Promise<News> {
  const ears = new Map<string, Set<(head: number) => void>>();
  await database.listen(channel, (payload) => {
    const news = newsSchema.safeParse(parsed(payload)).data;
    if (news !== undefined) for (const hear of ears.get(news.tenant) ?? []) hear(news.head);
  });
  return {
    subscribe: (tenant, hear) => {
      const set = ears.get(tenant) ?? new Set();
      ears.set(tenant, set.add(hear));
      return () => {
        set.delete(hear);
      };
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
