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
import { setPayingAccount, setPaymentTable } from "../auth/municipality-decisions.ts";
import { decisionFrom, needed, runOneOf } from "./arguments.ts";

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

await runOneOf(values.data, positionals[0], {
  account: async (database) => {
    const iban = needed(values, "iban").replaceAll(/\s/gu, "").toUpperCase();
    if (!isValidIBAN(iban)) throw new Error("--iban: wrong check digits or length");
    const { bic } = values;
    const account = bankAccountSchema.safeParse({
      name: needed(values, "name"),
      iban,
      ...(bic === undefined ? {} : { bic: bic.toUpperCase() }),
    });
    if (!account.success) throw new Error("--name has at most 70 characters, --bic 8 or 11");
    await setPayingAccount(database, account.data, decisionFrom(values));
    return "set";
  },
  table: async (database) => {
    let file: unknown;
    try {
      file = JSON.parse(readFileSync(needed(values, "file"), "utf8"));
    } catch {
      throw new Error("--file: no JSON");
    }
    const mapping = tableMappingSchema.safeParse(file);
    if (!mapping.success) throw new Error(mappingProblems(mapping.error).join("\n"));
    await setPaymentTable(database, mapping.data, decisionFrom(values));
    return "set";
  },
});
