// Where a planted fault can get at a real part from outside. A run without faults uses `noFaults`.
import type { StatementFilter } from "./town-database.ts";

export interface PlantedFault {
  readonly name: string;
  /** Around one operation of a store end. */
  readonly store?: (role: "writer" | "reader", name: string, args: unknown, run: (args: unknown) => unknown) => unknown;
  /** Changes a statement of a server before it reaches the database. */
  readonly statement?: StatementFilter;
  /** Changes the body of a request on its way up, or of an answer on its way down. */
  readonly request?: (path: string, body: string) => string;
  readonly answer?: (path: string, body: Buffer) => Buffer;
  /** Bends the rules for the time of a run; the function returned straightens them again. */
  readonly rules?: () => () => void;
}

export const noFaults: PlantedFault = { name: "none" };
