// Checks the command log of every tenant: verify-log [--data <folder>] [--tenant <name>]. Exit code 1 where a chain is broken.
import { parseArgs } from "node:util";
import { verifyLog } from "../audit/verify-log.ts";
import { sql } from "../store/sql.ts";
import { runCommand } from "./arguments.ts";

const { values } = parseArgs({ options: { data: { type: "string", default: ".data/server" }, tenant: { type: "string" } } });

await runCommand(values.data, async (database) => {
  const tenants = await database.query<{ tenant: string }>(sql`select tenant from tenant order by tenant`);
  const lines: string[] = [];
  for (const { tenant } of tenants.filter((row) => values.tenant === undefined || row.tenant === values.tenant)) {
    const report = await verifyLog(database, tenant);
    lines.push(JSON.stringify({ tenant, ...report }));
    if (report.breach !== null) process.exitCode = 1;
  }
  return lines.join("\n");
});
