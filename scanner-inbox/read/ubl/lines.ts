// The lines of an invoice in UBL: BG-25 to BG-32, and lines below lines (BG-DEX-01).
import type { InvoiceLine, Item, Price } from "../../../shared/einvoice/model.ts";
import { childOf, childrenOf, elementAt, elementsAt, writtenAt, writtenOf, type XmlElement } from "../xml-element.ts";
import { amountIn, classificationsIn, identifierIn, lines, orNull, quantityIn } from "../xml-values.ts";
import { periodIn } from "./period.ts";
import { allowancesAndCharges } from "./totals.ts";

export function invoiceLinesOf(root: XmlElement): readonly InvoiceLine[] {
  return childrenOf(root, "InvoiceLine", "CreditNoteLine").map(lineIn);
}

function lineIn(element: XmlElement): InvoiceLine {
  const category = elementAt(element, "Item", "ClassifiedTaxCategory");
  const documents = childrenOf(element, "DocumentReference");
  const object =
    documents.find((reference) => writtenAt(reference, "DocumentTypeCode") === "130") ??
    documents.find((reference) => writtenAt(reference, "DocumentTypeCode") === null);
  return {
    id: writtenAt(element, "ID"),
    note: lines(childrenOf(element, "Note").map(writtenOf)),
    object: identifierIn(childOf(object, "ID")),
    quantity: quantityIn(childOf(element, "InvoicedQuantity", "CreditedQuantity")),
    net: amountIn(childOf(element, "LineExtensionAmount")),
    orderLine: writtenAt(element, "OrderLineReference", "LineID"),
    accountingReference: writtenAt(element, "AccountingCost"),
    period: periodIn(childOf(element, "InvoicePeriod")),
    ...allowancesAndCharges(element),
    price: priceIn(childOf(element, "Price")),
    vat: orNull({ category: writtenAt(category, "ID"), rate: writtenAt(category, "Percent") }),
    item: itemIn(childOf(element, "Item")),
    subLines: childrenOf(element, "SubInvoiceLine", "SubCreditNoteLine").map(lineIn),
  };
}

function priceIn(element: XmlElement | undefined): Price | null {
  const reduction = childOf(element, "AllowanceCharge");
  return orNull({
    net: amountIn(childOf(element, "PriceAmount")),
    discount: amountIn(childOf(reduction, "Amount")),
    gross: amountIn(childOf(reduction, "BaseAmount")),
    baseQuantity: quantityIn(childOf(element, "BaseQuantity")),
  });
}

function itemIn(element: XmlElement | undefined): Item | null {
  return orNull({
    name: writtenAt(element, "Name"),
    description: lines(childrenOf(element, "Description").map(writtenOf)),
    sellerId: writtenAt(element, "SellersItemIdentification", "ID"),
    buyerId: writtenAt(element, "BuyersItemIdentification", "ID"),
    standardId: identifierIn(elementAt(element, "StandardItemIdentification", "ID")),
    classifications: classificationsIn(elementsAt(element, "CommodityClassification", "ItemClassificationCode")),
    originCountry: writtenAt(element, "OriginCountry", "IdentificationCode"),
    attributes: childrenOf(element, "AdditionalItemProperty").map((property) => ({
      name: writtenAt(property, "Name"),
      value: writtenAt(property, "Value"),
    })),
  });
}
