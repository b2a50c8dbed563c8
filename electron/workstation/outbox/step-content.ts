// What a step in the outbox says, for the person to see, keep elsewhere, or write anew. Must never change a step that nobody refused.
import { z } from "../../../shared/base/zod.ts";
import type { StepContent, StepText } from "../../../shared/desk/outbox-calls.ts";
import type { Refusal } from "../../../shared/domain/refusal.ts";
import type { ReadableDatabase, WritableDatabase } from "../store/database.ts";
import { sql } from "../store/sql.ts";
import { StoreError } from "../store/store-error.ts";
import { resolve } from "./resolve.ts";
import { readableCommandOf, rowColumns, type StoredRow } from "./rows.ts";

const mostCharacters = 500_000;
const mostTexts = 50;

function rowNamed(database: ReadableDatabase, commandId: string): StoredRow {
  const row = database.get<StoredRow>("step by id", sql`select ${rowColumns} from outbox where id = ${commandId}`);
  if (row === undefined) throw new StoreError("notFound", "no such command in the outbox");
  return row;
}

/** The step as it is kept, also one that this program cannot read. */
export function stepContent(database: ReadableDatabase, commandId: string): StepContent {
  const row = rowNamed(database, commandId);
  const command = readableCommandOf(row);
  const content = command === undefined ? row.command : JSON.stringify(command, null, 2);
  return { content: content.slice(0, mostCharacters), texts: command === undefined ? [] : textsOf(command.args, "").slice(0, mostTexts) };
}

/** Names, hashes and codes are not for people to write: a text has a blank, or is one of the fields of an edit. */
function textsOf(value: unknown, path: string): readonly StepText[] {
  const name = path.slice(path.lastIndexOf(".") + 1);
  if (typeof value === "string") return isWritten(value, path, name) && value.length <= 2_000_000 ? [{ path, value }] : [];
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key.includes(".") ? [] : textsOf(inner, path === "" ? key : `${path}.${key}`)));
}

const freeTexts = ["text", "reason", "title", "exceptionReason"];

function isWritten(value: string, path: string, name: string): boolean {
  if (/^fields\.[^.]+\.to$/u.test(path)) return true;
  return freeTexts.includes(name) || (/\s/u.test(value) && name !== "from" && name !== "statement");
}

const membersSchema = z.record(z.string(), z.unknown());

function withText(args: Readonly<Record<string, unknown>>, path: readonly string[], value: string): Readonly<Record<string, unknown>> {
  const [name, ...rest] = path;
  if (name === undefined || !Object.hasOwn(args, name)) return args;
  const next = rest.length === 0 ? value : withText(membersSchema.parse(args[name]), rest, value);
  return { ...args, [name]: next };
}

/** Writes other texts into a refused step and queues it again; answers why the rules refuse it so. Throws `notFound` where it waits for nobody's word. */
export function reviseStep(
  database: WritableDatabase,
  revision: { readonly commandId: string; readonly texts: readonly StepText[]; readonly at: string; readonly device: string },
): Refusal | null {
  const { commandId, texts, at, device } = revision;
  return database.transaction(() => {
    const row = rowNamed(database, commandId);
    const command = readableCommandOf(row);
    if (row.state !== "refused" || command === undefined) throw new StoreError("notFound", "the command waits for nobody's word");
    const known = new Set(textsOf(command.args, "").map((text) => text.path));
    let { args } = command;
    for (const { path, value } of texts) if (known.has(path)) args = withText(args, path.split("."), value);
    // No longer what was refused: the server may know the old id under the old words.
    database.run(
      "revise step",
      sql`update outbox set command = ${JSON.stringify({ ...command, args })}, refusal = ${JSON.stringify({ code: "revised", params: {} })}
        where seq = ${row.seq}`,
    );
    return resolve(database, { commandId, action: "retry", fields: {}, at, device });
  });
}
