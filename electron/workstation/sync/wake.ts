// Notices that the machine slept: far more time has passed than a timer asked for. Works on every host and without its help.
// Must never do anything but tell.
import type { Clock } from "../clock.ts";

/** Calls `onWake` after every leap of the clock; returns how to stop. A clock that is set counts as a leap: asking once too often harms nobody. */
export function watchForWake(clock: Clock, every: number, onWake: () => void): () => void {
  let expected = clock.now().getTime() + every;
  let callOff: () => void = () => undefined;
  const look = (): void => {
    const now = clock.now().getTime();
    const leapt = Math.abs(now - expected) > 2 * every;
    expected = now + every;
    callOff = clock.after(every, look);
    if (leapt) onWake();
  };
  callOff = clock.after(every, look);
  return () => callOff();
}
