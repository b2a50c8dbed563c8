// Whether every e-invoice of a folder is read whole, and what the rules say of it: a conformance run over the folder that EINVOICE_FOLDER names,
// or over invoices of the demo town. The table goes to standard error, the figures are lines like those of any bench.
import { tableOf } from "../scanner-inbox/cli/conformance.ts";
import { timesBroken, verdictOn, type Verdict } from "../scanner-inbox/cli/conformance-verdict.ts";
import { filesBelow, generatedFiles, longFiles } from "./einvoice/files.ts";
import { median, type Report } from "./figure.ts";

export async function benchEInvoice(report: Report, small: boolean): Promise<void> {
  const folder = process.env["EINVOICE_FOLDER"];
  const files = folder === undefined ? generatedFiles() : await filesBelow(folder);
  const verdicts: Verdict[] = [];
  for (const file of files) verdicts.push(await verdictOn(file));
  process.stderr.write(`${tableOf(verdicts)}\n`);
  const count = (which: (verdict: Verdict) => boolean): number => verdicts.filter(which).length;
  const invoices = verdicts.filter(({ syntax }) => syntax !== null);
  const figures: readonly (readonly [string, number])[] = [
    ["files", verdicts.length],
    ["files read as invoices", invoices.length],
    ["files refused", count(({ refused }) => refused !== null)],
    ["files that lack a core term", count(({ missing }) => missing.length > 0)],
    ["files that break a fatal rule", count((verdict) => timesBroken(verdict, ["fatal"]) > 0)],
    ["terms filled, the middle file", median(invoices.map(({ terms }) => terms))],
  ];
  for (const [name, value] of figures) report({ case: name, value, unit: "count" });
  report({ case: "a file is read, the middle one", value: median(invoices.map(({ read }) => read)), unit: "ms" });
  report({ case: "a file is checked, the middle one", value: median(invoices.map(({ check }) => check)), unit: "ms" });
  for (const lines of small ? [1_200] : [1_200, 10_000]) {
    for (const file of longFiles(lines)) {
      const runs: Verdict[] = [];
      for (let run = 0; run < 5; run += 1) runs.push(await verdictOn(file));
      report({ case: `${file.name}: read`, value: median(runs.map(({ read }) => read)), unit: "ms" });
      report({ case: `${file.name}: checked`, value: median(runs.map(({ check }) => check)), unit: "ms" });
    }
  }
}
