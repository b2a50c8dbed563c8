// What every story needs: invoices to tell of, what a desk shows of them, and the account at the end that nothing was lost.
import { createHash } from "node:crypto";
import { expect, vi } from "vitest";
import { canonicalJson } from "../../../shared/base/canonical-json.ts";
import { derivedId } from "../../../shared/base/hash.ts";
import { must } from "../../../shared/base/must.ts";
import { z } from "../../../shared/base/zod.ts";
import { invoiceIdOf, invoiceSchema, paymentDigest, type Invoice, type InvoiceFields } from "../../../shared/domain/invoice/schema.ts";
import { officeRecordSchema, type OfficeRecord } from "../../../shared/domain/record.ts";
import type { Refusal } from "../../../shared/domain/refusal.ts";
import { trailEntrySchema, type TrailEntry } from "../../../shared/domain/trail.ts";
import type { OutboxEntry } from "../../../shared/desk/record-calls.ts";
import { buildApplicationRecord } from "../../../shared/testing/application-builder.ts";
import { buildInvoiceFields, buildInvoiceRecord } from "../../../shared/testing/invoice-builder.ts";
import { historyActor, historyText } from "../../../shared/text/history.ts";
import { refusalText } from "../../../shared/text/refusal-text.ts";
import { logEntrySchema, type LogEntry } from "../../../server/audit/chain.ts";
import { verifyLog } from "../../../server/audit/verify-log.ts";
import { demoDirectory, demoTenant } from "../../../server/demo/people.ts";
import { sql } from "../../../server/store/sql.ts";
import type { TownContent } from "../../../server/store/town.ts";
import type { StoryTown, TownDesk } from "../town.ts";

/** An invoice with bytes of its own, ready to be put into a town. */
export interface StoryInvoice {
  readonly id: string;
  readonly record: OfficeRecord;
  readonly content: TownContent;
}

/** An invoice over 119.00 € of the finance office, captured and nothing more, unless the overrides say otherwise. */
export function storyInvoice(name: string, fields: Partial<InvoiceFields> = {}, parts: { readonly unit?: string } = {}): StoryInvoice {
  const bytes = Buffer.from(`invoice ${name}`);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const id = invoiceIdOf(sha256);
  const document = { sha256, name: `${name}.txt`, mime: "text/plain", size: bytes.byteLength };
  const described = buildInvoiceFields({ number: name, supplier: `Lieferant ${name}`, ...fields });
  return { id, record: buildInvoiceRecord({ document, fields: described }, { ...parts }), content: { sha256, bytes } };
}

/** Invoices as `openStoryTown` takes them. */
export function withInvoices(...invoices: readonly StoryInvoice[]): {
  readonly records: readonly OfficeRecord[];
  readonly contents: readonly TownContent[];
} {
  return { records: invoices.map((invoice) => invoice.record), contents: invoices.map((invoice) => invoice.content) };
}

/** A received application of the citizens' office. */
export function storyApplication(name: string): OfficeRecord {
  const source = { adapter: "push", submissionId: name };
  return buildApplicationRecord({ source, applicant: { familyName: name, givenNames: "Elke" } }, { id: derivedId(`story:${name}`, 0) });
}

/** The body of a record as a desk shows it, once it has one. */
export async function bodyOf(desk: TownDesk, kind: string, id: string): Promise<Record<string, unknown>> {
  const { record } = await desk.until("record", { kind, id }, (value) => value.record !== null);
  return must(record, "it was waited for").body;
}

export async function invoiceOf(desk: TownDesk, id: string): Promise<Invoice> {
  return invoiceSchema.parse(await bodyOf(desk, "invoice", id));
}

/** Gives a command on an invoice; signatures bind to what the desk shows now. The outcome at the desk. */
async function sign(
  desk: TownDesk,
  id: string,
  name: string,
  args: Record<string, unknown>,
): Promise<{ outcome: string; refusal: Refusal | null }> {
  const digest = paymentDigest(await invoiceOf(desk, id));
  const given = await desk.give("invoice", name, id, { ...args, digest, statement: "So unterschrieben." });
  const { outcome, refusal } = must(given.results[0], "one command has one result");
  return { outcome, refusal };
}

export async function certify(desk: TownDesk, id: string, as: "factual" | "arithmetic"): Promise<string> {
  const { outcome, refusal } = await sign(desk, id, "certify", { as });
  return refusal?.code ?? outcome;
}

export async function order(desk: TownDesk, id: string, args: Record<string, unknown> = {}): Promise<string> {
  const { outcome, refusal } = await sign(desk, id, "order", args);
  return refusal?.code ?? outcome;
}

