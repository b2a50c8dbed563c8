// What the memory desk's lists show of its records: a plain stand-in for the real desk's indexes.
import type { ArchiveListArgs, ArchiveTree } from "../../shared/desk/archive-calls.ts";
import type { QueryArgs, QueryResult } from "../../shared/desk/contract.ts";
import type { InboxRow } from "../../shared/desk/inbox-calls.ts";
import type { Actor } from "../../shared/domain/actor.ts";
import { applicationSchema } from "../../shared/domain/application/schema.ts";
import type { AnyBody } from "../../shared/domain/command.ts";
import { documentSchema } from "../../shared/domain/document/schema.ts";
import { fileSchema } from "../../shared/domain/file/schema.ts";
import { invoiceSchema } from "../../shared/domain/invoice/schema.ts";
import { postSchema } from "../../shared/domain/post/schema.ts";
import { isOpenWork } from "../../shared/domain/open-work.ts";
import type { Directory } from "../../shared/domain/policy.ts";
import type { OfficeRecord } from "../../shared/domain/record.ts";
import { qualitySampleTopic, taskSchema } from "../../shared/domain/task/schema.ts";
import { serviceLabel } from "../../shared/text/de/domain.ts";
import { duplicatesOf } from "./memory-duplicates.ts";

type Stored = OfficeRecord<AnyBody>;
type Marks = (recordId: string) => { readonly waiting: number; readonly refused: number };

/** The inbox line of a record, or undefined where nothing about it waits. */
export function inboxRow(record: Stored, marks: Marks): InboxRow | undefined {
  const base = { id: record.id, unit: record.unit, amount: null, currency: null, alike: null, found: null, ...marks(record.id) };
  if (record.kind === "application") {
    const body = applicationSchema.parse(record.body);
    if (body.state === "filed") return undefined;
    const subject = `${body.applicant.familyName}, ${body.applicant.givenNames}`;
    return {
      ...base,
      kind: "application",
      subject,
      detail: body.service,
      state: body.state,
      clerk: body.clerk ?? null,
      receivedAt: body.receivedAt,
      deadline: body.deadline ?? null,
    };
  }
  if (record.kind === "invoice") {
    const body = invoiceSchema.parse(record.body);
    if (!isOpenWork(record)) return undefined;
    const { supplier, number, dueDate, gross, currency } = body.fields;
    return {
      ...base,
      kind: "invoice",
      subject: supplier ?? body.document.name,
      detail: number ?? "",
      state: body.state,
      clerk: body.clerk ?? null,
      receivedAt: body.receivedAt,
      deadline: dueDate,
      amount: gross,
      currency,
    };
  }
  if (record.kind === "post") {
    const body = postSchema.parse(record.body);
    if (body.state !== "open") return undefined;
    const { title, arrivals, clerk, receivedAt } = body;
    const detail = arrivals[0]?.fileName ?? "";
    return { ...base, kind: "post", subject: title, detail, state: "open", clerk: clerk ?? null, receivedAt, deadline: null };
  }
  if (record.kind === "task") {
    const body = taskSchema.parse(record.body);
    if (body.state !== "open") return undefined;
    return {
      ...base,
      kind: "task",
      subject: body.title,
      detail: "",
      state: body.state,
      clerk: body.person ?? null,
      receivedAt: body.trail[0]?.at ?? "2026-11-01T08:00:00.000Z",
      deadline: body.dueOn,
    };
  }
  return undefined;
}

/** One window of the inbox with its counts. */
export function inboxOf(
  records: readonly Stored[],
  args: QueryArgs<"inbox">,
  actor: Actor,
  today: string,
  marks: Marks,
): QueryResult<"inbox"> {
  const units = actor.grants.map((grant) => grant.unit);
  const words = args.text.toLocaleLowerCase("de");
  const samples = new Set(records.filter(({ body }) => body["topic"] === qualitySampleTopic).map(({ id }) => id));
  const isSample = ({ id }: InboxRow): boolean => samples.has(id);
  const rows = records
    .flatMap((record) => inboxRow(record, marks) ?? [])
    .map((row) => ({ ...row, alike: duplicatesOf(records, row.id).find(({ standing }) => standing === "undecided")?.strength ?? null }))
    .filter((row) => args.kinds.length === 0 || args.kinds.includes(row.kind))
    .filter((row) => `${row.subject} ${row.detail} ${serviceLabel(row.detail)}`.toLocaleLowerCase("de").includes(words));
  const mine = (row: InboxRow): boolean => row.clerk === actor.personId;
  const views = {
    all: () => true,
    mine,
    unit: (row: InboxRow) => units.includes(row.unit),
    nobody: (row: InboxRow) => row.clerk === null,
  };
  const overdue = (row: InboxRow): boolean => row.deadline !== null && row.deadline < today;
  const keys = {
    deadline: (row: InboxRow) => row.deadline ?? "9999",
    received: (row: InboxRow) => row.receivedAt,
    subject: (row: InboxRow) => row.subject,
    state: (row: InboxRow) => row.state,
    clerk: (row: InboxRow) => row.clerk ?? "~",
    amount: (row: InboxRow) => (row.amount ?? 0).toString().padStart(12, "0"),
  };
  const key = keys[args.sort.by];
  const shown = rows
    .filter(views[args.view])
    .filter((row) => !args.overdueOnly || overdue(row))
    .filter((row) => args.only === undefined || (args.only === "alike" ? row.alike !== null : isSample(row)))
    .map((row) => ({ row, key: key(row) }))
    .sort(
      (left, right) =>
        (left.key < right.key ? -1 : left.key > right.key ? 1 : left.row.id < right.row.id ? -1 : 1) * (args.sort.descending ? -1 : 1),
    )
    .map(({ row }) => row);
  const count = (test: (row: InboxRow) => boolean): number => rows.filter(test).length;
  return {
    total: shown.length,
    counts: {
      all: rows.length,
      mine: count(mine),
      unit: count(views.unit),
      nobody: count(views.nobody),
      overdue: count(overdue),
      samples: count(isSample),
    },
    rows: shown.slice(args.offset, args.offset + args.limit),
  };
}

