// A file of lines that is only ever appended to: what was said to be written is on the disk, whole; a line that a crash or a full disk cut
// off is as if it had never been written. Must never rewrite what stands in it but where a line has to go for good, and then as a whole.
import { open, readFile, rename } from "node:fs/promises";
import { isGone } from "./folder-places.ts";

/** The ending of a file that is being written anew. */
export const halfWritten = ".half";

export type LineFile = {
  /**
   * One write after the other; once it resolves they are on the disk. Rejects where they are not, as on a full disk. What comes while another
   * write is under way goes to the disk together, so that a thousand lines at once do not wait for a thousand disks.
   */
  append(lines: readonly object[]): Promise<void>;
  /** Puts other lines in the place of all that stand there, in their turn among the writes; a crash leaves the one or the other. */
  rewrite(change: (lines: readonly unknown[]) => readonly object[]): Promise<void>;
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

  const textOf = (lines: readonly object[]): string => lines.map((line) => `${JSON.stringify(line)}\n`).join("");

  const write = async (lines: readonly object[]): Promise<void> => {
    const text = textOf(lines);
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

  const replace = async (change: (lines: readonly unknown[]) => readonly object[]): Promise<void> => {
    const half = await open(`${path}${halfWritten}`, "w");
    try {
      await half.writeFile(textOf(change((await readLines(path)).lines)));
      await half.datasync();
    } finally {
      await half.close();
    }
    await rename(`${path}${halfWritten}`, path);
    isTorn = false;
  };

  /** One after the other, each whole before it counts. */
  const next = (work: () => Promise<void>): Promise<void> => {
    const done = inTurn.then(work);
    inTurn = done.catch(() => undefined);
    return done;
  };

  let gathering: { readonly lines: object[]; readonly written: Promise<void> } | undefined;
  const append = (lines: readonly object[]): Promise<void> => {
    if (gathering === undefined) {
      const together: object[] = [];
      const written = next(() => {
        gathering = undefined;
        return write(together);
      });
      gathering = { lines: together, written };
    }
    gathering.lines.push(...lines);
    return gathering.written;
  };

  return {
    append,
    rewrite: (change) => {
      // What is appended from now on comes behind it.
      gathering = undefined;
      return next(() => replace(change));
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
