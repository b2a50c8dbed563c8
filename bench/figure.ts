// One figure of a bench: a JSON line on standard output. A ratio is our time divided by a baseline's, both taken in this run.

export interface Figure {
  readonly bench: string;
  readonly case: string;
  readonly value: number;
  readonly unit: "ratio" | "ms" | "s" | "MB" | "count";
}

export type Report = (figure: Omit<Figure, "bench">) => void;

/** A report for one bench; values keep three significant digits. */
export function reportFor(bench: string, print: (line: string) => void): Report {
  return ({ case: which, value, unit }) => {
    print(JSON.stringify({ bench, case: which, value: Number(value.toPrecision(3)), unit }));
  };
}

/** The middle one of the values, so that one slow run says nothing. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Milliseconds each of `runs` runs took, after one that does not count. */
export async function timed(runs: number, run: () => Promise<unknown>): Promise<readonly number[]> {
  await run();
  const taken: number[] = [];
  for (let index = 0; index < runs; index += 1) {
    const started = performance.now();
    await run();
    taken.push(performance.now() - started);
  }
  return taken;
}
