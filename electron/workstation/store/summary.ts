// What lists show of a record, drawn from its body by pure functions. Must stay cheap (a first sync calls it for every
// record) and must not fail on a body of a newer version: what cannot be told stays out of the list.
import { isOpenWork } from "../../../shared/domain/open-work.ts";
import { ledgerNames } from "../../../shared/domain/ledger/entries.ts";
import type { OfficeRecord } from "../../../shared/domain/record.ts";
import { qualitySampleTopic } from "../../../shared/domain/task/schema.ts";
import { serviceLabel, taskTitle } from "../../../shared/text/de/domain.ts";
import { foldedWords } from "./fold.ts";

type Body = Readonly<Record<string, unknown>>;

const object = (value: unknown): Body => (typeof value === "object" && value !== null ? (value as Body) : {});
const text = (value: unknown): string => (typeof value === "string" ? value : "");
const textOrNull = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);
const amountOrNull = (value: unknown): number | null => (Number.isSafeInteger(value) ? Number(value) : null);
const wantedText = (body: Body): string | null => textOrNull(object(body["text"])["sha256"]);

/** clarify: nobody of those who sign or pay can do anything until it is settled. */
export type Step =
  "clarify" | "clerk" | "certifyBoth" | "certifyFactual" | "certifyArithmetic" | "order" | "pay" | "file" | "task" | "sample";

/** A line of the inbox. */
export interface InboxSummary {
  readonly subject: string;
  readonly detail: string;
  readonly state: string;
  readonly clerk: string | null;
  readonly receivedAt: string;
  readonly deadline: string | null;
  readonly amount: number | null;
  readonly currency: string | null;
  /** Who has to act next. */
  readonly step: Step;
  /** Persons whose certification stands, each between commas: they do not order. */
  readonly certifiedBy: string;
  readonly search: string;
  /** SHA-256 of the text of its paper that the server holds, where there is one. */
  readonly wantedText: string | null;
}

/** The line a record has in the inbox, or undefined where nothing about it waits any more. */
export function inboxSummary(record: OfficeRecord): InboxSummary | undefined {
  if (!isOpenWork(record)) return undefined;
  const body = object(record.body);
  if (record.kind === "application") return applicationSummary(body);
  if (record.kind === "invoice") return invoiceSummary(body);
  if (record.kind === "post") return postSummary(body);
  return taskSummary(body);
}

function applicationSummary(body: Body): InboxSummary {
  const state = text(body["state"]);
  const applicant = object(body["applicant"]);
  const subject = `${text(applicant["familyName"])}, ${text(applicant["givenNames"])}`;
  const service = text(body["service"]);
  const submission = text(object(body["source"])["submissionId"]);
  const decided = state === "decided" || state === "closed";
  return {
    subject,
    detail: service,
    state,
    clerk: textOrNull(body["clerk"]),
    receivedAt: text(body["receivedAt"]),
    // The deadline was met with the decision; what is left is filing.
    deadline: decided ? null : textOrNull(body["deadline"]),
    amount: null,
    currency: null,
    step: decided ? "file" : "clerk",
    certifiedBy: "",
    search: foldedWords(`${subject} ${serviceLabel(service)} ${submission}`),
    wantedText: null,
  };
}

function invoiceStep(state: string, factual: unknown, arithmetic: unknown): Step {
  if (state === "ordered") return "pay";
  if (state === "paid") return "file";
  if (factual === undefined && arithmetic === undefined) return "certifyBoth";
  if (factual === undefined) return "certifyFactual";
  return arithmetic === undefined ? "certifyArithmetic" : "order";
}

/** What an invoice is in until somebody settles it, as `stageOf` names it. A hold ends by its day, which an index does not see. */
function unsettled(body: Body): "returned" | "disputed" | "inQuery" | undefined {
  if (body["returned"] !== undefined) return "returned";
  if (body["dispute"] !== undefined) return "disputed";
  return Object.values(object(body["queries"])).some((query) => object(query)["answer"] === undefined) ? "inQuery" : undefined;
}

function invoiceSummary(body: Body): InboxSummary {
  const state = text(body["state"]);
  const fields = object(body["fields"]);
  const { factual, arithmetic } = object(body["certifications"]);
  const fileName = text(object(body["document"])["name"]);
  const number = text(fields["number"]);
  const subject = textOrNull(fields["supplier"]) ?? fileName;
  const { technical, technicalWanted } = body;
  const stage = state === "paid" ? undefined : unsettled(body);
  const lacksTechnical = technicalWanted !== undefined && technical === undefined;
  const next = invoiceStep(state, lacksTechnical && factual !== undefined ? undefined : factual, arithmetic);
  const signers = [
    ...new Set([factual, arithmetic, technical].map((signature) => text(object(signature)["by"])).filter((by) => by !== "")),
  ];
  return {
    subject,
    detail: number,
    state: stage ?? (body["credited"] === undefined ? state : "credited"),
    clerk: textOrNull(body["clerk"]),
    receivedAt: text(body["receivedAt"]),
    deadline: state === "paid" ? null : textOrNull(fields["dueDate"]),
    amount: amountOrNull(fields["gross"]),
    currency: textOrNull(fields["currency"]),
    // For a credit note that is set off no money flows.
    step: stage !== undefined ? "clarify" : next === "pay" && body["credited"] !== undefined ? "file" : next,
    certifiedBy: signers.length === 0 ? "" : `,${signers.join(",")},`,
    search: foldedWords(`${subject} ${number} ${fileName} ${text(fields["orderReference"])}`),
    wantedText: wantedText(body),
  };
}

