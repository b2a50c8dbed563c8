// Rules of the XRechnung that ask how an invoice is written, not what it says: those of Peppol BIS Billing that it took over (R008, R043, R044,
// R053, R054, R101) and BR-DEX-15 of its extension. Must never ask what the semantic model can answer: that is a rule of shared/einvoice/check.
import type { Place, Severity } from "../check/rule.ts";
import { groupOf } from "./group-of-element.ts";
import { along, textAlong, type XmlTree } from "./tree.ts";

/** A rule of one syntax or of both; it is asked of an XRechnung, or of one with the extension alone. */
export type SyntaxRule = {
  /** As published. */
  readonly id: string;
  readonly severity: Severity;
  readonly extensionOnly: boolean;
  /** Every place at which the XML breaks the rule. */
  readonly broken: (root: XmlTree) => readonly Place[];
};

const isCii = (root: XmlTree): boolean => root.name.startsWith("CrossIndustry");

/** A line with its place among the lines of the model: what stands below another line has the place of that one. */
type Line = { readonly line: XmlTree; readonly index: number };

function linesOf(root: XmlTree): readonly Line[] {
  if (!isCii(root))
    return along(root, root.name === "CreditNote" ? "CreditNoteLine" : "InvoiceLine").map((line, index) => ({ line, index }));
  let index = -1;
  return along(root, "SupplyChainTradeTransaction", "IncludedSupplyChainTradeLineItem").map((line) => {
    if (index === -1 || !isSubLine(line)) index += 1;
    return { line, index };
  });
}

function isSubLine(line: XmlTree): boolean {
  return along(line, "AssociatedDocumentLineDocument", "ParentLineID").length > 0;
}

function ofLines(root: XmlTree, term: Place["term"], holds: (line: XmlTree) => boolean): readonly Place[] {
  return linesOf(root).flatMap(({ line, index }) => (holds(line) ? [] : [{ term, index }]));
}

/** R008: nothing stands in an element. A bare element of delivery is what the schema of CII asks for. */
function emptyElements(root: XmlTree): readonly Place[] {
  const found: Place[] = [];
  const lines = new Map(linesOf(root).map(({ line, index }) => [line, index]));
  const walk = (element: XmlTree, place: Place): void => {
    if (element.children.length === 0 && element.text.trim() === "" && element.name !== "ApplicableHeaderTradeDelivery")
      found.push({ ...place, values: { stated: element.name } });
    for (const child of element.children) walk(child, placeOf(child, place));
  };
  // Below a line every group is that of the line, whatever its elements are called.
  const placeOf = (element: XmlTree, around: Place): Place => {
    const index = lines.get(element);
    if (index !== undefined) return { term: "BG-25", index };
    return around.index === undefined ? (groupOf(element) ?? around) : around;
  };
  walk(root, { term: "BG-2" });
  return found;
}

/** R043: an allowance or a charge says which of the two it is in the one spelling. Terms: of the document, of a line. */
function vagueIndicators(root: XmlTree): readonly Place[] {
  const cii = isCii(root);
  const isVague = (entry: XmlTree): boolean => {
    const said = cii ? textAlong(entry, "ChargeIndicator", "Indicator") : textAlong(entry, "ChargeIndicator");
    return said !== "true" && said !== "false";
  };
  const entries = cii
    ? along(root, "SupplyChainTradeTransaction", "ApplicableHeaderTradeSettlement", "SpecifiedTradeAllowanceCharge")
    : along(root, "AllowanceCharge");
  const ofDocument = entries.filter(isVague).map((): Place => ({ term: "BG-20" }));
  const ofLine = (line: XmlTree): readonly XmlTree[] =>
    cii
      ? [
          ...along(line, "SpecifiedLineTradeSettlement", "SpecifiedTradeAllowanceCharge"),
          ...along(line, "SpecifiedLineTradeAgreement", "GrossPriceProductTradePrice", "AppliedTradeAllowanceCharge"),
        ]
      : along(line, "AllowanceCharge");
  return [...ofDocument, ...ofLines(root, "BG-27", (line) => !ofLine(line).some(isVague))];
}

