// The e-invoices of a conformance run: every XML and PDF below a folder somebody names, or invoices of the demo town. Never a copy of what is in that folder.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { invoiceFilesIn } from "../../scanner-inbox/cli/conformance.ts";
import type { InvoiceFile } from "../../scanner-inbox/cli/conformance-verdict.ts";
import { invoiceFacts, type InvoiceFacts } from "../../server/demo/invoice/invoice-facts.ts";
import { ciiOf, ublOf } from "../../server/demo/invoice/invoice-xml.ts";
import { suppliers } from "../../server/demo/invoice/suppliers.ts";
import { must } from "../../shared/base/must.ts";
import { randomOf } from "../../shared/testing/random.ts";

/** The XML and PDF files below a folder by their path in it. */
export async function filesBelow(folder: string): Promise<readonly InvoiceFile[]> {
  const names = (await invoiceFilesIn(folder)) ?? [];
  return Promise.all(names.map(async (name) => ({ name, bytes: await readFile(join(folder, name)) })));
}

/** An invoice and a credit note of each supplier of the demo town in both syntaxes; the same every time. */
export function generatedFiles(): readonly InvoiceFile[] {
  return suppliers.flatMap((supplier, index) =>
    (["invoice", "creditNote"] as const).flatMap((kind) => {
      const facts = invoiceFacts(randomOf(`conformance ${index}`), { supplier, issueDate: "2026-11-03", form: "ubl", kind });
      return bothSyntaxes(`${index + 1}-${kind}`, facts);
    }),
  );
}

/** One invoice of so many lines in both syntaxes. Its sums are not right: it is there to be timed. */
export function longFiles(count: number): readonly InvoiceFile[] {
  const supplier = must(suppliers[0], "a supplier");
  const facts = invoiceFacts(randomOf("long"), { supplier, issueDate: "2026-11-03", form: "ubl", kind: "invoice" });
  const lines = Array.from({ length: count }, (_, index) => must(facts.lines[index % facts.lines.length], "a line"));
  return bothSyntaxes(`${count}-lines`, { ...facts, lines });
}

function bothSyntaxes(name: string, facts: InvoiceFacts): readonly InvoiceFile[] {
  const encode = (xml: string): Uint8Array => new TextEncoder().encode(xml);
  return [
    { name: `${name}.ubl.xml`, bytes: encode(ublOf(facts)) },
    { name: `${name}.cii.xml`, bytes: encode(ciiOf(facts, "xrechnung")) },
  ];
}
