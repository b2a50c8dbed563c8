// How well the reader's rules read: the share of fields that are right letter by letter, by kind of file and set of layouts, and of sure
// values that are wrong. Of the held-out layouts only totals are printed unless their fields are asked for; single misses never are.
import type { ScanLook } from "../scanner-inbox/ocr/scan-for-tests.ts";
import { casesOf, setNames, xmlCases } from "./fields/cases.ts";
import { scoreOf, type Score } from "./fields/score.ts";
import type { Report } from "./figure.ts";

/** `degraded` is what the office's scanner makes of a worn original, `hard` a fax. */
const looks: readonly (readonly [string, ScanLook | undefined])[] = [
  ["text", undefined],
  ["degraded", { dpi: 200, skew: 1.5, noise: 40 }],
  ["hard", { dpi: 196, skew: 0.8, noise: 60, faxLines: 196 }],
];
/** Papers a layout. Recognition takes seconds a page, reading text milliseconds. */
const rounds = { text: 10, scan: 1 };

/** `small` takes one paper a layout and no fax. */
export async function benchFields(report: Report, small: boolean): Promise<void> {
  tell(report, "e-invoice", await scoreOf(xmlCases(small ? 1 : 2)), true);
  for (const set of setNames) {
    for (const [name, look] of small ? looks.slice(0, 2) : looks) {
      const cases = await casesOf(set, small ? 1 : look === undefined ? rounds.text : rounds.scan);
      tell(report, `${set}, ${name}`, await scoreOf(cases, look), set === "tuned" || process.argv.includes("--fields"));
    }
  }
}

function tell(report: Report, name: string, { total, fields }: Score, each: boolean): void {
  report({ case: `${name}: fields right`, value: total.right / total.stated, unit: "ratio" });
  report({ case: `${name}: sure and wrong`, value: total.confident === 0 ? 0 : total.wrongConfident / total.confident, unit: "ratio" });
  report({ case: `${name}: fields judged`, value: total.stated, unit: "count" });
  if (!each) return;
  for (const [field, { stated, right }] of fields)
    if (stated > 0) report({ case: `${name}: ${field}`, value: right / stated, unit: "ratio" });
}
