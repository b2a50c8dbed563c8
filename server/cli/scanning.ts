// Replacement scanning, from the command line: how many of a hundred scans are drawn to be held beside their paper. The decision
// names its reference and stands in the log; desks learn it with their next sign-in or refresh.
//
// scanning sample --tenant <t> --percent <0 to 100> --order <reference>
import { parseArgs } from "node:util";
import { setQualitySamples } from "../auth/municipality-decisions.ts";
import { decisionFrom, needed, runCommand } from "./arguments.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: "string", default: ".data/server" },
    tenant: { type: "string" },
    percent: { type: "string" },
    order: { type: "string" },
  },
});

await runCommand(values.data, async (database) => {
  if (positionals[0] !== "sample") throw new Error("say: sample");
  const percent = Number(needed(values, "percent"));
  if (!(percent >= 0 && percent <= 100)) throw new Error("--percent: a number from 0 to 100");
  await setQualitySamples(database, percent, decisionFrom(values));
  return `${percent} of 100 scans are drawn`;
});
