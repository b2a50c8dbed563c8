// Deputyships of the memory desk as a list: a plain stand-in for the real desk's query.
import { deputyshipStateOn, type DeputyshipRow } from "../../shared/desk/deputyship-calls.ts";
import type { AnyBody } from "../../shared/domain/command.ts";
import { deputyshipSchema } from "../../shared/domain/deputyship/schema.ts";
import type { OfficeRecord } from "../../shared/domain/record.ts";

type Marks = (recordId: string) => Pick<DeputyshipRow, "waiting" | "refused">;

/** Every deputyship with its state on that day. */
export function deputyshipsOf(records: readonly OfficeRecord<AnyBody>[], today: string, marks: Marks): DeputyshipRow[] {
  return records.flatMap(({ kind, id, body }) => {
    if (kind !== "deputyship") return [];
    const parsed = deputyshipSchema.parse(body);
    const { principal, deputy, rights, from, until } = parsed;
    return [{ id, principal, deputy, rights, from, until, state: deputyshipStateOn(parsed, today), ...marks(id) }];
  });
}
