// A peer's process as it sees its parent: it is told a word, does it, answers, and ends when its parent lets go of it or is gone.
import { z } from "../../shared/base/zod.ts";

/** Which records are edited, and what the edit writes: a mark that no earlier edit wrote. */
const editsSchema = z.object({ ids: z.array(z.string()), mark: z.int() });
export type Edits = Readonly<z.infer<typeof editsSchema>>;

const toldSchema = z.object({ word: z.string(), edits: editsSchema });

/** From now on does what it is told, and first of all says `ready`. A word that fails ends the process. */
export function doAsTold(ready: object, words: Readonly<Record<string, (edits: Edits) => Promise<object>>>): void {
  const answer = async (message: unknown): Promise<void> => {
    const { word, edits } = toldSchema.parse(message);
    const task = words[word];
    if (task === undefined) throw new Error(`told ${word}, which it does not know`);
    process.send?.(await task(edits));
  };
  process.on("message", (message) => {
    answer(message).catch((error: unknown) => {
      console.error(error);
      process.exit(1);
    });
  });
  process.on("disconnect", () => process.exit(0));
  process.send?.(ready);
}
