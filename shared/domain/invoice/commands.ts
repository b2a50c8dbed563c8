// The kind `invoice` and its filing; capture.ts and signatures.ts hold the other commands.
import { must } from "../../base/must.ts";
import type { z } from "../../base/zod.ts";
import type { Actor } from "../actor.ts";
import { defineKind, rule, type CommandInput } from "../command.ts";
import { documentFromFiling, filingArgsSchema, filingReads, openFile } from "../document/filing.ts";
import { attachTextBy } from "../extracted-text.ts";
import { noteCommands } from "../notes.ts";
import type { Refusal } from "../refusal.ts";
import { unitScope } from "../scope.ts";
import { withTakeBack } from "../take-back.ts";
import type { TrailEntry } from "../trail.ts";
import { assignBookings } from "./assign-bookings.ts";
import { linesBeside, reservations } from "./budget.ts";
import { assign, capture, claim, editFields, release } from "./capture.ts";
import { changed } from "./changed.ts";
import { dispute, hold, liftHold, returnToSupplier, settle as settleDispute } from "./clarify.ts";
import { matchCredit, unmatchCredit } from "./credit.ts";
import { answer, query } from "./query.ts";
import { certifyTechnical, waiveTechnical, wantTechnical, withdrawTechnical } from "./technical.ts";
import { confirmFields } from "./confirm.ts";
import { mayAct, permitted } from "./rights.ts";
import {
  certificationKinds,
  invoiceFieldNames,
  invoiceInvariants,
  invoiceSchema,
  isPaymentField,
  paymentDigest,
  stateOf,
  type Invoice,
} from "./schema.ts";
import { readPaper } from "./read-paper.ts";
import { checkTransfer } from "./quality.ts";
import { addRendition } from "./renditions.ts";
import { supplierOf } from "./payee-account.ts";
import { transferNoteOf } from "./transfer-note.ts";
import { noticesMadeBy, noticesWithdrawn } from "./voided.ts";
import { isLetter, rebook } from "./rebook.ts";
import { bringBack, setAside, tellApart } from "./set-aside.ts";
import { linkSupplier, unlinkSupplier } from "./supplier-link.ts";
import { recordPayment } from "./payment.ts";
import { certify, order, withdrawCertification, withdrawOrder } from "./signatures.ts";

function workerOf(actor: Actor, unit: string, today: string): Refusal | undefined {
  return mayAct(actor, "takeBack", unit, { today });
}

function noteWriter(input: CommandInput<Invoice, unknown>): Refusal | undefined {
  return permitted(input, "addNote");
}

const signedFields = ["bookings", ...invoiceFieldNames.filter(isPaymentField).flatMap((name) => [`fields.${name}`, `origins.${name}`])];
const certified = certificationKinds.map((as) => `certifications.${as}`);

/** Signatures rest on the payment fields and on who confirmed them, an order on the certifications, payment and filing on the order. */
function restsOn({ command }: TrailEntry): readonly string[] {
  if (command === "certify") return signedFields;
  if (command === "certifyTechnical") return [...signedFields, "technicalWanted"];
  if (command === "order") return [...signedFields, ...certified, "technical", "technicalWanted"];
  // Set aside is only what is not ordered.
  return command === "recordPayment" || command === "fileAway" || command === "setAside" || command === "isLetter" ? ["order"] : [];
}

/** Puts right what follows from what came back: signatures that an edit had voided count again only over the very fields they were given for. */
function settle(body: Invoice): Invoice {
  const digest = paymentDigest(body);
  const still = <Given extends { readonly digest: string }>(given: Given | undefined): Given | undefined =>
    given?.digest === digest ? given : undefined;
  const certifications = { factual: still(body.certifications.factual), arithmetic: still(body.certifications.arithmetic) };
  const technical = still(body.technical);
  const order = certifications.factual === undefined || certifications.arithmetic === undefined ? undefined : still(body.order);
  // Nothing told apart, nothing asked is as it was before anything was.
  const toldApart = Object.keys(body.toldApart ?? {}).length === 0 ? undefined : body.toldApart;
  const queries = Object.keys(body.queries ?? {}).length === 0 ? undefined : body.queries;
  const payments = Object.keys(body.payments ?? {}).length === 0 ? undefined : body.payments;
  const next = { ...body, certifications, technical, order, toldApart, queries, payments };
  return { ...next, state: stateOf(next) };
}

const fileAway = rule<Invoice, z.infer<typeof filingArgsSchema>>({
  args: filingArgsSchema,
  final: "filedStays",
  reads: filingReads,
  allowed: (input) => permitted(input, "fileAway") ?? openFile(input.others, input.args.fileId),
  apply: (input) => {
    const { id, body } = must(input.record, "the rule's `allowed` refused a missing record");
    const document = documentFromFiling(input, {
      about: { kind: "invoice", id },
      content: body.document,
      pages: body.pages,
      renditions: body.renditions,
      transferNote: transferNoteOf(body),
      enclosures: [],
      documentDate: body.fields.issueDate ?? input.context.today,
      documentType: "invoice",
      alsoSeenBy: ["invoice"],
    });
    return { changes: [changed(input, "fileAway", { documentId: document.id }, { file: input.args.fileId }), document] };
  },
});

/** The kind `invoice`. */
export const invoiceKind = defineKind<Invoice>({
  name: "invoice",
  schema: invoiceSchema,
  schemaVersion: 1,
  raise: (body) => body,
  invariants: invoiceInvariants,
  scopes: (_body, unit) => [unitScope("invoice", unit)],
  // The state follows from the signatures; how often a file came, and what was made from it, is nobody's to undo.
  untracked: ["state", "arrivals", "renditions", "text"],
  beside: { refs: (body) => [...linesBeside(body), ...supplierOf(body)], changes: reservations },
  commands: withTakeBack<Invoice>(
    {
      capture,
      editFields,
      assignBookings,
      confirmFields,
      assign,
      claim,
      release,
      certify,
      withdrawCertification,
      order,
      withdrawOrder,
      recordPayment,
      fileAway,
      checkTransfer,
      setAside,
      bringBack,
      tellApart,
      linkSupplier,
      unlinkSupplier,
      addRendition,
      query,
      answer,
      hold,
      liftHold,
      dispute,
      returnToSupplier,
      settle: settleDispute,
      matchCredit,
      unmatchCredit,
      wantTechnical,
      waiveTechnical,
      certifyTechnical,
      withdrawTechnical,
      attachText: attachTextBy<Invoice>((input) => changed(input, "attachText", { text: input.args })),
      isLetter,
      rebook,
      readPaper,
      ...noteCommands<Invoice>("invoice", noteWriter),
    },
    {
      kind: "invoice",
      may: workerOf,
      restsOn,
      settle,
      unmake: (body) => ({ ...body, withdrawn: true }),
      beside: { made: noticesMadeBy, unmade: noticesWithdrawn },
    },
  ),
});
