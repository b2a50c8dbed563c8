// Each rule about how an invoice is written, broken once in the XML of a syntax that it is asked of, and that nobody else is asked.
import { expect, test } from "vitest";
import { checkInvoice } from "../../shared/einvoice/check/check-invoice.ts";
import type { Finding } from "../../shared/einvoice/check/rule.ts";
import { syntaxRules } from "../../shared/einvoice/syntax/syntax-rules.ts";
import { missingWords } from "../../shared/testing/einvoice-mutations.ts";
import { completeCii } from "./complete-cii-for-tests.ts";
import { completeUbl } from "./complete-ubl-for-tests.ts";
import { readInvoiceXml } from "./read-invoice-xml.ts";
import { defaultReadLimits } from "./reading.ts";

function findingsIn(xml: string): readonly Finding[] {
  const { semantic, root } = readInvoiceXml(new TextEncoder().encode(xml), defaultReadLimits);
  return semantic === null ? [] : checkInvoice(semantic, root);
}

const ids = new Set(syntaxRules.map(({ id }) => id));
const syntaxFindingsIn = (xml: string): readonly Finding[] => findingsIn(xml).filter(({ rule }) => ids.has(rule));

/** Replaces what must be there. */
function changed(xml: string, from: string, to: string): string {
  expect(xml).toContain(from);
  return xml.replace(from, to);
}

const extension = "#conformant#urn:xeinkauf.de:kosit:extension:xrechnung_3.0";
const extendedCii = changed(completeCii, "kosit:xrechnung_3.0", `kosit:xrechnung_3.0${extension}`);
const line = completeCii.slice(
  completeCii.indexOf("<ram:IncludedSupplyChainTradeLineItem>"),
  completeCii.indexOf("</ram:IncludedSupplyChainTradeLineItem>") + "</ram:IncludedSupplyChainTradeLineItem>".length,
);
const subLine = line.replace("<ram:LineID>1</ram:LineID>", "<ram:LineID>1.1</ram:LineID><ram:ParentLineID>1</ram:ParentLineID>");
const priceIndicator = "<ram:AppliedTradeAllowanceCharge><ram:ChargeIndicator><udt:Indicator>false";
const lineIndicator = "</ram:BillingSpecifiedPeriod>\n<ram:SpecifiedTradeAllowanceCharge><ram:ChargeIndicator><udt:Indicator>false";

const mutations: readonly (readonly [rule: string, place: Partial<Finding>, xml: string])[] = [
  ["PEPPOL-EN16931-R008", { term: "BG-2", values: { stated: "AccountingCost" } }, changed(completeUbl, ">Kst. 4711<", "> <")],
  ["PEPPOL-EN16931-R008", { term: "BG-4" }, changed(completeUbl, "Frau Linde", "")],
  ["PEPPOL-EN16931-R008", { term: "BG-25", index: 0 }, changed(completeCii, ">zwei Tage<", "><")],
  ["PEPPOL-EN16931-R043", { term: "BG-20" }, changed(completeUbl, "<cbc:ChargeIndicator>false", "<cbc:ChargeIndicator>0")],
  ["PEPPOL-EN16931-R043", { term: "BG-27", index: 0 }, changed(completeCii, lineIndicator, lineIndicator.replace("false", "nein"))],
  ["PEPPOL-EN16931-R043", { term: "BG-27", index: 0 }, changed(completeCii, priceIndicator, priceIndicator.replace("false", "0"))],
  ["PEPPOL-EN16931-R044", { term: "BT-147", index: 0 }, changed(completeCii, priceIndicator, priceIndicator.replace("false", "true"))],
  ["PEPPOL-EN16931-R053", { term: "BT-110", values: { stated: "0" } }, completeUbl.replaceAll("TaxSubtotal>", "Subtotal>")],
  [
    "PEPPOL-EN16931-R053",
    { term: "BT-110", values: { stated: "2" } },
    changed(completeCii, "<ram:GrandTotalAmount>", '<ram:TaxTotalAmount currencyID="EUR">1.00</ram:TaxTotalAmount><ram:GrandTotalAmount>'),
  ],
  ["PEPPOL-EN16931-R054", { term: "BT-111" }, changed(completeUbl, "<cbc:TaxCurrencyCode>DKK</cbc:TaxCurrencyCode>", "")],
  ["PEPPOL-EN16931-R054", { term: "BT-111" }, changed(completeCii, "<ram:TaxCurrencyCode>DKK</ram:TaxCurrencyCode>", "")],
  [
    "PEPPOL-EN16931-R101",
    { term: "BT-128", index: 0 },
    changed(completeCii, "Linde 4</ram:IssuerAssignedID><ram:TypeCode>130", "Linde 4</ram:IssuerAssignedID><ram:TypeCode>916"),
  ],
  ["BR-DEX-15", { term: "BG-DEX-01", index: 0, severity: "warning" }, changed(extendedCii, line, line + subLine)],
];

test.each(mutations)("%s is caught (%#)", (rule, place, xml) => {
  const found = findingsIn(xml);
  expect(found).toContainEqual(expect.objectContaining({ rule, severity: "fatal", ...place }));
  expect(missingWords(found)).toEqual([]);
});

test("a price of UBL with a charge, and a line that refers to something else, are caught", () => {
  const priced = completeUbl.indexOf("<cac:Price>");
  const charged = completeUbl.slice(0, priced) + completeUbl.slice(priced).replace("false", "true");
  expect(syntaxFindingsIn(charged)).toEqual([{ rule: "PEPPOL-EN16931-R044", severity: "fatal", term: "BT-147", index: 0 }]);
  const referring = completeUbl.replace(/(<cac:DocumentReference>.*?<cbc:DocumentTypeCode)[^>]*>130/su, "$1>916");
  expect(syntaxFindingsIn(referring)).toEqual([{ rule: "PEPPOL-EN16931-R101", severity: "fatal", term: "BT-128", index: 0 }]);
});

test("every rule has its mutation", () => {
  const broken = new Set(mutations.map(([rule]) => rule));
  expect([...ids].filter((id) => !broken.has(id))).toEqual([]);
});

test("an invoice in which every term stands is written right, in both syntaxes", () => {
  expect(syntaxFindingsIn(completeUbl)).toEqual([]);
  expect(syntaxFindingsIn(completeCii)).toEqual([]);
});

test("lines below lines are nothing new to CII without the extension, and an invoice after the norm alone is not asked", () => {
  expect(syntaxFindingsIn(changed(completeCii, line, line + subLine))).toEqual([]);
  const norm = changed(completeUbl, "#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0", "");
  expect(syntaxFindingsIn(changed(norm, ">Kst. 4711<", "> <"))).toEqual([]);
});
