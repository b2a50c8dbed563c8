// What every check of the house reports. Must never hold a rule.

/** One place where a file breaks a rule of the house. */
export interface Breach {
  readonly rule: string;
  readonly file: string;
  /** First line of the place, from 1; 0 where the whole file is meant. */
  readonly line: number;
  readonly message: string;
}

/** The one line that a person reads and an editor can jump to. */
export function breachLine(breach: Breach): string {
  return `${breach.file}${breach.line === 0 ? "" : `:${breach.line}`}  ${breach.rule}: ${breach.message}`;
}
