// Both readers against one invoice in which every term stands, and the demo town's invoices in both syntaxes against each other.
import { describe, expect, it, test } from "vitest";
import type { AmountText, SemanticInvoice } from "../../shared/einvoice/model.ts";
import { allTerms, filledTerms } from "../../shared/einvoice/filled-terms.ts";
import { completeCii } from "./complete-cii-for-tests.ts";
import { completeInvoice } from "./complete-invoice-for-tests.ts";
import { completeUbl } from "./complete-ubl-for-tests.ts";
import { readInvoiceXml, readSemanticInvoice } from "./read-invoice-xml.ts";
import { readFileBytes } from "./read-file-bytes.ts";
import { defaultReadLimits } from "./reading.ts";

const bytesOf = (xml: string): Uint8Array => new TextEncoder().encode(xml);

function read(xml: string): SemanticInvoice {
  const invoice = readSemanticInvoice(bytesOf(xml), defaultReadLimits);
  if (invoice === null) throw new Error("no invoice");
  return invoice;
}

/** The invoice as CII has it: amounts other than those of VAT totals name no currency. */
function withoutCurrencies(invoice: SemanticInvoice): unknown {
  const { vat, vatInAccountingCurrency } = invoice.totals;
  const kept: readonly (AmountText | null)[] = [vat, vatInAccountingCurrency];
  return JSON.parse(
    JSON.stringify(invoice, (key, value: unknown) =>
      typeof value === "object" && value !== null && "currency" in value && key !== "" && !kept.some((amount) => amount === value)
        ? { ...value, currency: null }
        : value,
    ),
  );
}

describe("an invoice in which every term stands", () => {
  it("is read whole from UBL", () => {
    expect(read(completeUbl)).toEqual(completeInvoice);
  });

  it("is read whole from CII, to the same", () => {
    expect(read(completeCii)).toEqual(withoutCurrencies({ ...completeInvoice, syntax: "cii" }));
  });

  it("leaves no term of the norm empty", () => {
    expect(filledTerms(completeInvoice)).toEqual(allTerms);
    expect(new Set(allTerms).size).toBe(allTerms.length);
    // BT-4 does not exist; 165 is the last.
    expect(allTerms.length).toBe(164);
  });

  it.each([completeUbl, completeCii])("is the same whatever its prefixes are", (xml) => {
    const prefixed = xml
      .replaceAll(/(<\/?)(?:ram|cac):/gu, "$1a:")
      .replaceAll(/xmlns:(?:ram|cac)=/gu, "xmlns:a=")
      .replaceAll(/(<\/?)(?:udt|cbc):/gu, "$1b:")
      .replaceAll(/xmlns:(?:udt|cbc)=/gu, "xmlns:b=");
    expect(read(prefixed)).toEqual(read(xml));
  });

  it("is summed up for the inbox, and only that is handed on by the reader of files", async () => {
    const { invoice } = readInvoiceXml(bytesOf(completeUbl), defaultReadLimits);
    expect(invoice).toMatchObject({
      kind: "invoice",
      sellerName: "Baumhof & Söhne GmbH",
      customerNumber: "10233",
      orderReference: "B-13",
      deliveryDate: "2026-10-30",
      ibans: ["DE02120300000000202051"],
      bic: "BYLADEM1001",
      remittance: "G-2026-17 / 10233",
      paymentTerms: "#SKONTO#TAGE=7#PROZENT=2.00#",
      net: 10_200,
      vat: 1_938,
      gross: 12_138,
      prepaid: 2_100,
      payable: 10_000,
      vatLines: [{ ratePercent: "19", category: "S", net: 10_200, vat: 1_938 }],
    });
    const reading = await readFileBytes(bytesOf(completeUbl));
    if (!reading.ok) throw new Error(reading.error.code);
    expect(reading.value.invoice).toEqual(invoice);
    expect(JSON.stringify(reading.value)).not.toContain(completeInvoice.supportingDocuments[0]?.file?.base64);
  });
});

test("an XML that is no invoice is none", () => {
  expect(readSemanticInvoice(bytesOf("<Invoice><ID>1</ID></Invoice>"), defaultReadLimits)).toBeNull();
});
