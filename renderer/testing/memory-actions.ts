// What a person may do with a record, asked of the real rules with stand-in arguments; a stand-in for the real desk's probes.
import { addDays } from "../../shared/base/office-date.ts";
import type { RecordAction } from "../../shared/desk/record-calls.ts";
import { readableBody } from "../../shared/domain/readable-body.ts";
import type { Actor } from "../../shared/domain/actor.ts";
import { applicationSchema } from "../../shared/domain/application/schema.ts";
import { anyBodySchema, type AnyBody, type CommandContext } from "../../shared/domain/command.ts";
import { whyNot } from "../../shared/domain/execute.ts";
import { invoiceSchema, paymentDigest } from "../../shared/domain/invoice/schema.ts";
import { kinds } from "../../shared/domain/kinds.ts";
import { recordKey, type OfficeRecord } from "../../shared/domain/record.ts";

type Probe = readonly [action: string, args: AnyBody];

/** Each command of the record's kind that people give, with the reason why not. */
export function actionsFor(
  record: OfficeRecord<AnyBody>,
  records: ReadonlyMap<string, OfficeRecord>,
  actor: Actor,
  context: CommandContext,
): RecordAction[] {
  return probes(record, records, context.today).map(([action, args]) => {
    const command = { kind: record.kind, name: action.split(".")[0] ?? action, recordId: record.id, args };
    const known = new Map([...records, [recordKey(record), record] as const]);
    return { action, refusal: whyNot(kinds, command, actor, known, context) ?? null };
  });
}

function probes(record: OfficeRecord<AnyBody>, records: ReadonlyMap<string, OfficeRecord>, today: string): readonly Probe[] {
  const note: Probe = ["addNote", { text: "-" }];
  const file = [...records.values()].find((one) => one.kind === "file");
  const filing: Probe = ["fileAway", { fileId: file?.id ?? "", title: "-" }];
  if (record.kind === "application") {
    const { decision } = applicationSchema.parse(readableBody(record.body));
    return [
      ["claim", {}],
      ["release", {}],
      ["handOver", { unit: record.unit }],
      ["decide", { outcome: "approved", reason: "" }],
      ...(decision === undefined ? [] : [["withdrawDecision", { decision: decision.commandId }] as const]),
      ["close", {}],
      ["reopen", {}],
      filing,
      note,
    ];
  }
  if (record.kind === "invoice") {
    const invoice = invoiceSchema.parse(readableBody(record.body));
    const digest = paymentDigest(invoice);
    const creditNote = [...records.values()].find(
      (one) => one.kind === "invoice" && invoiceSchema.parse(readableBody(anyBodySchema.parse(one.body))).documentKind === "creditNote",
    );
    return [
      ["claim", {}],
      ["release", {}],
      ["editFields", { fields: { number: { from: null, to: null } } }],
      ["assignBookings", { fields: { bookings: { from: null, to: null } } }],
      ["assign", { unit: record.unit }],
      ["certify.factual", { as: "factual", digest, statement: "-" }],
      ["certify.arithmetic", { as: "arithmetic", digest, statement: "-" }],
      ["order", { digest, statement: "-" }],
      ["recordPayment", { paidOn: today }],
      ["unlinkSupplier", {}],
      ...(invoice.duplicateOf === undefined ? [] : [["bringBack", {}] as const]),
      [
        "checkTransfer",
        { verdict: "agrees", findings: "", ...(invoice.quality?.task === undefined ? {} : { task: invoice.quality.task }) },
      ],
      ["isLetter", { post: record.id }],
      ["query", { to: "-", question: "-" }],
      ["hold", { until: addDays(today, 1), reason: "-" }],
      ["liftHold", {}],
      ["dispute", { reason: "-" }],
      ["returnToSupplier", { reason: "-", letter: "-" }],
      ["settle", { text: "-" }],
      ["wantTechnical", { reason: "-" }],
      ["waiveTechnical", { reason: "-" }],
      ["certifyTechnical", { digest, statement: "-" }],
      ["matchCredit", { credit: creditNote?.id ?? record.id }],
      ...Object.keys(invoice.credits ?? {})
        .slice(0, 1)
        .map((credit) => ["unmatchCredit", { credit }] as const),
      filing,
      note,
    ];
  }
  if (record.kind === "post")
    return [
      ["claim", {}],
      ["release", {}],
      ["describe", { fields: { title: { from: "-", to: "-" } } }],
      ["assign", { unit: record.unit }],
      ["discard", { reason: "-" }],
      ["reopen", {}],
      ["isInvoice", { invoice: record.id }],
      ["fileAway", { fileId: file?.id ?? "", title: "-", documentType: "letter" }],
      note,
    ];
  if (record.kind === "task") return [["complete", {}], ["resume", {}], note];
  if (record.kind === "file") return [["close", {}], ["reopen", { reason: "-" }], note];
  if (record.kind === "supplier") {
    const account = { iban: "XX0000000000", bic: null };
    return [
      ["describe", { fields: { city: { from: null, to: null } } }],
      ["addIban", account],
      ["block", { reason: "-" }],
      ["unblock", {}],
      note,
    ];
  }
  return [["describe", { fields: { title: { from: "-", to: "-" } } }], note];
}
