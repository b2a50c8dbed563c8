// Why the store failed, in the codes of shared/desk/errors.ts; must survive the way between threads.
import type { DeskErrorCode } from "../../../shared/desk/errors.ts";

/** A failure of the store. `message` names the statement and its SQL, never a value. */
export class StoreError extends Error {
  readonly code: DeskErrorCode;
  constructor(code: DeskErrorCode, message: string) {
    super(message);
    this.name = "StoreError";
    this.code = code;
  }
}

const damage = ["SQLITE_CORRUPT", "SQLITE_NOTADB"];
const full = ["SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE"];

/** What SQLite threw, under our codes. */
export function storeErrorOf(thrown: unknown, statement: string): StoreError {
  if (thrown instanceof StoreError) return thrown;
  const sqliteCode = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "";
  const text = `${statement}: ${thrown instanceof Error ? thrown.message : String(thrown)}`;
  if (damage.some((code) => sqliteCode.startsWith(code))) return new StoreError("storeDamaged", text);
  return new StoreError(full.includes(sqliteCode) ? "diskFull" : "internal", text);
}
