// Files whose text is being recognised, so that a person can call it off: the file then goes on with the pages that were recognised so far.
// Holds nothing on disk: what a restart interrupts is recognised to its end.

/** Recognition of one claimed file, all of its attachments included. */
export interface Recognition {
  /** Aborts when a person wants no more of it; what follows of the same file is not begun. */
  readonly stopped: AbortSignal;
  /** Tells that recognition is under way while `work` is. */
  during<Value>(work: () => Promise<Value>): Promise<Value>;
}

export interface Recognitions {
  /** Has `work` done with a recognition that can be called off under folder and claim. */
  lend<Value>(folder: string, id: string, work: (recognition: Recognition) => Promise<Value>): Promise<Value>;
  /** Whether there is one under way that nobody has called off. */
  isUnderWay(folder: string, id: string): boolean;
  /** The person's word. False where none is under way. */
  stop(folder: string, id: string): boolean;
}

interface Lent {
  readonly folder: string;
  readonly id: string;
  readonly stopping: AbortController;
  underWay: number;
}

export function openRecognitions(): Recognitions {
  const lent = new Set<Lent>();
  const find = (folder: string, id: string): Lent | undefined =>
    [...lent].find((one) => one.folder === folder && one.id === id && one.underWay > 0 && !one.stopping.signal.aborted);
  return {
    lend: async (folder, id, work) => {
      const one: Lent = { folder, id, stopping: new AbortController(), underWay: 0 };
      lent.add(one);
      try {
        return await work({
          stopped: one.stopping.signal,
          during: async (recognise) => {
            one.underWay += 1;
            return recognise().finally(() => (one.underWay -= 1));
          },
        });
      } finally {
        lent.delete(one);
      }
    },
    isUnderWay: (folder, id) => find(folder, id) !== undefined,
    stop: (folder, id) => {
      const one = find(folder, id);
      one?.stopping.abort();
      return one !== undefined;
    },
  };
}
