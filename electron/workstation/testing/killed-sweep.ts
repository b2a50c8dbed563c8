// A store in a process of its own that is killed after it deleted what it may no longer hold and before it wiped it. One JSON argument.
// Must never be part of the program.
import { must } from "../../../shared/base/must.ts";
import { z } from "../../../shared/base/zod.ts";
import { applyPull } from "../store/apply-pull.ts";
import { StoreDatabase } from "../store/database.ts";

const argumentsSchema = z.object({
  file: z.string(),
  key: z.string(),
  lines: z.string(),
  at: z.string(),
  killedAt: z.array(z.string()),
  large: z.boolean(),
});
const { file, key, lines, at, killedAt, large } = argumentsSchema.parse(JSON.parse(must(process.argv[2], "started with its settings")));

class KilledDatabase extends StoreDatabase {
  override script(name: string, text: string): void {
    if (killedAt.includes(name)) process.kill(process.pid, "SIGKILL");
    super.script(name, text);
  }
}

const database = new KilledDatabase({ file, key: Buffer.from(key, "hex"), readOnly: false, ...(large ? { vacuumUpTo: 0 } : {}) });
// As much as possible is left for the sweep to wipe.
database.pragma("secure_delete=OFF");
applyPull(database, { lines, upTo: 0, at });
throw new Error("the sweep was not reached");
