// Sensible stand-ins for commands, to ask the rules what a person may do with a record now. Must never be queued.
import { addDays } from "../../../shared/base/office-date.ts";
import { z } from "../../../shared/base/zod.ts";
import type { AnyBody } from "../../../shared/domain/command.ts";
import { certificationKinds, invoiceSchema, paymentDigest, type Invoice } from "../../../shared/domain/invoice/schema.ts";
import { readableBody } from "../../../shared/domain/readable-body.ts";
import type { RecordRef } from "../../../shared/domain/record.ts";
import type { StoredRecord } from "./records.ts";

export interface Probe {
  /** What the contract calls it. */
  readonly action: string;
  readonly name: string;
  readonly args: AnyBody;
}

const anything = "-";
/** An open file that stands for the one the person will choose. */
export const probeFile: RecordRef = { kind: "file", id: "00000000-0000-4000-8000-000000000000" };

/** A credit note that stands for the one the person will choose. */
export const probeCredit: RecordRef = { kind: "invoice", id: "00000000-0000-4000-8000-000000000001" };

const noteProbe: Probe = { action: "addNote", name: "addNote", args: { text: anything } };
const filingProbe: Probe = { action: "fileAway", name: "fileAway", args: { fileId: probeFile.id, title: anything } };
const plain = (name: string): Probe => ({ action: name, name, args: {} });

/** The commands a person could give for this record, whatever the rules say of them. */
export function probesFor(record: StoredRecord, today: string): readonly Probe[] {
  switch (record.kind) {
    case "application":
      return applicationProbes(record);
    case "invoice":
      return invoiceProbes(record, today);
    case "document":
      return [{ action: "describe", name: "describe", args: { fields: { title: { from: anything, to: anything } } } }, noteProbe];
    case "file":
      return [plain("close"), { action: "reopen", name: "reopen", args: { reason: anything } }, noteProbe];
    case "post":
      return postProbes(record);
    case "task":
      return [plain("complete"), plain("resume"), noteProbe];
    case "supplier":
      return supplierProbes;
    default:
      return [];
  }
}

const madeUpIban = "XX0000000000";
const supplierProbes: readonly Probe[] = [
  { action: "describe", name: "describe", args: { fields: { city: { from: null, to: null } } } },
  { action: "addIban", name: "addIban", args: { iban: madeUpIban, bic: null } },
  { action: "block", name: "block", args: { reason: anything } },
  plain("unblock"),
  noteProbe,
];

const decisionSchema = z.looseObject({ decision: z.looseObject({ commandId: z.string() }) });

function applicationProbes(record: StoredRecord): readonly Probe[] {
  const decided = decisionSchema.safeParse(record.body);
  const withdraw = decided.success
    ? [{ action: "withdrawDecision", name: "withdrawDecision", args: { decision: decided.data.decision.commandId } }]
    : [];
  return [
    plain("claim"),
    plain("release"),
    { action: "handOver", name: "handOver", args: { unit: record.unit } },
    { action: "decide", name: "decide", args: { outcome: "approved", reason: anything } },
    ...withdraw,
    plain("close"),
    plain("reopen"),
    filingProbe,
    noteProbe,
  ];
}

function invoiceProbes(record: StoredRecord, today: string): readonly Probe[] {
  const parsed = invoiceSchema.safeParse(readableBody(record.body));
  if (!parsed.success) return [];
  const invoice = parsed.data;
  const digest = paymentDigest(invoice);
  const certify = certificationKinds.map((as): Probe => ({
    action: `certify.${as}`,
    name: "certify",
    args: { as, digest, statement: anything },
  }));
  const withdraw = certificationKinds.flatMap((as): readonly Probe[] => {
    const given = invoice.certifications[as];
    if (given === undefined) return [];
    const args = { as, certification: given.commandId };
    return [{ action: `withdrawCertification.${as}`, name: "withdrawCertification", args }];
  });
  const given = invoice.order;
  return [
    plain("claim"),
    plain("release"),
    { action: "editFields", name: "editFields", args: { fields: { number: { from: null, to: null } } } },
    { action: "assignBookings", name: "assignBookings", args: { fields: { bookings: { from: null, to: null } } } },
    { action: "assign", name: "assign", args: { unit: record.unit } },
    ...certify,
    ...withdraw,
    { action: "order", name: "order", args: { digest, statement: anything, exceptionReason: anything } },
    ...(given === undefined ? [] : [{ action: "withdrawOrder", name: "withdrawOrder", args: { order: given.commandId } }]),
    { action: "recordPayment", name: "recordPayment", args: { paidOn: today } },
    ...(invoice.duplicateOf === undefined ? [] : [plain("bringBack")]),
    plain("unlinkSupplier"),
    { action: "checkTransfer", name: "checkTransfer", args: { verdict: "agrees", findings: "", ...sampleOf(invoice) } },
    { action: "isLetter", name: "isLetter", args: { post: record.id } },
    ...clarifyProbes(invoice, today),
    { action: "certifyTechnical", name: "certifyTechnical", args: { digest, statement: anything } },
    filingProbe,
    noteProbe,
  ];
}

/** What may stop an invoice for a while. Of a credit note that is not chosen yet only the invoice's own side is asked. */
function clarifyProbes({ technical, credits }: Invoice, today: string): readonly Probe[] {
  const named = (name: string, args: AnyBody): Probe => ({ action: name, name, args });
  const [credit] = Object.keys(credits ?? {});
  return [
    named("query", { to: anything, question: anything }),
    named("hold", { until: addDays(today, 1), reason: anything }),
    plain("liftHold"),
    named("dispute", { reason: anything }),
    named("returnToSupplier", { reason: anything, letter: anything }),
    named("settle", { text: anything }),
    named("wantTechnical", { reason: anything }),
    named("waiveTechnical", { reason: anything }),
    named("matchCredit", { credit: probeCredit.id }),
    ...(credit === undefined ? [] : [named("unmatchCredit", { credit })]),
    ...(technical === undefined ? [] : [named("withdrawTechnical", { certification: technical.commandId })]),
  ];
}

function postProbes(record: StoredRecord): readonly Probe[] {
  return [
    plain("claim"),
    plain("release"),
    { action: "describe", name: "describe", args: { fields: { title: { from: anything, to: anything } } } },
    { action: "assign", name: "assign", args: { unit: record.unit } },
    { ...filingProbe, args: { ...filingProbe.args, documentType: "letter" } },
    { action: "discard", name: "discard", args: { reason: anything } },
    plain("reopen"),
    { action: "isInvoice", name: "isInvoice", args: { invoice: record.id } },
    noteProbe,
  ];
}

function sampleOf({ quality, documentId }: Invoice): { readonly task?: string; readonly document?: string } {
  return {
    ...(quality?.task === undefined ? {} : { task: quality.task }),
    ...(documentId === undefined ? {} : { document: documentId }),
  };
}
