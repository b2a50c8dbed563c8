// Who orders payments, from the command line: limits with their days, and the exception a municipality may allow. Every decision
// names its reference and stands in the log.
//
// ordering set-limit --tenant <t> --user <name> --unit <id or *> --euros <amount or none> [--from <day>] [--until <day>] [--beside] --order <reference>
// ordering end --tenant <t> --user <name> --unit <id or *> --order <reference>
// ordering certifier-may-order --tenant <t> --allow <yes or no> --order <reference>
// ordering password-at-signature --tenant <t> --allow <yes or no> --order <reference>
import { parseArgs } from "node:util";
import { z } from "../../shared/base/zod.ts";
import { endOrdering, setCertifierMayOrder, setOrderingLimit, setSignaturesNeedPassword } from "../auth/municipality-decisions.ts";
import { decisionFrom, needed, runOneOf, yesOrNo } from "./arguments.ts";

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

function limitCents(): number | undefined {
  const euros = needed(values, "euros");
  if (euros === "none") return undefined;
  if (!/^\d{1,10}$/u.test(euros)) throw new Error("--euros: whole euros, or none for any amount");
  return Number(euros) * 100;
}

function day(option: "from" | "until"): string | undefined {
  const value = values[option];
  if (value !== undefined && !z.iso.date().safeParse(value).success) throw new Error(`--${option}: a day like 2026-12-31`);
  return value;
}

await runOneOf(values.data, positionals[0], {
  "set-limit": async (database) => {
    const days = { from: day("from"), until: day("until") };
    const line = {
      userName: needed(values, "user"),
      unit: needed(values, "unit"),
      limitCents: limitCents(),
      ...days,
      beside: values.beside,
    };
    await setOrderingLimit(database, line, decisionFrom(values));
    return "set";
  },
  end: async (database) => {
    await endOrdering(database, needed(values, "user"), needed(values, "unit"), decisionFrom(values));
    return "ended";
  },
  "certifier-may-order": async (database) => {
    const allowed = yesOrNo(values, "allow");
    await setCertifierMayOrder(database, allowed, decisionFrom(values));
    return allowed ? "allowed, with a written reason" : "not allowed";
  },
  "password-at-signature": async (database) => {
    const wanted = yesOrNo(values, "allow");
    await setSignaturesNeedPassword(database, wanted, decisionFrom(values));
    return wanted ? "needed at each signature" : "not needed";
  },
});
