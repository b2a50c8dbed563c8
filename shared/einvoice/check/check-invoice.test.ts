// The rules as a whole: each is named once, has its German sentence, and a right invoice breaks none.
import { expect, test } from "vitest";
import { aSemanticInvoice, anInvoiceLine, euro } from "../../testing/einvoice-builder.ts";
import { germanSentences, syntaxSentences } from "../../text/de/einvoice-german.ts";
import { normSentences } from "../../text/de/einvoice-norm.ts";
import { vatSentences } from "../../text/de/einvoice-vat.ts";
import { syntaxRules } from "../syntax/syntax-rules.ts";
import { checkInvoice, extension, german, norm } from "./check-invoice.ts";

test("a right invoice breaks no rule", () => {
  expect(checkInvoice(aSemanticInvoice())).toEqual([]);
});

test("every rule is there once and has its sentence", () => {
  const ids = [...norm, ...german, ...extension, ...syntaxRules].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const sentences = [normSentences, vatSentences, germanSentences, syntaxSentences].flatMap((each) => Object.keys(each));
  expect(sentences.toSorted()).toEqual(ids.toSorted());
});

test("a profile that is no full invoice is held to no rule", () => {
  const invoice = aSemanticInvoice({
    specification: "urn:factur-x.eu:1p0:minimum",
    lines: [],
    totals: { ...aSemanticInvoice().totals, lines: euro("5") },
  });
  expect(checkInvoice(invoice)).toEqual([]);
});

test("an unknown unit is a warning in an XRechnung and fatal in any other invoice", () => {
  const lines = [anInvoiceLine({ quantity: { value: "2", unit: "Stunden" } })];
  const weights = (specification: string | null): readonly string[] =>
    checkInvoice(aSemanticInvoice({ specification, lines })).map(({ rule, severity }) => `${rule} ${severity}`);
  expect(weights(aSemanticInvoice().specification)).toEqual(["BR-CL-23 warning"]);
  expect(weights("urn:cen.eu:en16931:2017")).toEqual(["BR-CL-23 fatal"]);
});

test("sums and headings are hints in the extended profile of ZUGFeRD, what is missing stays fatal", () => {
  const lines = [anInvoiceLine(), anInvoiceLine({ id: "2", price: null, net: euro("0.01") })];
  const invoice = aSemanticInvoice({
    specification: "urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended",
    number: null,
    lines,
  });
  expect(checkInvoice(invoice).map(({ rule, severity }) => `${rule} ${severity}`)).toEqual([
    "BR-02 fatal",
    "BR-26 warning",
    "BR-CO-10 warning",
  ]);
});
