// How long a transfer still takes, from the rate measured so far, smoothed so that the figure does not jump.
// Must never name a figure before there is something to measure.

/** Milliseconds after which a measurement counts a third of what it did. */
const memory = 5_000;
/** Milliseconds to measure before the first figure. */
const leastMeasured = 500;

export interface Progressed {
  readonly done: number;
  readonly total: number;
  /** Milliseconds. */
  readonly at: number;
}

/** A meter; each call says how far the transfer is and returns the seconds left, or null where nobody can tell yet. */
export function createEstimate(): (now: Progressed) => number | null {
  let first: Progressed | undefined;
  let last: Progressed | undefined;
  /** Records a millisecond. */
  let rate = 0;
  return (now) => {
    if (first === undefined || last === undefined || now.done < last.done || now.at < last.at) {
      // The beginning, another transfer, or a clock that was put back: what was measured says nothing any more.
      [first, last, rate] = [now, now, 0];
      return null;
    }
    const took = now.at - last.at;
    const since = now.at - first.at;
    if (since < leastMeasured) return null;
    if (rate === 0) rate = (now.done - first.done) / since;
    else if (took > 0) rate += ((now.done - last.done) / took - rate) * (1 - Math.exp(-took / memory));
    last = now;
    if (rate <= 0 || now.total <= 0) return null;
    return Math.ceil(Math.max(0, now.total - now.done) / rate / 1000);
  };
}
