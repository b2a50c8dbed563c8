// Reads the text of filed documents, one after the other, and attaches it as the server itself. Work left by a killed process is done later.
// Must never let one unreadable file stop the others.
import { createHash } from "node:crypto";
import { derivedId } from "../../shared/base/hash.ts";
import type { Command } from "../../shared/domain/command.ts";
import type { ContentStore } from "../content/content-store.ts";
import { pushCommands } from "../feed/push.ts";
import { systemSender } from "../feed/sender.ts";
import type { Database, Queryable } from "../store/database.ts";
import { sql } from "../store/sql.ts";
import type { Tenants } from "../store/tenants.ts";
import { every, type Timers } from "../timers.ts";

/** Text of a file's bytes, "" where it holds none. May throw: the file is tried again later. */
export type ExtractText = (bytes: Uint8Array, mime: string) => Promise<string>;

export interface TextReader {
  /** Says that there may be work; returns at once. */
  readonly wake: () => void;
  /** Resolves when the work known now is done. */
  readonly idle: () => Promise<void>;
  readonly close: () => Promise<void>;
}

interface Task {
  tenant: string;
  document_id: string;
  sha256: string;
  mime: string;
}

const mostTries = 5;
const mostCharacters = 2_000_000;

interface ReaderParts {
  readonly database: Database;
  readonly content: ContentStore;
  readonly tenants: Tenants;
  readonly now: () => string;
  readonly extractText: ExtractText;
  readonly timers: Timers;
}

/** Failed tasks come due again, and other processes leave work behind. */
const lookAgainMs = 60_000;

/** Starts with what is left from before. */
export function startTextReader(parts: ReaderParts): TextReader {
  const ending = new AbortController();
  let running: Promise<void> | undefined;
  let again = false;
  const work = async (): Promise<void> => {
    for (let task = await claim(parts.database); task !== undefined; task = await claim(parts.database)) {
      if (ending.signal.aborted) return;
      await readOne(parts, task).catch(() => undefined);
    }
  };
  const wake = (): void => {
    again = running !== undefined;
    if (ending.signal.aborted || running !== undefined) return;
    running = work()
      .catch(() => undefined)
      .finally(() => {
        running = undefined;
        if (again) wake();
      });
  };
  const stopLooking = every(parts.timers, lookAgainMs, wake);
  const idle = async (): Promise<void> => {
    const current = running;
    if (current === undefined) return;
    await current;
    await idle();
  };
  wake();
  return {
    wake,
    idle,
    close: async () => {
      ending.abort();
      stopLooking();
      await running;
    },
  };
}

/** Takes the next task that is due and puts it off at once: a process that dies over it leaves it to a later try. */
async function claim(database: Database): Promise<Task | undefined> {
  const [task] = await database.query<Task & { tries: number }>(sql`update text_task t set tries = t.tries + 1,
      not_before = now() + interval '5 minutes' * (t.tries + 1)
    from (select tenant, document_id from text_task where not_before <= now() and tries < ${mostTries} order by not_before
      limit 1 for update skip locked) as next
    where t.tenant = next.tenant and t.document_id = next.document_id returning t.tenant, t.document_id, t.sha256, t.mime, t.tries`);
  return task;
}

async function readOne(parts: ReaderParts, task: Task): Promise<void> {
  const { database } = parts;
  const tenant = await parts.tenants.now(task.tenant);
  if (tenant === undefined) return;
  const bytes = await parts.content.readAll(task.tenant, task.sha256);
  const text = (await parts.extractText(bytes, task.mime)).replaceAll("\0", "").toWellFormed().slice(0, mostCharacters);
  const sha256 = createHash("sha256").update(text).digest("hex");
  await saveText(database, task.tenant, task.document_id, text, sha256);
  const now = parts.now();
  const command: Command = {
    // Derived, so that a text read twice is attached once.
    id: derivedId(`${task.document_id}/${sha256}`, 0),
    kind: "document",
    name: "attachText",
    recordId: task.document_id,
    args: { sha256, characters: text.length },
    seen: { version: 0, after: null },
    device: "server",
    at: now,
  };
  await pushCommands(database, systemSender(task.tenant, tenant.directory), [{ number: null, command }], now);
  await database.query(sql`delete from text_task where tenant = ${task.tenant} and document_id = ${task.document_id}`);
}

/** Keeps the text of a document that has a row already (its title made it). */
export async function saveText(queryable: Queryable, tenant: string, documentId: string, text: string, sha256: string): Promise<void> {
  await queryable.query(
    sql`update document_text set text = ${text}, text_sha256 = ${sha256} where tenant = ${tenant} and document_id = ${documentId}`,
  );
}
