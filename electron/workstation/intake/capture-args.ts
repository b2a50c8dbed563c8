// From a reader's proposal to the arguments of `capture`. Pure; every field keeps where it came from and how sure the reader was.
import { extname } from "node:path";
import type { AnyBody } from "../../../shared/domain/command.ts";
import { emptyInvoiceFields, invoiceFieldNames, invoiceFieldsSchema, type FieldOrigin } from "../../../shared/domain/invoice/schema.ts";
import type { InvoiceProposal, ProposedField } from "../../../scanner-inbox/propose/proposal.ts";

const mimeByEnding: Readonly<Record<string, string>> = {
  ".pdf": "application/pdf",
  ".xml": "application/xml",
  ".tif": "image/tiff",
  ".tiff": "image/tiff",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".png": "image/png",
};
const longest = 300;

/** A file as it lies in the scanner folder, with its hash and size. */
export interface ScannedFile {
  readonly name: string;
  readonly sha256: string;
  readonly size: number;
}

function originOf(field: ProposedField<string | number>): FieldOrigin {
  const { source, confidence, page, excerpt } = field;
  return {
    source,
    confidence,
    ...(page === undefined ? {} : { page }),
    ...(excerpt === undefined ? {} : { excerpt: excerpt.slice(0, longest) }),
  };
}

/** Arguments for the command `capture`; values the invoice has no room for are left out. */
export function captureArgs(file: ScannedFile, proposal: InvoiceProposal, unit: string): AnyBody {
  const values: Record<string, string | number> = {};
  const origins: Record<string, FieldOrigin> = {};
  for (const [name, field] of Object.entries(proposal.fields)) {
    const known = invoiceFieldNames.find((candidate) => candidate === name);
    if (known === undefined || field === null) continue;
    const { value } = field;
    if (!invoiceFieldsSchema.shape[known].safeParse(value).success) continue;
    values[name] = value;
    origins[name] = originOf(field);
  }
  const { sha256, size } = file;
  const mime = mimeByEnding[extname(file.name).toLowerCase()] ?? "application/octet-stream";
  return {
    unit,
    document: { sha256, size, name: file.name, mime },
    documentKind: proposal.kind,
    readState: proposal.readState,
    fields: { ...emptyInvoiceFields, ...values },
    origins,
    checks: proposal.checks.map(({ code, severity }) => ({ code, severity })),
    arrival: { channel: "scanner", fileName: file.name },
  };
}
