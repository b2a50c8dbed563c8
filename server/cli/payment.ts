// What the cash office pays from and how tables for the finance system are written, from the command line. Each decision names its
// reference and stands in the log; desks learn it with their next sign-in or refresh.
//
// payment account --tenant <t> --name <holder> --iban <iban> [--bic <bic>] --order <reference>
// payment table --tenant <t> --file <mapping.json> --order <reference>
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { isValidIBAN } from "ibantools";
import { tableMappingSchema } from "../../shared/domain/payment-run/table-mapping.ts";
import { bankAccountSchema } from "../../shared/domain/policy.ts";
import { mappingProblems } from "../../shared/text/mapping-text.ts";
import { setPayingAccount, setPaymentTable, type Decision } from "../auth/municipality-decisions.ts";
import type { Database } from "../store/database.ts";
import { runCommand } from "./arguments.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: "string", default: ".data/server" },
    tenant: { type: "string" },
    name: { type: "string" },
    iban: { type: "string" },
    bic: { type: "string" },
    file: { type: "string" },
    order: { type: "string" },
  },
});

function needed(option: "tenant" | "name" | "iban" | "file" | "order"): string {
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
  account: async (database) => {
    const iban = needed("iban").replaceAll(/\s/gu, "").toUpperCase();
    if (!isValidIBAN(iban)) throw new Error("--iban: wrong check digits or length");
    const { bic } = values;
    const account = bankAccountSchema.safeParse({ name: needed("name"), iban, ...(bic === undefined ? {} : { bic: bic.toUpperCase() }) });
    if (!account.success) throw new Error("--name has at most 70 characters, --bic 8 or 11");
    await setPayingAccount(database, account.data, decision());
    return "set";
  },
  table: async (database) => {
    let file: unknown;
    try {
      file = JSON.parse(readFileSync(needed("file"), "utf8"));
    } catch {
      throw new Error("--file: no JSON");
    }
    const mapping = tableMappingSchema.safeParse(file);
    if (!mapping.success) throw new Error(mappingProblems(mapping.error).join("\n"));
    await setPaymentTable(database, mapping.data, decision());
    return "set";
  },
};

await runCommand(values.data, async (database) => {
  const command = commands[positionals[0] ?? ""];
  if (command === undefined) throw new Error(`say one of: ${Object.keys(commands).join(", ")}`);
  return await command(database);
});
