// Reads the text of filed documents and of papers that wait, one after the other, and attaches it as the server itself. Work left by a killed
// process is done later.
// Must never let one unreadable file stop the others.
import { createHash } from "node:crypto";
import { derivedId } from "../../shared/base/hash.ts";
import { tidyText } from "../../scanner-inbox/read/plain-text.ts";
import { z } from "../../shared/base/zod.ts";
import type { Command } from "../../shared/domain/command.ts";
import { filePagesSchema } from "../../shared/domain/pages.ts";
import { recordRefSchema, type RecordRef } from "../../shared/domain/record.ts";
import type { ContentStore } from "../content/content-store.ts";
import { pushCommands } from "../feed/push.ts";
import { systemSender, type Sender } from "../feed/sender.ts";
import type { Database } from "../store/database.ts";
import { sql } from "../store/sql.ts";
import type { Tenants } from "../store/tenants.ts";
import { every, type Timers } from "../timers.ts";

export interface TextWish {
  /** Pages of the file, counted from 1; all where it is undefined. */
  readonly pages?: readonly number[] | undefined;
  /** Whether pages that are only pictures are recognised. */
  readonly recognise: boolean;
}

/** Text of a file's bytes, "" where it holds none. May throw: the file is tried again later. */
export type ExtractText = (bytes: Uint8Array, mime: string, wish: TextWish) => Promise<string>;

export interface TextReader {
  /** Says that there may be work; returns at once. */
  readonly wake: () => void;
  /** Resolves when the work known now is done. */
  readonly idle: () => Promise<void>;
  readonly close: () => Promise<void>;
}

interface Task {
  tenant: string;
  kind: string;
  id: string;
  sha256: string;
  mime: string;
}

const mostTries = 5;

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
    from (select tenant, kind, id from text_task where not_before <= now() and tries < ${mostTries} order by not_before
      limit 1 for update skip locked) as next
    where t.tenant = next.tenant and t.kind = next.kind and t.id = next.id returning t.tenant, t.kind, t.id, t.sha256, t.mime, t.tries`);
  return task;
}

async function readOne(parts: ReaderParts, task: Task): Promise<void> {
  const { database } = parts;
  const { kind, id } = task;
  const tenant = await parts.tenants.now(task.tenant);
  if (tenant === undefined) return;
  const text = await textFor(parts, task);
  // A paper without words is found by what it is called; a document says that somebody has looked.
  if (text !== "" || kind === "document") await attachText(database, task, systemSender(task.tenant, tenant.directory), text, parts.now());
  // Another content may be wanted by now.
  await database.query(
    sql`delete from text_task where tenant = ${task.tenant} and kind = ${kind} and id = ${id} and sha256 = ${task.sha256}`,
  );
}

/** Keeps a text beside its record and says so in it, as the server itself. The same again changes nothing. */
export async function attachText(
  database: Database,
  of: RecordRef & { readonly tenant: string },
  sender: Sender,
  text: string,
  at: string,
): Promise<void> {
  const { tenant, kind, id } = of;
  const sha256 = createHash("sha256").update(text).digest("hex");
  await database.query(sql`insert into record_text (tenant, kind, id, seq, title, text, text_sha256)
    values (${tenant}, ${kind}, ${id}, 0, '', ${text}, ${sha256})
    on conflict (tenant, kind, id) do update set text = excluded.text, text_sha256 = excluded.text_sha256`);
  const command: Command = {
    // Derived, so that a text read twice is attached once.
    id: derivedId(`${id}/${sha256}`, 0),
    kind,
    name: "attachText",
    recordId: id,
    args: { sha256, characters: text.length },
    seen: { version: 0, after: null },
    device: "server",
    at,
  };
  await pushCommands(database, sender, [{ number: null, command }], at);
}

const bodySchema = z.object({ pages: filePagesSchema.optional(), about: recordRefSchema.optional() });

/** The text for a record: what was read when the same paper still waited, or what its content says. */
async function textFor(parts: ReaderParts, { tenant, kind, id, sha256, mime }: Task): Promise<string> {
  const [row] = await parts.database.query<{ body: unknown }>(
    sql`select record->'body' as body from office_record where tenant = ${tenant} and kind = ${kind} and id = ${id}`,
  );
  const { pages, about } = bodySchema.parse(row?.body ?? {});
  const known = about === undefined ? undefined : await textOfPaper(parts.database, tenant, about, sha256);
  if (known !== undefined) return known;
  const bytes = await parts.content.readAll(tenant, sha256);
  const wish = { pages: pages?.shown.map(({ page }) => page), recognise: kind !== "invoice" };
  return tidyText(await parts.extractText(bytes, mime, wish));
}

/** The text that was read while the file was still an invoice or a letter, so that nothing is recognised twice. */
async function textOfPaper(database: Database, tenant: string, { kind, id }: RecordRef, sha256: string): Promise<string | undefined> {
  const [row] = await database.query<{ text: string }>(sql`select t.text from record_text t
    join office_record r on r.tenant = t.tenant and r.kind = t.kind and r.id = t.id and r.record->'body'->'document'->>'sha256' = ${sha256}
    where t.tenant = ${tenant} and t.kind = ${kind} and t.id = ${id} and t.text_sha256 is not null`);
  return row?.text;
}