function postSummary(body: Body): InboxSummary {
  const title = text(body["title"]);
  const arrivals: readonly unknown[] = Array.isArray(body["arrivals"]) ? body["arrivals"] : [];
  const fileName = text(object(arrivals[0])["fileName"]);
  return {
    subject: title,
    detail: fileName,
    state: "open",
    clerk: textOrNull(body["clerk"]),
    receivedAt: text(body["receivedAt"]),
    deadline: null,
    amount: null,
    currency: null,
    step: "clerk",
    certifiedBy: "",
    search: foldedWords(`${title} ${fileName}`),
    wantedText: wantedText(body),
  };
}

function taskSummary(body: Body): InboxSummary {
  const trail: readonly unknown[] = Array.isArray(body["trail"]) ? body["trail"] : [];
  const came: readonly unknown[] | undefined = Array.isArray(body["came"]) ? body["came"] : undefined;
  const told = came === undefined ? undefined : { count: came.length, more: body["more"] === true };
  const title = taskTitle(text(body["title"]), textOrNull(body["topic"]) ?? undefined, told);
  return {
    subject: title,
    detail: "",
    state: "open",
    clerk: textOrNull(body["person"]),
    receivedAt: text(object(trail[0])["at"]),
    deadline: textOrNull(body["dueOn"]),
    amount: null,
    currency: null,
    step: body["topic"] === qualitySampleTopic ? "sample" : "task",
    certifiedBy: "",
    search: foldedWords(title),
    wantedText: null,
  };
}

/** What the archive's lists show of a document, and the text it wants to be found by. */
export interface DocumentSummary {
  readonly title: string;
  readonly documentType: string;
  readonly documentDate: string;
  readonly fileId: string;
  readonly keywords: string;
  /** SHA-256 of the extracted text the server holds, where there is one. */
  readonly wantedText: string | null;
}

export function documentSummary(record: Pick<OfficeRecord, "kind" | "body">): DocumentSummary | undefined {
  const body = object(record.body);
  if (record.kind !== "document" || text(body["documentDate"]) === "") return undefined;
  const keywords: readonly unknown[] = Array.isArray(body["keywords"]) ? body["keywords"] : [];
  return {
    title: text(body["title"]),
    documentType: text(body["documentType"]),
    documentDate: text(body["documentDate"]),
    fileId: text(body["fileId"]),
    keywords: keywords.map(text).join(" "),
    wantedText: wantedText(body),
  };
}

export interface FileSummary {
  readonly number: string;
  readonly title: string;
  readonly planNumber: string;
  readonly state: "open" | "closed";
  readonly search: string;
}

export function fileSummary(record: OfficeRecord): FileSummary | undefined {
  const body = object(record.body);
  const number = text(body["number"]);
  if (record.kind !== "file" || number === "") return undefined;
  const title = text(body["title"]);
  return {
    number,
    title,
    planNumber: text(body["planNumber"]),
    state: body["state"] === "closed" ? "closed" : "open",
    search: foldedWords(`${number} ${title}`),
  };
}

/** What people call the record in a list of their own commands. */
export function subjectOf(record: OfficeRecord): string {
  const inInbox = inboxSummary(record);
  if (inInbox !== undefined) return inInbox.subject;
  const body = object(record.body);
  const applicant = object(body["applicant"]);
  if (record.kind === "application") return `${text(applicant["familyName"])}, ${text(applicant["givenNames"])}`;
  if (record.kind === "invoice") return text(object(body["fields"])["supplier"]);
  if (ledgerNames.some((name) => name === record.kind)) return ledgerSubject(object(body["fields"]));
  if (record.kind === "supplier") return text(object(body["fields"])["name"]);
  return record.kind === "paymentRun" ? text(body["number"]) : text(body["title"]);
}

/** "111200.443100 Büromaterial", "2026 111200 Verwaltung". */
function ledgerSubject(fields: Body): string {
  const year = typeof fields["year"] === "number" ? String(fields["year"]) : "";
  return [year, text(fields["number"]), text(fields["code"]), text(fields["name"])].filter((part) => part !== "").join(" ");
}

/** Every content a body names, with what the viewer calls it. */
export function contentNames(value: unknown): readonly { readonly sha256: string; readonly size: number }[] {
  if (Array.isArray(value)) return value.flatMap(contentNames);
  if (typeof value !== "object" || value === null) return [];
  const { sha256, size, name } = value as Body;
  if (typeof sha256 === "string" && typeof size === "number" && typeof name === "string") return [{ sha256, size }];
  return Object.values(value).flatMap(contentNames);
}
