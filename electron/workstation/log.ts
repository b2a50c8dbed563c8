// Where the workstation tells what happens: event names and numbers. Must never be handed anything personal.

export type LogLevel = "debug" | "info" | "warn" | "error";
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;
export type Log = (level: LogLevel, event: string, fields?: LogFields) => void;

export const silentLog: Log = () => undefined;

/** What was thrown, as one line for a log. */
export function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
