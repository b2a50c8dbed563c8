// What the commands of this folder share: which database they speak to, and how they end.
import { join, resolve } from "node:path";
import { openDatabase, type Database, type DatabaseOptions } from "../store/database.ts";

/** The server named by DATABASE_URL, else the embedded database in the data folder. */
export function databaseFrom(dataFolder: string): DatabaseOptions {
  const url = process.env["DATABASE_URL"];
  return url === undefined || url === "" ? { dataFolder: resolve(join(dataFolder, "database")) } : { url };
}

/** A whole number of days, at least one. Throws with the flag's name otherwise. */
export function daysFrom(flag: string, text: string): number {
  const days = Number(text);
  if (!Number.isInteger(days) || days < 1) throw new Error(`${flag} takes a whole number of days, at least 1`);
  return days;
}

/** Runs a command with an open database, prints what it returns, and ends with exit code 1 where it throws. */
export async function runCommand(dataFolder: string, work: (database: Database) => Promise<string>): Promise<void> {
  let database: Database | undefined;
  try {
    database = await openDatabase(databaseFrom(dataFolder));
    process.stdout.write(`${await work(database)}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  } finally {
    await database?.close();
  }
}
