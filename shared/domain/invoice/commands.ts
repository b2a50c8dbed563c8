// The kind `invoice` and its filing; capture.ts and signatures.ts hold the other commands.
import { must } from "../../base/must.ts";
import type { z } from "../../base/zod.ts";
import { hasRole, isSystem } from "../actor.ts";
import { defineKind, rule } from "../command.ts";
import { documentFromFiling, filingArgsSchema, filingReads, openFile } from "../document/filing.ts";
import { noteCommands } from "../notes.ts";
import { refuse } from "../refusal.ts";
import { unitScope } from "../scope.ts";
import { assign, capture, claim, editFields, release } from "./capture.ts";
import { changed } from "./changed.ts";
import { inState, invoiceWorkers } from "./rights.ts";
import { invoiceInvariants, invoiceSchema, type Invoice } from "./schema.ts";
import { certify, order, recordPayment, withdrawCertification, withdrawOrder } from "./signatures.ts";

const fileAway = rule<Invoice, z.infer<typeof filingArgsSchema>>({
  args: filingArgsSchema,
  reads: filingReads,
  allowed: (input) => {
    const unit = input.record?.unit;
    if (unit === undefined) return refuse("recordMissing");
    const may = isSystem(input.actor) || hasRole(input.actor, [...invoiceWorkers, "CASH"], unit, input.context.today);
    if (!may) return refuse("notAllowed", { role: "CAPTURE", unit });
    return inState(input, ["ordered", "paid"]) ?? openFile(input.others, input.args.fileId);
  },
  apply: (input) => {
    const { id, body } = must(input.record, "the rule's `allowed` refused a missing record");
    const document = documentFromFiling(input, {
      about: { kind: "invoice", id },
      content: body.document,
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
  commands: {
    capture,
    editFields,
    assign,
    claim,
    release,
    certify,
    withdrawCertification,
    order,
    withdrawOrder,
    recordPayment,
    fileAway,
    ...noteCommands<Invoice>("invoice", (input) => {
      const unit = input.record?.unit;
      if (unit === undefined) return refuse("recordMissing");
      const may = isSystem(input.actor) || hasRole(input.actor, [...invoiceWorkers, "CASH"], unit, input.context.today);
      return may ? undefined : refuse("notAllowed", { role: "CAPTURE", unit });
    }),
  },
});
