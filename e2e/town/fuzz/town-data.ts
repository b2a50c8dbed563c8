// The town hall that every seed begins with: few units, people of every role, a handful of records of every kind.
import { createHash } from "node:crypto";
import type { Grant, Role } from "../../../shared/domain/actor.ts";
import { invoiceFieldsSchema, type Invoice } from "../../../shared/domain/invoice/schema.ts";
import { defaultPolicy, type Directory } from "../../../shared/domain/policy.ts";
import type { OfficeRecord } from "../../../shared/domain/record.ts";
import { buildApplicationRecord } from "../../../shared/testing/application-builder.ts";
import { buildDocumentRecord } from "../../../shared/testing/document-builder.ts";
import { buildFileRecord } from "../../../shared/testing/file-builder.ts";
import { buildInvoiceFields, buildInvoiceRecord, buildSignature } from "../../../shared/testing/invoice-builder.ts";
import { buildTaskRecord } from "../../../shared/testing/task-builder.ts";
import type { Town, TownContent } from "../../../server/store/town.ts";

export const baseTenant = "base";
export const firstPassword = "anfangs-richtig";
/** When every run begins. */
export const startOfTown = Date.parse("2026-11-24T08:00:00.000Z");

export const unitsOfTown = ["buergerservice", "standesamt", "finanzen"] as const;

const grant = (role: Role, unit: string, more: Partial<Grant> = {}): Grant => ({ role, unit, ...more });

/** Who works here, by user name. Each role of an invoice is in more than one hand, so that separation of duties has work. */
export const peopleOfTown: Readonly<Record<string, readonly Grant[]>> = {
  anna: [grant("CLERK", "buergerservice")],
  bodo: [grant("CLERK", "buergerservice"), grant("CLERK", "standesamt")],
  cora: [grant("CAPTURE", "finanzen"), grant("CERT_ARITHMETIC", "finanzen"), grant("CERT_FACTUAL", "finanzen")],
  dirk: [grant("ORDERING", "finanzen"), grant("CERT_FACTUAL", "finanzen")],
  emil: [grant("ORDERING", "finanzen", { limitCents: 50_000 }), grant("CAPTURE", "finanzen")],
  fine: [grant("CASH", "finanzen"), grant("CAPTURE", "finanzen")],
  gerd: [grant("CLERK", "buergerservice"), grant("CAPTURE", "finanzen"), grant("CERT_ARITHMETIC", "finanzen")],
  hanna: [grant("AUDIT", "*")],
};

export const directoryOfTown: Directory = {
  tenant: baseTenant,
  townName: "Fuzzstadt",
  units: unitsOfTown.map((id) => ({ id, name: id, short: id.slice(0, 2) })),
  people: Object.entries(peopleOfTown).map(([id, grants]) => ({ id, name: id, units: [...new Set(grants.map(({ unit }) => unit))] })),
  filePlan: [
    { number: "33.1", title: "Meldewesen", unit: "buergerservice", retentionYears: 5 },
    { number: "20.1", title: "Rechnungen", unit: "finanzen", retentionYears: 10 },
  ],
  policy: { ...defaultPolicy, certifierMayOrderWithReason: true },
};

const idOf = (kind: string, number: number): string => `0190a000-0000-7000-8${kind}-${String(number).padStart(12, "0")}`;

/** Bytes of the n-th paper of the town. */
export function paper(number: number): Uint8Array {
  return Buffer.from(`%PDF-1.4\n% Papier ${String(number)} ${"x".repeat((number % 7) * 300)}\n`);
}

const papers: readonly TownContent[] = Array.from({ length: 7 }, (_none, index) => {
  const bytes = paper(index);
  return { sha256: createHash("sha256").update(bytes).digest("hex"), bytes };
});

const contentRef = (index: number): Invoice["document"] => {
  const { sha256, bytes } = papers[index] ?? { sha256: "", bytes: new Uint8Array() };
  return { sha256, name: `papier-${String(index)}.pdf`, mime: "application/pdf", size: bytes.byteLength };
};

function invoiceOf(index: number, overrides: Partial<Invoice>): OfficeRecord {
  const document = contentRef(index);
  const fields = buildInvoiceFields({ number: `R-${String(index)}`, gross: 11_900 * (index + 1), net: null, vat: null });
  return buildInvoiceRecord({ document, fields, ...overrides });
}

function certified(index: number, by: readonly [string, string]): Partial<Invoice> {
  const bare = {
    document: contentRef(index),
    fields: buildInvoiceFields({ number: `R-${String(index)}`, gross: 11_900 * (index + 1), net: null, vat: null }),
  };
  return { ...bare, certifications: { factual: buildSignature(bare, by[0]), arithmetic: buildSignature(bare, by[1]) } };
}

export function recordsOfTown(): readonly OfficeRecord[] {
  const applications = Array.from({ length: 6 }, (_none, index) => {
    const clerk = index === 2 ? { state: "inProgress" as const, clerk: "anna" } : {};
    const body = { source: { adapter: "push", submissionId: `s-${String(index)}` }, ...clerk };
    return buildApplicationRecord(body, { id: idOf("0a1", index), unit: index < 4 ? "buergerservice" : "standesamt", version: 1 });
  });
  const ordered = { ...certified(4, ["dirk", "gerd"]) };
  const bare = { document: contentRef(4), fields: invoiceFieldsSchema.parse(ordered.fields) };
  return [
    ...applications,
    invoiceOf(0, {}),
    invoiceOf(1, {}),
    invoiceOf(2, { clerk: "cora" }),
    invoiceOf(3, certified(3, ["dirk", "gerd"])),
    invoiceOf(4, { ...ordered, order: buildSignature(bare, "emil") }),
    buildFileRecord({ number: "33.1-2026/0001" }, { id: idOf("0f1", 1), unit: "buergerservice", version: 1 }),
    buildFileRecord({ number: "20.1-2026/0001", planNumber: "20.1" }, { id: idOf("0f1", 2), unit: "finanzen", version: 1 }),
    buildTaskRecord({}, { id: idOf("0e1", 1), unit: "buergerservice", version: 1 }),
    buildTaskRecord({ person: "dirk" }, { id: idOf("0e1", 2), unit: "finanzen", version: 1 }),
    buildDocumentRecord({ fileId: idOf("0f1", 1), content: contentRef(5) }, { id: idOf("0d1", 1), unit: "buergerservice", version: 1 }),
    buildDocumentRecord(
      { fileId: idOf("0f1", 2), content: contentRef(6), alsoSeenBy: ["invoice"] },
      { id: idOf("0d1", 2), unit: "finanzen", version: 1 },
    ),
  ];
}

/** The town as data, for the one import of a process. */
export function townData(): Town {
  return {
    directory: directoryOfTown,
    people: Object.entries(peopleOfTown).map(([id, grants]) => ({ id, userName: id, password: firstPassword, grants })),
    records: recordsOfTown(),
    contents: contentsOfTown(),
    texts: [],
  };
}

async function* contentsOfTown(): AsyncGenerator<TownContent> {
  for (const content of papers) yield await Promise.resolve(content);
}