/** Changes fields from what the desk shows now. */
export async function edit(desk: TownDesk, id: string, to: Partial<InvoiceFields>): Promise<string> {
  const { fields } = await invoiceOf(desk, id);
  const before = new Map<string, unknown>(Object.entries(fields));
  const edits = Object.fromEntries(Object.entries(to).map(([name, value]) => [name, { from: before.get(name) ?? null, to: value }]));
  const given = await desk.give("invoice", "editFields", id, { fields: edits });
  return must(given.results[0], "one command has one result").outcome;
}

/** The refusals a desk shows for its commands, as the German sentences a person reads. */
export function sentences(entries: readonly OutboxEntry[]): readonly string[] {
  const directory = demoDirectory();
  return entries.flatMap((entry) => (entry.refusal === null ? [] : [refusalText(entry.refusal, directory)]));
}

/** A record's history as a person reads it, oldest first: "Karin Brandt hat …". */
export function history(body: Readonly<Record<string, unknown>>): readonly string[] {
  const directory = demoDirectory();
  const trail: readonly TrailEntry[] = z.array(trailEntrySchema).parse(body["trail"]);
  return trail.map((entry) => `${historyActor(entry, directory)} ${historyText(entry, directory)}`);
}

/** The server's log, oldest first. */
export async function logOf(town: StoryTown): Promise<readonly LogEntry[]> {
  const rows = await town.server
    .openDatabase()
    .query<{ entry: unknown }>(sql`select entry from command_log where tenant = ${demoTenant} order by number`);
  return rows.map((row) => logEntrySchema.parse(row.entry));
}

/** The wire is whole again; waits until the desk has sent and fetched everything. */
export async function comeBack(desk: TownDesk): Promise<void> {
  desk.restore();
  // A round may still meet the wire as it was, or a server that is only starting.
  await vi.waitFor(() => desk.desk.call("syncNow", {}), { timeout: 60_000, interval: 100 });
  await desk.until("sync", {}, (state) => state.network === "online" && state.progress === null);
  await desk.until("outbox", {}, (entries) => entries.every((entry) => !["queued", "sending", "waitingForContent"].includes(entry.state)));
}

/** Waits until a desk shows a record as the server holds it. */
export async function caughtUp(town: StoryTown, desk: TownDesk, kind: string, id: string): Promise<void> {
  const held = canonicalJson(must(await atServer(town, kind, id), "the server holds it"));
  await desk.until("record", { kind, id }, (value) => value.record !== null && canonicalJson(value.record) === held);
}

/** The subjects of what waits in a person's inbox as theirs, of one kind. */
export async function inboxSubjects(desk: TownDesk, kind: "application" | "invoice" | "task", wanted: number): Promise<readonly string[]> {
  const args = {
    view: "mine",
    kinds: [kind],
    text: "",
    overdueOnly: false,
    sort: { by: "received", descending: true },
    offset: 0,
    limit: 50,
  } as const;
  const { rows } = await desk.until("inbox", { ...args, kinds: [kind] }, (value) => value.rows.length === wanted);
  return rows.map((row) => row.subject);
}

const putAway = new Set<string>();

/** The person's own word: forget this step. The account at the end does not ask for it. */
export async function discard(desk: TownDesk, commandId: string): Promise<void> {
  await desk.desk.call("resolve", { commandId, action: "discard" });
  putAway.add(commandId);
}

/** The record as the server holds it. */
export async function atServer(town: StoryTown, kind: string, id: string): Promise<OfficeRecord | undefined> {
  const [row] = await town.server
    .openDatabase()
    .query<{ record: unknown }>(sql`select record from office_record where tenant = ${demoTenant} and kind = ${kind} and id = ${id}`);
  return row === undefined ? undefined : officeRecordSchema.parse(row.record);
}

/**
 * The account at the end of a story, once every open desk has synced: the log's chain is whole, every command that a desk
 * queued was decided exactly once (or put away by its person), and these desks hold the same bytes of the record as the server.
 */
export async function nothingIsLost(
  town: StoryTown,
  record: { readonly kind: string; readonly id: string },
  ...desks: readonly TownDesk[]
): Promise<void> {
  const log = await logOf(town);
  expect(await verifyLog(town.server.openDatabase(), demoTenant)).toMatchObject({ breach: null, rows: log.length });
  const decided = log.map((entry) => entry.commandId);
  expect(new Set(decided).size).toBe(decided.length);
  const given = new Set(town.desks().flatMap((desk) => desk.given()));
  expect(decided).toEqual(expect.arrayContaining([...given].filter((id) => !putAway.has(id))));
  const held = canonicalJson(must(await atServer(town, record.kind, record.id), "the story is about a record the server holds"));
  for (const desk of desks) {
    const same = await desk.until("record", record, (value) => value.record !== null && canonicalJson(value.record) === held);
    expect(canonicalJson(same.record)).toBe(held);
  }
}
