// Who orders payments, from the command line: limits with their days, and the exception a municipality may allow. Every decision
// names its reference and stands in the log.
//
// ordering set-limit --tenant <t> --user <name> --unit <id or *> --euros <amount or none> [--from <day>] [--until <day>] [--beside] --order <reference>
// ordering end --tenant <t> --user <name> --unit <id or *> --order <reference>
// ordering certifier-may-order --tenant <t> --allow <yes or no> --order <reference>
// ordering password-at-signature --tenant <t> --allow <yes or no> --order <reference>
import { parseArgs } from "node:util";
import { z } from "../../shared/base/zod.ts";
import {
  endOrdering,
  setCertifierMayOrder,
  setOrderingLimit,
  setSignaturesNeedPassword,
  type Decision,
} from "../auth/municipality-decisions.ts";
import type { Database } from "../store/database.ts";
import { runCommand } from "./arguments.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: "string", default: ".data/server" },
    tenant: { type: "string" },
    user: { type: "string" },
    unit: { type: "string" },
    euros: { type: "string" },
    from: { type: "string" },
    until: { type: "string" },
    beside: { type: "boolean", default: false },
    allow: { type: "string" },
    order: { type: "string" },
  },
});

function needed(option: "tenant" | "user" | "unit" | "euros" | "allow" | "order"): string {
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

function limitCents(): number | undefined {
  const euros = needed("euros");
  if (euros === "none") return undefined;
  if (!/^\d{1,10}$/u.test(euros)) throw new Error("--euros: whole euros, or none for any amount");
  return Number(euros) * 100;
}

function day(option: "from" | "until"): string | undefined {
  const value = values[option];
  if (value !== undefined && !z.iso.date().safeParse(value).success) throw new Error(`--${option}: a day like 2026-12-31`);
  return value;
}

function yesOrNo(): boolean {
  const answer = needed("allow");
  if (answer !== "yes" && answer !== "no") throw new Error("--allow: yes or no");
  return answer === "yes";
}

const commands: Readonly<Record<string, (database: Database) => Promise<string>>> = {
  "set-limit": async (database) => {
    const days = { from: day("from"), until: day("until") };
    const line = { userName: needed("user"), unit: needed("unit"), limitCents: limitCents(), ...days, beside: values.beside };
    await setOrderingLimit(database, line, decision());
    return "set";
  },
  end: async (database) => {
    await endOrdering(database, needed("user"), needed("unit"), decision());
    return "ended";
  },
  "certifier-may-order": async (database) => {
    const allowed = yesOrNo();
    await setCertifierMayOrder(database, allowed, decision());
    return allowed ? "allowed, with a written reason" : "not allowed";
  },
  "password-at-signature": async (database) => {
    const needed = yesOrNo();
    await setSignaturesNeedPassword(database, needed, decision());
    return needed ? "needed at each signature" : "not needed";
  },
};

await runCommand(values.data, async (database) => {
  const command = commands[positionals[0] ?? ""];
  if (command === undefined) throw new Error(`say one of: ${Object.keys(commands).join(", ")}`);
  return await command(database);
});
