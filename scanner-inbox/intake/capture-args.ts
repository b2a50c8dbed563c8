// From what a reader made of a file to the arguments of the `capture` of the record it becomes, an invoice or a letter. Pure; every field of an
// invoice keeps where it came from and how sure the reader was.
import type { TransferFacts } from "../../shared/domain/arrival.ts";
import type { AnyBody } from "../../shared/domain/command.ts";
import {
  emptyInvoiceFields,
  invoiceFieldNames,
  invoiceFieldsSchema,
  type Alternative,
  type FieldOrigin,
  type Place,
} from "../../shared/domain/invoice/schema.ts";
import { invoiceTermNames, termsArgsSchema } from "../../shared/domain/invoice/terms.ts";
import type { FilePages } from "../../shared/domain/pages.ts";
import type { ScannedKind } from "../../shared/domain/scope.ts";
import type { Tell } from "../../shared/domain/task/told.ts";
import type { DocumentType } from "../guard/sniff-type.ts";
import type { InvoiceProposal, OtherValue, ProposedField, ValuePlace } from "../propose/proposal.ts";
import type { MailFacts } from "../read/unpack-mail.ts";

export const mimeOf: Readonly<Record<DocumentType, string>> = {
  pdf: "application/pdf",
  xml: "application/xml",
  tiff: "image/tiff",
  jpeg: "image/jpeg",
  png: "image/png",
};
const longest = 300;

/** A file as it lies in the scanner folder, with its hash and size. */
export interface ScannedFile {
  readonly name: string;
  readonly sha256: string;
  readonly size: number;
  /** Where it came with a mail. */
  readonly mail?: MailFacts | undefined;
  /** Which of its pages are meant; all where it is undefined. */
  readonly pages?: FilePages | undefined;
}

function originOf(field: ProposedField<unknown>, isValue: (value: unknown) => boolean): FieldOrigin {
  const { source, reason, confidence, repaired, code, learned } = field;
  const alternatives = (field.alternatives ?? []).filter(isAlternative).filter(({ value }) => isValue(value));
  return {
    ...(source === "ocr" ? { source: "text", recognised: true } : { source }),
    ...(reason === undefined ? {} : { reason }),
    confidence,
    ...placeOf(field),
    ...(repaired === undefined ? {} : { repaired }),
    ...(code === undefined ? {} : { code }),
    ...(learned === undefined ? {} : { learned }),
    ...(alternatives.length === 0 ? {} : { alternatives: alternatives.map(alternativeOf) }),
  };
}

/** A small table has no others to choose from. */
function isAlternative(other: OtherValue<unknown>): other is OtherValue<string | number> {
  return typeof other.value === "string" || typeof other.value === "number";
}

/** Where the box says the place, the line around it is not sent with each. */
function alternativeOf({ value, confidence, page, box, excerpt }: OtherValue<string | number>): Alternative {
  return { value, confidence, ...placeOf(box === undefined ? { page, excerpt } : { page, box }) };
}

function placeOf({ page, box, excerpt }: ValuePlace): Place {
  return {
    ...(page === undefined ? {} : { page }),
    ...(box === undefined ? {} : { box }),
    ...(excerpt === undefined ? {} : { excerpt: excerpt.slice(0, longest) }),
  };
}

/** What a reader made of a file: of one that was not read, no fields. `type` is what its content is, whatever its name says. */
export type ReadScan = Pick<InvoiceProposal, "kind" | "readState"> & {
  /** The kind of record it is booked as. */
  readonly as: ScannedKind;
  readonly type: DocumentType;
  readonly checks: readonly { readonly code: string; readonly severity: "ok" | "warning" | "error" }[];
  readonly fields: Partial<InvoiceProposal["fields"]>;
  /** Pages in the file; null where nobody counted them. */
  readonly pageCount: number | null;
  /** What its pages say, for search; never part of the command. */
  readonly text?: string;
  /** The supplier of the list that it comes from, where one was recognised. */
  readonly supplierId?: string | undefined;
};

/** Where and how was scanned, as far as the desk knows it. */
export type ScannedBy = Omit<TransferFacts, "pages">;

/** Arguments for the `capture` of a file, by the kind it is booked as. `tell` is there where its folder tells somebody. */
export function captureArgs(file: ScannedFile, scan: ReadScan, unit: string, by: ScannedBy, tell?: Tell): AnyBody {
  const { sha256, size, mail, pages } = file;
  return {
    unit,
    document: { sha256, size, name: file.name, mime: mimeOf[scan.type] },
    ...(pages === undefined ? {} : { pages }),
    ...(scan.as === "invoice" ? invoiceArgs(scan) : {}),
    checks: scan.checks.map(({ code, severity }) => ({ code, severity })),
    arrival: {
      channel: mail === undefined ? "scanner" : "mail",
      fileName: file.name,
      // A mail was never on paper.
      ...(mail === undefined ? { transfer: { ...by, pages: scan.pageCount } } : { mail }),
    },
    ...(tell === undefined ? {} : { tell }),
  };
}

/** What is told of a paper of which a reader could make nothing. */
export const unreadScan = { kind: "other", readState: "notReadYet", fields: {}, checks: [], pageCount: null } as const;

/** Arguments for the `readPaper` of an invoice that is booked already. */
export function readArgs(scan: Omit<ReadScan, "as" | "type">): AnyBody {
  return { ...invoiceArgs(scan), checks: scan.checks.map(({ code, severity }) => ({ code, severity })) };
}

/** What an invoice has besides; values it has no room for are left out. */
function invoiceArgs(proposal: Omit<ReadScan, "as" | "type">): AnyBody {
  const values: Record<string, unknown> = {};
  const terms: Record<string, unknown> = {};
  const origins: Record<string, FieldOrigin> = {};
  for (const [name, field] of Object.entries(proposal.fields)) {
    const known = invoiceFieldNames.find((candidate) => candidate === name);
    const term = invoiceTermNames.find((candidate) => candidate === name);
    const schema = known !== undefined ? invoiceFieldsSchema.shape[known] : term !== undefined ? termsArgsSchema.shape[term] : undefined;
    const isValue = (one: unknown): boolean => schema?.safeParse(one).success === true;
    if (field === null || !isValue(field.value)) continue;
    if (known === undefined) terms[name] = field.value;
    else values[name] = field.value;
    origins[name] = originOf(field, isValue);
  }
  const supplier = proposal.supplierId === undefined ? {} : { supplierId: proposal.supplierId };
  return {
    // Programs of the first release know no kind of this name.
    documentKind: proposal.kind === "reminder" ? "other" : proposal.kind,
    ...(proposal.kind === "reminder" ? { reminder: true } : {}),
    readState: proposal.readState,
    fields: { ...emptyInvoiceFields, ...values },
    ...(Object.keys(terms).length === 0 ? {} : { terms }),
    origins,
    ...supplier,
  };
}
