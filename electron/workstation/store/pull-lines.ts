// The lines of an answer to a pull, one by one, each checked. Records have a check of their own beside the schema: a first sync
// brings a hundred thousand of them, and the schema alone took more time than everything SQLite does.
import type { OfficeRecord } from "../../../shared/domain/record.ts";
import { pullLineSchema, type PullLine } from "../../../shared/sync/pull.ts";
import { StoreError } from "./store-error.ts";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u;

type Members = Readonly<Record<string, unknown>>;

function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isRecord(value: unknown): value is OfficeRecord<Members> {
  if (!isMembers(value)) return false;
  const { kind, id, unit, scopes, version, body } = value;
  return (
    typeof kind === "string" &&
    typeof id === "string" &&
    uuid.test(id) &&
    typeof unit === "string" &&
    Array.isArray(scopes) &&
    scopes.every((scope) => typeof scope === "string") &&
    Number.isSafeInteger(version) &&
    Number(version) > 0 &&
    isMembers(body)
  );
}

/** A line of the protocol; throws `serverGarbage` for anything else. What the quick check does not know, the schema decides. */
export function pullLine(text: string): PullLine {
  try {
    return checkedLine(JSON.parse(text));
  } catch (thrown) {
    throw new StoreError("serverGarbage", `no line of a pull: ${thrown instanceof Error ? thrown.name : "unknown"}`);
  }
}

function checkedLine(value: unknown): PullLine {
  if (isMembers(value) && value["t"] === "record" && Number.isSafeInteger(value["seq"]) && isRecord(value["record"])) {
    const { kind, id, unit, scopes, version, body } = value["record"];
    return { t: "record", seq: Number(value["seq"]), record: { kind, id, unit, scopes: [...scopes], version, body } };
  }
  return pullLineSchema.parse(value);
}

export function* pullLines(text: string): Generator<PullLine> {
  let from = 0;
  while (from < text.length) {
    const end = text.indexOf("\n", from);
    const to = end < 0 ? text.length : end;
    if (to > from) yield pullLine(text.slice(from, to));
    from = to + 1;
  }
}
