// Chart of accounts and budget, from the command line: who keeps them, and what an order beyond the budget meets. Every decision names its
// reference and stands in the log.
//
// ledger keeper --tenant <t> --user <name> --keeps <yes or no> --order <reference>
// ledger budget-check --tenant <t> --check <off, warn or block> --order <reference>
import { parseArgs } from "node:util";
import { setBudgetCheck, setLedgerKeeper } from "../auth/municipality-decisions.ts";
import { decisionFrom, needed, runOneOf, yesOrNo } from "./arguments.ts";

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

await runOneOf(values.data, positionals[0], {
  keeper: async (database) => {
    const keeps = yesOrNo(values, "keeps");
    await setLedgerKeeper(database, needed(values, "user"), keeps, decisionFrom(values));
    return keeps ? "keeps the ledgers" : "keeps them no longer";
  },
  "budget-check": async (database) => {
    const check = (["off", "warn", "block"] as const).find((one) => one === needed(values, "check"));
    if (check === undefined) throw new Error("--check: off, warn or block");
    await setBudgetCheck(database, check, decisionFrom(values));
    return `budget check: ${check}`;
  },
});
