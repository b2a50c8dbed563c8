// What the commands of this folder share: which database they speak to, and how they end.
import { join, resolve } from "node:path";
import type { Decision } from "../auth/municipality-decisions.ts";
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

type Flags = Readonly<Record<string, string | boolean | undefined>>;

/** What a flag says. Throws with its name where it says nothing. */
export function needed<F extends Flags>(flags: F, option: Extract<keyof F, string>): string {
  const value = flags[option];
  if (typeof value !== "string" || value.trim() === "") throw new Error(`--${option} is missing`);
  return value;
}

/** Yes or no. Throws with the flag's name otherwise. */
export function yesOrNo<F extends Flags>(flags: F, option: Extract<keyof F, string>): boolean {
  const answer = needed(flags, option);
  if (answer !== "yes" && answer !== "no") throw new Error(`--${option}: yes or no`);
  return answer === "yes";
}

/** Whose decision a step carries out, and what it refers to. */
export function decisionFrom(flags: { readonly tenant?: string | undefined; readonly order?: string | undefined }): Decision {
  return { tenant: needed(flags, "tenant"), person: "operator", at: new Date().toISOString(), reference: needed(flags, "order") };
}

/** Runs the command of that name; see `runCommand`. Throws with the names there are where there is none. */
export async function runOneOf(
  dataFolder: string,
  name: string | undefined,
  commands: Readonly<Record<string, (database: Database) => Promise<string>>>,
): Promise<void> {
  await runCommand(dataFolder, async (database) => {
    const command = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (command === undefined) throw new Error(`say one of: ${Object.keys(commands).join(", ")}`);
    return await command(database);
  });
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
