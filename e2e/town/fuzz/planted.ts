// Where a planted fault can get at a real part from outside. A run without faults uses `noFaults`.
import type { StoreDatabase } from "../../../electron/workstation/store/database.ts";
import type { StatementFilter } from "./town-database.ts";

export interface StoreOperation {
  readonly role: "writer" | "reader";
  readonly name: string;
  readonly args: unknown;
  readonly database: StoreDatabase;
  readonly run: (args: unknown) => unknown;
}

export interface PlantedFault {
  /** Around one operation of a store end. */
  readonly store?: (operation: StoreOperation) => unknown;
  /** A writer was opened, or dies with its desk. */
  readonly opened?: (database: StoreDatabase, file: string) => void;
  readonly dying?: (database: StoreDatabase, file: string) => void;
  /** Changes a statement of a server before it reaches the database. */
  readonly statement?: StatementFilter;
  /** Changes the body of a request on its way up, or of an answer on its way down. */
  readonly request?: (path: string, body: string) => string;
  readonly answer?: (path: string, body: Buffer, desk: string) => Buffer;
  /** Bends the rules for the time of a run; the function returned straightens them again. */
  readonly rules?: () => () => void;
}

export const noFaults: PlantedFault = {};
