// Does it depend on how much there is? First transfer (usable when, done when, memory at both ends) and the cost of a pull,
// in towns of 1,000 and 100,000 records, and of 1,000,000 with `--million`.
import { z } from "../shared/base/zod.ts";
import { demoTenant } from "../server/demo/people.ts";
import { openBigTown } from "./big-town.ts";
import { runMeasured, measuredSchema } from "./child.ts";
import type { Report } from "./figure.ts";
import { measurePullCost } from "./pull-cost.ts";

const transferredSchema = measuredSchema.extend({ usable: z.object({ signedIn: z.number(), shown: z.number(), worked: z.number() }) });

export async function benchScale(report: Report, small: boolean, million: boolean): Promise<void> {
  const sizes = small ? [1_000] : [1_000, 100_000, ...(million ? [1_000_000] : [])];
  for (const size of sizes) {
    const town = await openBigTown(size);
    try {
      await measurePullCost(report, town, size);
      const { seconds, peakMegabytes, usable } = await runMeasured(
        "scale-client.ts",
        [town.url, demoTenant, await town.newFolder()],
        transferredSchema,
      );
      const name = `${String(size)} records`;
      report({ case: `${name}: signed in, inbox shows open work`, value: usable.shown - usable.signedIn, unit: "s" });
      report({ case: `${name}: signed in, a command is taken`, value: usable.worked - usable.signedIn, unit: "s" });
      report({ case: `${name}: everything is there`, value: seconds, unit: "s" });
      report({ case: `${name}: desk, peak memory`, value: peakMegabytes, unit: "MB" });
      const peak = town.serverPeak();
      if (peak !== undefined) report({ case: `${name}: server, peak memory`, value: peak, unit: "MB" });
    } finally {
      await town.close();
    }
  }
}
