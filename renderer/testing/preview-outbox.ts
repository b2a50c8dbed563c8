// An outbox in every state, for previews and tests of the outbox screen.
import { derivedId } from "../../shared/base/hash.ts";
import { must } from "../../shared/base/must.ts";
import type { OutboxEntry } from "../../shared/desk/record-calls.ts";
import type { AnyBody } from "../../shared/domain/command.ts";
import { refuse } from "../../shared/domain/refusal.ts";
import type { OfficeRecord } from "../../shared/domain/record.ts";

/** One entry of each state, on records that exist. */
export function previewOutbox(records: readonly OfficeRecord<AnyBody>[]): readonly OutboxEntry[] {
  const application = must(
    records.find((record) => record.kind === "application"),
    "the town has applications",
  );
  const invoice = must(
    records.find((record) => record.kind === "invoice"),
    "the town has invoices",
  );
  const entry = (index: number, record: OfficeRecord<AnyBody>, subject: string, more: Partial<OutboxEntry>): OutboxEntry => ({
    commandId: derivedId("waiting", index),
    group: derivedId("group-of", index),
    kind: record.kind,
    recordId: record.id,
    name: "claim",
    args: {},
    subject,
    at: `2026-11-24T0${6 + (index % 3)}:1${index}:00.000Z`,
    state: "queued",
    unchecked: false,
    refusal: null,
    conflicts: [],
    ...more,
  });
  const conflicts = [
    { field: "gross", from: 11_900, mine: 12_900, theirs: 13_900 },
    { field: "dueDate", from: "2026-11-30", mine: "2026-12-04", theirs: "2026-12-01" },
    { field: "iban", from: null, mine: "DE89370400440532013000", theirs: "DE02120300000000202051" },
  ];
  return [
    entry(0, application, "Wolter, Elke", { name: "decide", state: "refused", refusal: refuse("claimedByOther", { person: "oseidel" }) }),
    entry(1, application, "Wolter, Elke", { name: "close", state: "parked" }),
    entry(2, invoice, "Heidestrom GmbH", {
      name: "editFields",
      state: "partlyRefused",
      refusal: { ...refuse("fieldConflict"), conflicts },
      conflicts,
    }),
    entry(3, application, "Kaya, Deniz", { name: "claim" }),
    entry(4, invoice, "Tiefbau Röbbel KG", { name: "certify", args: { as: "factual" } }),
    entry(5, invoice, "Scan vom 24.11.", { name: "capture", state: "waitingForContent" }),
  ];
}
