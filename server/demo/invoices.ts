// The invoices of the demo town: real files in many layouts and forms, in every state of the workflow, some of them overdue.
import { addDays, officeDateAt } from "../../shared/base/office-date.ts";
import { invoiceStates, type InvoiceState } from "../../shared/domain/invoice/schema.ts";
import type { AllFields } from "../../shared/domain/invoice/terms.ts";
import type { Policy } from "../../shared/domain/policy.ts";
import type { Random } from "../../shared/testing/random.ts";
import { contentOf, type Content } from "./content.ts";
import { textRef } from "./documents.ts";
import type { Archive } from "./files.ts";
import { invoiceStoryOf } from "./invoice-story.ts";
import { invoicePages } from "./invoice/draw-invoice.ts";
import { invoiceFacts, truthOf, type InvoiceFacts } from "./invoice/invoice-facts.ts";
import { invoiceFile, invoiceText } from "./invoice/invoice-file.ts";
import { readPart } from "./invoice/read-fields.ts";
import { suppliers } from "./invoice/suppliers.ts";
import { anyTime, isoOf } from "./office-time.ts";
import { recognisedSupplier } from "./supplier-records.ts";
import type { TownPart } from "./town-part.ts";

export interface InvoiceTruth {
  /** SHA-256 of the invoice's file. */
  readonly sha256: string;
  readonly fields: AllFields;
  readonly facts: InvoiceFacts;
}

export interface InvoicePart extends TownPart {
  readonly truth: () => InvoiceTruth;
}

const stateWeights = { captured: 24, inReview: 16, ready: 13, ordered: 12, paid: 12, filed: 23 } as const;

/** Days since arrival, by how far the invoice came. */
const ages: Readonly<Record<InvoiceState, readonly [from: number, to: number]>> = {
  captured: [0, 8],
  inReview: [2, 16],
  ready: [3, 22],
  ordered: [5, 28],
  paid: [9, 50],
  filed: [18, 130],
};

/** What an invoice needs to know of its town. */
export interface InvoiceTown {
  readonly now: number;
  readonly archive: Archive;
  readonly policy: Policy;
}

/** The `index`-th invoice; the first ones go through every supplier and state in turn. */
export function invoicePart(random: Random, index: number, { now, archive, policy }: InvoiceTown): InvoicePart {
  const state = index < suppliers.length ? (invoiceStates[index % invoiceStates.length] ?? "captured") : random.weighted(stateWeights);
  const supplier = (index < suppliers.length ? suppliers[index] : undefined) ?? random.pick(suppliers);
  const receivedAt = anyTime(random, now, ...ages[state]);
  const early = state === "captured" || state === "inReview" || state === "ready";
  const facts = invoiceFacts(random.fork("facts"), {
    supplier,
    issueDate: addDays(officeDateAt(receivedAt), -random.int(1, 9)),
    form: supplier.form === "scan" && !random.chance(0.4) ? "text" : supplier.form,
    kind: early && random.chance(0.06) ? "creditNote" : "invoice",
    running: index + 100,
    ...(supplier.wares.length > 3 && random.chance(0.06) ? { lines: random.int(42, 64) } : {}),
  });
  const truth = truthOf(facts);
  const files = random.fork("file");
  const make = (): Content => {
    const { bytes, name, mime } = invoiceFile(files, facts);
    return contentOf(bytes, name, mime);
  };
  const channel = facts.form === "scan" ? "scanner" : random.pick(facts.form === "text" ? ["scanner", "mail"] : ["mail", "portal"]);
  const story = invoiceStoryOf(random.fork("story"), { state, facts, truth, receivedAt, now, archive, policy });
  const { documentId } = story;
  return {
    contents: () => [make()],
    texts: () => (documentId === undefined ? [] : [{ documentId, text: invoiceText(facts) }]),
    records: () => {
      const { ref } = make();
      const pages = invoicePages(facts);
      const read = readPart(facts, pages);
      const transfer = {
        device: "Scanplatz Zentrale Dienste",
        profile: "Rechnungen, 300 dpi, beidseitig",
        readAt: isoOf(receivedAt - 30_000),
        pages: pages.length,
      };
      const text = documentId === undefined ? {} : textRef(invoiceText(facts));
      const supplierId = recognisedSupplier(read.fields);
      const known = supplierId === undefined ? {} : { supplierId };
      const arrival = { channel, fileName: ref.name, ...(channel === "scanner" ? { transfer } : {}) };
      return story.tell({ ...read, ...known, document: ref, arrival }, text);
    },
    truth: () => ({ sha256: make().sha256, fields: truth, facts }),
  };
}
