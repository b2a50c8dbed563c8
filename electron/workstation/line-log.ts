// The log of a host: one JSON line an event on its output. Must never keep a process busy whose output nobody reads any more.
import type { Log } from "./log.ts";

/** A log that writes what is at least worth a look. */
export function lineLog(output: NodeJS.WriteStream, now: () => Date): Log {
  output.on("error", () => undefined);
  return (level, event, fields = {}) => {
    if (level !== "debug") output.write(`${JSON.stringify({ time: now().toISOString(), level, event, ...fields })}\n`);
  };
}
