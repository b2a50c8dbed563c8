// Chart of accounts and budget, from the command line: who keeps them, and what an order beyond the budget meets. Every decision names its
// reference and stands in the log.
//
// ledger keeper --tenant <t> --user <name> --keeps <yes or no> --order <reference>
// ledger budget-check --tenant <t> --check <off, warn or block> --order <reference>
import { parseArgs } from "node:util";
import { setBudgetCheck, setLedgerKeeper, type Decision } from "../auth/municipality-decisions.ts";
import type { Database } from "../store/database.ts";
import { runCommand } from "./arguments.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: "string", default: ".data/server" },
    tenant: { type: "string" },
    user: { type: "string" },
    keeps: { type: "string" },
    check: { type: "string" },
    order: { type: "string" },
  },
});

function needed(option: "tenant" | "user" | "keeps" | "check" | "order"): string {
  const value = values[option];
  if (value === undefined || value.trim() === "") throw new Error(`--${option} is missing`);
  return value;
}

const decision = (): Decision => ({
  tenant: needed("tenant"),
  person: "operator",
  at: new Date().toISOString(),
  reference: needed("order"),
});

const commands: Readonly<Record<string, (database: Database) => Promise<string>>> = {
  keeper: async (database) => {
    const answer = needed("keeps");
    if (answer !== "yes" && answer !== "no") throw new Error("--keeps: yes or no");
    await setLedgerKeeper(database, needed("user"), answer === "yes", decision());
    return answer === "yes" ? "keeps the ledgers" : "keeps them no longer";
  },
  "budget-check": async (database) => {
    const check = (["off", "warn", "block"] as const).find((one) => one === needed("check"));
    if (check === undefined) throw new Error("--check: off, warn or block");
    await setBudgetCheck(database, check, decision());
    return `budget check: ${check}`;
  },
};

await runCommand(values.data, async (database) => {
  const command = commands[positionals[0] ?? ""];
  if (command === undefined) throw new Error(`say one of: ${Object.keys(commands).join(", ")}`);
  return await command(database);
});
