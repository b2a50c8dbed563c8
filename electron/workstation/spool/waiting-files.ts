// How many files lie in scanner folders that nobody works on now: counted, never touched.
import type { FolderRule } from "../../../scanner-inbox/intake/folder-rules.ts";
import { contentOf } from "../../../scanner-inbox/watch/folder-places.ts";

export interface WaitingFiles {
  count(): number;
  /** Counts in these folders from now on; none ends it. */
  watch(rules: readonly FolderRule[]): void;
}

export function waitingFiles(everyMs: number, onChange: () => void): WaitingFiles {
  let counted = 0;
  let timer: NodeJS.Timeout | undefined;
  let turn = 0;
  const look = async (rules: readonly FolderRule[], mine: number): Promise<void> => {
    // A share that is away has nothing that could be counted.
    const found = await Promise.all(
      rules.map(({ folder, nested }) =>
        contentOf(folder, nested).then(
          ({ files }) => files.length,
          () => 0,
        ),
      ),
    );
    const sum = found.reduce((total, files) => total + files, 0);
    if (mine !== turn || sum === counted) return;
    counted = sum;
    onChange();
  };
  return {
    count: () => counted,
    watch: (rules) => {
      clearInterval(timer);
      turn += 1;
      const mine = turn;
      if (rules.length === 0) {
        counted = 0;
        return;
      }
      timer = setInterval(() => void look(rules, mine), everyMs);
      void look(rules, mine);
    },
  };
}
