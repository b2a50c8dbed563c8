// The four parts of a CII document that every reader of it looks into, by today's names and those of ZUGFeRD 1.0.
import type { DayText, Period } from "../../../shared/einvoice/model.ts";
import { childOf, writtenAt, type XmlElement } from "../xml-element.ts";
import { dayOf, orNull } from "../xml-values.ts";

export type CiiParts = {
  readonly context: XmlElement | undefined;
  readonly document: XmlElement | undefined;
  readonly transaction: XmlElement | undefined;
  readonly agreement: XmlElement | undefined;
  readonly delivery: XmlElement | undefined;
  readonly settlement: XmlElement | undefined;
};

export function partsOf(root: XmlElement): CiiParts {
  const transaction = childOf(root, "SupplyChainTradeTransaction", "SpecifiedSupplyChainTradeTransaction");
  return {
    context: childOf(root, "ExchangedDocumentContext", "SpecifiedExchangedDocumentContext"),
    document: childOf(root, "ExchangedDocument", "HeaderExchangedDocument"),
    transaction,
    agreement: childOf(transaction, "ApplicableHeaderTradeAgreement", "ApplicableSupplyChainTradeAgreement"),
    delivery: childOf(transaction, "ApplicableHeaderTradeDelivery", "ApplicableSupplyChainTradeDelivery"),
    settlement: childOf(transaction, "ApplicableHeaderTradeSettlement", "ApplicableSupplyChainTradeSettlement"),
  };
}

/** The day in an element of a date, whatever the type inside it is called; format 102 is `YYYYMMDD`. */
export function dayIn(element: XmlElement | undefined): DayText | null {
  return dayOf(writtenAt(element, "DateTimeString") ?? writtenAt(element, "DateString") ?? writtenAt(element, "DateTime"));
}

/** BG-14 and BG-26. */
export function periodIn(element: XmlElement | undefined): Period | null {
  return orNull({ start: dayIn(childOf(element, "StartDateTime")), end: dayIn(childOf(element, "EndDateTime")) });
}
