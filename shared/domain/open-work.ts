// Whether a record stands in somebody's inbox, and where it stands in a first snapshot: open work first, the newest first.
// Must never fail on a body of a newer version: what cannot be told is not open and comes last.
import type { OfficeRecord } from "./record.ts";

type Body = Readonly<Record<string, unknown>>;

const object = (value: unknown): Body => (typeof value === "object" && value !== null ? (value as Body) : {});
const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** Whether something about the record still waits for somebody: what the inbox lists. */
export function isOpenWork(record: Pick<OfficeRecord, "kind" | "body">): boolean {
  const state = text(object(record.body)["state"]);
  if (record.kind === "application" || record.kind === "invoice") return state !== "" && state !== "filed" && !isAside(record.body);
  return (record.kind === "task" || record.kind === "post") && state === "open";
}

/** An invoice that was set aside, as another one's duplicate or because it is none, waits for nobody. */
function isAside(body: unknown): boolean {
  const { duplicateOf, notAnInvoice, withdrawn } = object(body);
  return duplicateOf !== undefined || notAnInvoice !== undefined || withdrawn === true;
}

/** Added to the rank of open work: more than any date in milliseconds. */
export const openWorkRank = 1_000_000_000_000_000;
/** The last millisecond a date may name here, so that no date looks like open work. */
const latest = 253_402_300_799_999;

/** The rank of a record in a snapshot: higher ranks are sent first. The SQL of server migration 50 says the same. */
export function snapshotRank(record: Pick<OfficeRecord, "kind" | "body">): number {
  const milliseconds = Date.parse(dateOf(record.kind, object(record.body)));
  const age = Number.isNaN(milliseconds) ? 0 : Math.min(Math.max(milliseconds, 0), latest);
  return (isOpenWork(record) ? openWorkRank : 0) + age;
}

function dateOf(kind: string, body: Body): string {
  if (kind === "application" || kind === "invoice" || kind === "post") return text(body["receivedAt"]);
  if (kind === "document") return text(body["documentDate"]);
  if (kind === "file") return text(body["openedOn"]);
  const trail: readonly unknown[] = Array.isArray(body["trail"]) ? body["trail"] : [];
  return kind === "task" ? text(object(trail[0])["at"]) : "";
}
