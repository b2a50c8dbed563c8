// The same demo invoice written in UBL and in CII is the same invoice to whoever reads it.
import { expect, test } from "vitest";
import { readSemanticInvoice } from "../../../scanner-inbox/read/read-invoice-xml.ts";
import { defaultReadLimits } from "../../../scanner-inbox/read/reading.ts";
import type { SemanticInvoice } from "../../../shared/einvoice/model.ts";
import { randomOf } from "../../../shared/testing/random.ts";
import { invoiceFacts } from "./invoice-facts.ts";
import { ciiOf, ublOf } from "./invoice-xml.ts";
import { suppliers } from "./suppliers.ts";

function read(xml: string): SemanticInvoice {
  const invoice = readSemanticInvoice(new TextEncoder().encode(xml), defaultReadLimits);
  if (invoice === null) throw new Error("no invoice");
  return invoice;
}

/** Without what the syntaxes cannot have alike: their name and root, currencies of amounts, and a trading name, which only UBL is given. */
function comparable(invoice: SemanticInvoice): unknown {
  const { seller, buyer } = invoice;
  const plain = { ...invoice, seller: { ...seller, tradingName: null }, buyer: { ...buyer, tradingName: null }, syntax: null, root: null };
  return JSON.parse(
    JSON.stringify(plain, (key, value: unknown) =>
      key !== "" && typeof value === "object" && value !== null && "currency" in value ? { ...value, currency: null } : value,
    ),
  );
}

test.each(["invoice", "creditNote"] as const)("every supplier's %s reads to the same model", (kind) => {
  for (const supplier of suppliers) {
    const facts = invoiceFacts(randomOf(`both ${supplier.name}`), { supplier, issueDate: "2026-11-03", form: "ubl", kind });
    const [ubl, cii] = [read(ublOf(facts)), read(ciiOf(facts, "xrechnung"))];
    expect(ubl.lines.length).toBe(facts.lines.length);
    expect(ubl.root).toBe(kind);
    expect(cii.root).toBe("invoice");
    // The demo town writes no terms into a UBL credit note.
    const same = kind === "creditNote" ? { dueDate: null, paymentTerms: null } : {};
    expect(comparable({ ...cii, ...same })).toEqual(comparable({ ...ubl, ...same }));
  }
});
