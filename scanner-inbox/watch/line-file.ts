// A file of lines that is only ever appended to: what was said to be written is on the disk, whole; a line that a crash or a full disk cut
// off is as if it had never been written. Must never rewrite what stands in it.
import { open, readFile } from "node:fs/promises";
import { isGone } from "./folder-places.ts";

export type LineFile = {
  /** One write after the other; once it resolves they are on the disk. Rejects where they are not, as on a full disk. */
  append(lines: readonly object[]): Promise<void>;
};

/** What stands in it, each line as JSON has it; `torn` where its end may be in the middle of a line. A missing file has none. */
export async function readLines(path: string): Promise<{ readonly lines: readonly unknown[]; readonly torn: boolean }> {
  let text = "";
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if (!isGone(error)) throw error;
  }
  return { lines: text.split("\n").flatMap(valueOf), torn: text !== "" && !text.endsWith("\n") };
}

/** `torn` as `readLines` said it. */
export function lineFile(path: string, { torn }: { readonly torn: boolean }): LineFile {
  let isTorn = torn;
  let inTurn: Promise<void> = Promise.resolve();

  const write = async (lines: readonly object[]): Promise<void> => {
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
    const file = await open(path, "a");
    try {
      await file.writeFile(isTorn ? `\n${text}` : text);
      await file.datasync();
      isTorn = false;
    } catch (error) {
      isTorn = true;
      throw error;
    } finally {
      await file.close();
    }
  };

  return {
    append: (lines) => {
      const done = inTurn.then(() => write(lines));
      inTurn = done.catch(() => undefined);
      return done;
    },
  };
}

function valueOf(text: string): unknown[] {
  try {
    return [JSON.parse(text)];
  } catch {
    return [];
  }
}
