// The scanner inbox by numbers: a thousand files dropped at once, and what a page takes that is read, looked at or found blank.
import { z } from "../shared/base/zod.ts";
import { runMeasured } from "./child.ts";
import type { Report } from "./figure.ts";

const dropSchema = z.object({ seconds: z.number(), plainSeconds: z.number(), once: z.int(), whole: z.int(), peakMegabytes: z.number() });
const pagesSchema = z.object({
  textMs: z.number(),
  plainTextMs: z.number(),
  drawMs: z.number(),
  codesMs: z.number(),
  barsMs: z.number(),
  blankMs: z.number(),
  peakMegabytes: z.number(),
});

/** `small` takes 100 files and few pages. */
export async function benchIntake(report: Report, small: boolean): Promise<void> {
  const files = small ? 100 : 1_000;
  const drop = await runMeasured("intake-drop.ts", [String(files)], dropSchema);
  report({ case: `${files} files dropped`, value: drop.seconds, unit: "s" });
  report({
    case: `${files} files dropped, against hashing and moving each of them`,
    value: drop.seconds / drop.plainSeconds,
    unit: "ratio",
  });
  report({ case: `${files} files dropped, handed over once`, value: drop.once, unit: "count" });
  report({ case: `${files} files dropped, handed over whole`, value: drop.whole, unit: "count" });
  report({ case: `${files} files dropped, peak memory`, value: drop.peakMegabytes, unit: "MB" });

  const page = await runMeasured("intake-pages.ts", [String(small ? 4 : 24)], pagesSchema);
  report({ case: "page with text, read", value: page.textMs, unit: "ms" });
  report({ case: "page with text, read, against its plain text", value: page.textMs / page.plainTextMs, unit: "ratio" });
  report({ case: "page drawn at 200 dpi", value: page.drawMs, unit: "ms" });
  report({ case: "page looked through for codes", value: page.codesMs, unit: "ms" });
  report({ case: "page looked through for bars", value: page.barsMs, unit: "ms" });
  report({ case: "page asked whether it is blank", value: page.blankMs, unit: "ms" });
  report({
    case: "page looked at from all sides, against drawing it",
    value: (page.codesMs + page.barsMs + page.blankMs) / page.drawMs,
    unit: "ratio",
  });
  report({ case: "pages, peak memory", value: page.peakMegabytes, unit: "MB" });
}