export function archiveTreeOf(records: readonly Stored[], directory: Directory): ArchiveTree {
  const files = records
    .filter((record) => record.kind === "file")
    .map((record) => ({ id: record.id, body: fileSchema.parse(record.body) }));
  const documents = records.filter((record) => record.kind === "document").map((record) => documentSchema.parse(record.body).fileId);
  return {
    entries: directory.filePlan.map(({ number, title }) => {
      const here = files.filter(
        (file) =>
          file.body.planNumber === number ||
          file.body.planNumber.startsWith(`${number}.`) ||
          (!number.includes(".") && file.body.planNumber.startsWith(number)),
      );
      const parent = number.includes(".") ? number.charAt(0) : null;
      const inside = documents.filter((fileId) => here.some((file) => file.id === fileId)).length;
      return { number, title, parent, files: here.length, documents: inside };
    }),
  };
}

export function archiveFilesOf(records: readonly Stored[], args: QueryArgs<"archiveFiles">): QueryResult<"archiveFiles"> {
  const rows = records
    .filter((record) => record.kind === "file")
    .map((record) => ({ record, body: fileSchema.parse(record.body) }))
    .filter(({ body }) => args.planNumber === null || body.planNumber.startsWith(args.planNumber))
    .filter(({ body }) => !args.openOnly || body.state === "open")
    .filter(({ body }) => `${body.number} ${body.title}`.toLocaleLowerCase("de").includes(args.text.toLocaleLowerCase("de")))
    .map(({ record, body }) => ({
      id: record.id,
      number: body.number,
      title: body.title,
      planNumber: body.planNumber,
      unit: record.unit,
      state: body.state,
      documents: records.filter((other) => other.kind === "document" && documentSchema.parse(other.body).fileId === record.id).length,
    }));
  return { total: rows.length, rows: rows.slice(0, args.limit) };
}

export function archiveListOf(records: readonly Stored[], args: ArchiveListArgs, marks: Marks): QueryResult<"archiveList"> {
  const files = new Map(records.filter((record) => record.kind === "file").map((record) => [record.id, fileSchema.parse(record.body)]));
  const rows = records
    .filter((record) => record.kind === "document")
    .map((record) => ({ record, body: documentSchema.parse(record.body) }))
    .filter(({ body }) => args.fileId === null || body.fileId === args.fileId)
    .filter(({ body }) => args.planNumber === null || files.get(body.fileId)?.planNumber.startsWith(args.planNumber) === true)
    .filter(({ body }) => body.title.toLocaleLowerCase("de").includes(args.text.toLocaleLowerCase("de")))
    .map(({ record, body }) => ({
      id: record.id,
      title: marked(body.title, args.text),
      excerpt: marked(`${body.title}, abgelegt am ${body.filedAt.slice(0, 10)}`, args.text),
      documentType: body.documentType,
      documentDate: body.documentDate,
      fileId: body.fileId,
      fileNumber: files.get(body.fileId)?.number ?? "",
      waiting: marks(record.id).waiting,
    }));
  return { total: rows.length, exact: true, rows: rows.slice(args.offset, args.offset + args.limit) };
}

function marked(text: string, hit: string) {
  const at = hit === "" ? -1 : text.toLocaleLowerCase("de").indexOf(hit.toLocaleLowerCase("de"));
  if (at < 0) return [{ text, hit: false }];
  const parts = [text.slice(0, at), text.slice(at, at + hit.length), text.slice(at + hit.length)];
  return parts.map((part, index) => ({ text: part, hit: index === 1 })).filter((part) => part.text !== "");
}