/** R044: at a price there are discounts only. */
function chargedPrices(root: XmlTree): readonly Place[] {
  const cii = isCii(root);
  return ofLines(root, "BT-147", (line) => {
    if (!cii) return along(line, "Price", "AllowanceCharge").every((entry) => textAlong(entry, "ChargeIndicator") === "false");
    const entries = along(line, "SpecifiedLineTradeAgreement", "GrossPriceProductTradePrice", "AppliedTradeAllowanceCharge");
    const withAmount = entries.some((entry) => along(entry, "ActualAmount").length > 0);
    return !withAmount || entries.some((entry) => textAlong(entry, "ChargeIndicator", "Indicator") === "false");
  });
}

/** How the totals of VAT are split: those of the invoice's own currency, and those of the accounting currency. */
function vatTotals(root: XmlTree): { readonly own: readonly XmlTree[]; readonly other: readonly XmlTree[]; readonly wantsOther: boolean } {
  if (!isCii(root)) {
    const totals = along(root, "TaxTotal");
    const isSplit = (total: XmlTree): boolean => along(total, "TaxSubtotal").length > 0;
    return {
      own: totals.filter(isSplit),
      other: totals.filter((total) => !isSplit(total)),
      wantsOther: along(root, "TaxCurrencyCode").length > 0,
    };
  }
  const [settlement] = along(root, "SupplyChainTradeTransaction", "ApplicableHeaderTradeSettlement");
  if (settlement === undefined) return { own: [], other: [], wantsOther: false };
  const currency = textAlong(settlement, "InvoiceCurrencyCode");
  const totals = along(settlement, "SpecifiedTradeSettlementHeaderMonetarySummation", "TaxTotalAmount");
  const inOwn = (total: XmlTree): boolean => total.attributes.get("currencyID")?.trim() === currency;
  return {
    own: totals.filter(inOwn),
    other: totals.filter((total) => total.attributes.has("currencyID") && !inOwn(total)),
    wantsOther: along(settlement, "TaxCurrencyCode").length > 0,
  };
}

/** R053: UBL splits just one total by rates, CII has no more than one in the invoice's currency. */
function ownTotals(root: XmlTree): readonly Place[] {
  const { length } = vatTotals(root).own;
  return length === 1 || (length === 0 && isCii(root)) ? [] : [{ term: "BT-110", values: { stated: String(length) } }];
}

/** R054: a total in the accounting currency where one is named (BT-6), and none where not. */
function otherTotals(root: XmlTree): readonly Place[] {
  const { other, wantsOther } = vatTotals(root);
  return other.length === (wantsOther ? 1 : 0) ? [] : [{ term: "BT-111", values: { stated: String(other.length) } }];
}

/** R101: a line refers to its object alone (UNTDID 1001: 130). */
function strangeReferences(root: XmlTree): readonly Place[] {
  return ofLines(root, "BT-128", (line) => {
    const [references, type] = isCii(root)
      ? [along(line, "SpecifiedLineTradeSettlement", "AdditionalReferencedDocument"), "TypeCode"]
      : [along(line, "DocumentReference"), "DocumentTypeCode"];
    return references.length === 0 || references.some((reference) => textAlong(reference, type) === "130");
  });
}

/** BR-DEX-15: lines below lines are a matter of UBL; the XRechnung knows none in CII. */
function ciiSubLines(root: XmlTree): readonly Place[] {
  if (!isCii(root)) return [];
  return ofLines(root, "BG-DEX-01", (line) => !isSubLine(line));
}

const ofPeppol = (number: string, broken: SyntaxRule["broken"]): SyntaxRule => ({
  id: `PEPPOL-EN16931-${number}`,
  severity: "fatal",
  extensionOnly: false,
  broken,
});

export const syntaxRules: readonly SyntaxRule[] = [
  ofPeppol("R008", emptyElements),
  ofPeppol("R043", vagueIndicators),
  ofPeppol("R044", chargedPrices),
  ofPeppol("R053", ownTotals),
  ofPeppol("R054", otherTotals),
  ofPeppol("R101", strangeReferences),
  { id: "BR-DEX-15", severity: "warning", extensionOnly: true, broken: ciiSubLines },
];
