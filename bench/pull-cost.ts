// What a pull costs in a town of some size, by how much has changed: milliseconds over HTTP, pages and rows in the database's own words.
import { must } from "../shared/base/must.ts";
import { admitDevice } from "../server/auth/devices.ts";
import { demoTenant } from "../server/demo/people.ts";
import { feedHead } from "../server/feed/news-page.ts";
import { pullLines } from "../server/feed/pull.ts";
import type { Sender } from "../server/feed/sender.ts";
import { Tenants } from "../server/store/tenants.ts";
import { countCosts } from "../server/testing/statement-costs.ts";
import { SyncClient } from "../server/testing/sync-client.ts";
import type { BigTown } from "./big-town.ts";
import { median, timed, type Report } from "./figure.ts";

const runs = 30;
const user = "jlueders";

/** Pulls with 0, 1 and 100 changed records, and one page of 100 in the middle of a snapshot. */
export async function measurePullCost(report: Report, town: BigTown, size: number): Promise<void> {
  const client = new SyncClient(town.url, demoTenant, user);
  client.admit = async (id, publicKey) => {
    await admitDevice(town.database, { tenant: demoTenant, id, name: "Bench", publicKey, by: "operator" }, new Date().toISOString());
  };
  const session = await client.signIn(`demo-${user}`);
  const { seq: head } = await feedHead(town.database, demoTenant);
  const tenant = must(await new Tenants(town.database).now(demoTenant), "the town was loaded");
  const { actor, scopes, epoch } = session;
  const sender: Sender = { tenant: demoTenant, actor, device: null, enrolledAt: null, scopes, directory: tenant.directory };
  const counter = countCosts(town.database);
  for (const changed of [0, 1, 100]) {
    const cursors = Object.fromEntries(scopes.map((scope) => [scope, head - changed]));
    Object.assign(client, { epoch, snapshot: null });
    const name = `${String(size)} records, ${String(changed)} changed`;
    const taken = await timed(runs, async () => {
      client.cursors = { ...cursors };
      await client.pull(2000);
    });
    report({ case: name, value: median(taken), unit: "ms" });
    const request = { version: 2, epoch: "here", cursors, limit: 2000, snapshot: null };
    let records = 0;
    for await (const text of pullLines(counter.database, sender, "here", request)) records += text.split('{"t":"record"').length - 1;
    if (records > changed) throw new Error(`${String(records)} records came, ${String(changed)} changed`);
    const { statements, blocks, rows } = counter.take();
    report({ case: `${name}: statements`, value: statements, unit: "count" });
    report({ case: `${name}: pages touched`, value: blocks, unit: "count" });
    report({ case: `${name}: rows looked at`, value: rows, unit: "count" });
  }
}
