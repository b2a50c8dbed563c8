// Where the intake tells what happens: event names and codes. Must never be handed anything personal.

/** A part of the log of whoever runs the intake. */
export type IntakeLog = (level: "info" | "warn", event: string, fields?: Readonly<Record<string, string | number | boolean>>) => void;
