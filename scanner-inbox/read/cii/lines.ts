// The lines of an invoice in CII: BG-25 to BG-32, and lines below lines where a profile beyond the norm has them.
import type { InvoiceLine, Item, Price } from "../../../shared/einvoice/model.ts";
import { childOf, childrenOf, elementAt, elementsAt, writtenAt, writtenOf, type XmlElement } from "../xml-element.ts";
import { amountIn, classificationsIn, identifierIn, lines, orNull, quantityIn } from "../xml-values.ts";
import { objectIn, typed } from "./documents.ts";
import { periodIn, type CiiParts } from "./parts.ts";
import { allowancesAndCharges, rateIn } from "./totals.ts";

/** Deeper than UBL can nest them within the bounds of a file; lines further down stand beside their parents. */
const DEEPEST = 24;

/** The lines; one that names another before it as its parent stands below that. */
export function invoiceLinesOf({ transaction }: CiiParts): readonly InvoiceLine[] {
  const top: InvoiceLine[] = [];
  const places = new Map<string, { readonly below: InvoiceLine[]; readonly depth: number }>();
  for (const element of childrenOf(transaction, "IncludedSupplyChainTradeLineItem")) {
    const below: InvoiceLine[] = [];
    const line = { ...lineIn(element), subLines: below };
    const parent = places.get(writtenAt(element, "AssociatedDocumentLineDocument", "ParentLineID") ?? "");
    const into = parent !== undefined && parent.depth < DEEPEST ? parent : { below: top, depth: 0 };
    into.below.push(line);
    if (line.id !== null && !places.has(line.id)) places.set(line.id, { below, depth: into.depth + 1 });
  }
  return top;
}

function lineIn(element: XmlElement): Omit<InvoiceLine, "subLines"> {
  const agreement = childOf(element, "SpecifiedLineTradeAgreement", "SpecifiedSupplyChainTradeAgreement");
  const delivery = childOf(element, "SpecifiedLineTradeDelivery", "SpecifiedSupplyChainTradeDelivery");
  const settlement = childOf(element, "SpecifiedLineTradeSettlement", "SpecifiedSupplyChainTradeSettlement");
  const tax = childOf(settlement, "ApplicableTradeTax");
  const sums = childOf(settlement, "SpecifiedTradeSettlementLineMonetarySummation", "SpecifiedTradeSettlementMonetarySummation");
  return {
    id: writtenAt(element, "AssociatedDocumentLineDocument", "LineID"),
    note: lines(elementsAt(element, "AssociatedDocumentLineDocument", "IncludedNote", "Content").map(writtenOf)),
    object: objectIn(objectOf(settlement)),
    quantity: quantityIn(childOf(delivery, "BilledQuantity")),
    net: amountIn(childOf(sums, "LineTotalAmount")),
    orderLine: writtenAt(agreement, "BuyerOrderReferencedDocument", "LineID"),
    accountingReference: writtenAt(settlement, "ReceivableSpecifiedTradeAccountingAccount", "ID"),
    period: periodIn(childOf(settlement, "BillingSpecifiedPeriod")),
    ...allowancesAndCharges(settlement),
    price: priceIn(agreement),
    vat: orNull({ category: writtenAt(tax, "CategoryCode"), rate: rateIn(tax) }),
    item: itemIn(childOf(element, "SpecifiedTradeProduct")),
  };
}

/** BT-128 stands at the reference of its type; some senders leave the type away. */
function objectOf(settlement: XmlElement | undefined): XmlElement | undefined {
  const references = childrenOf(settlement, "AdditionalReferencedDocument");
  return typed(settlement, "130") ?? references.find((reference) => writtenAt(reference, "TypeCode") === null);
}

function priceIn(agreement: XmlElement | undefined): Price | null {
  const net = childOf(agreement, "NetPriceProductTradePrice");
  const gross = childOf(agreement, "GrossPriceProductTradePrice");
  return orNull({
    net: amountIn(childOf(net, "ChargeAmount")),
    discount: amountIn(elementAt(gross, "AppliedTradeAllowanceCharge", "ActualAmount")),
    gross: amountIn(childOf(gross, "ChargeAmount")),
    baseQuantity: quantityIn(childOf(net, "BasisQuantity")) ?? quantityIn(childOf(gross, "BasisQuantity")),
  });
}

function itemIn(element: XmlElement | undefined): Item | null {
  return orNull({
    name: writtenAt(element, "Name"),
    description: lines(childrenOf(element, "Description").map(writtenOf)),
    sellerId: writtenAt(element, "SellerAssignedID"),
    buyerId: writtenAt(element, "BuyerAssignedID"),
    standardId: identifierIn(childOf(element, "GlobalID")),
    classifications: classificationsIn(elementsAt(element, "DesignatedProductClassification", "ClassCode")),
    originCountry: writtenAt(element, "OriginTradeCountry", "ID"),
    attributes: childrenOf(element, "ApplicableProductCharacteristic").map((property) => ({
      name: writtenAt(property, "Description"),
      value: writtenAt(property, "Value"),
    })),
  });
}
