// Who an invoice in CII names: BG-4, BG-7, BG-10, BG-11 and where it was delivered, BG-13; paths of EN 16931-3-3.
import type { Address, Buyer, Contact, Delivery, Identifier, Payee, Seller, TaxRepresentative } from "../../../shared/einvoice/model.ts";
import { attributeOf, childOf, childrenOf, elementAt, elementsAt, writtenAt, writtenOf, type XmlElement } from "../xml-element.ts";
import { identifierIn, lines, orNull, present } from "../xml-values.ts";
import { dayIn, type CiiParts } from "./parts.ts";

export function sellerOf({ agreement }: CiiParts): Seller {
  const party = childOf(agreement, "SellerTradeParty");
  return {
    name: writtenAt(party, "Name"),
    tradingName: writtenAt(party, "SpecifiedLegalOrganization", "TradingBusinessName"),
    identifiers: identifiersOf(party),
    registration: identifierIn(elementAt(party, "SpecifiedLegalOrganization", "ID")),
    vatId: taxId(party, "VA"),
    taxNumber: taxId(party, "FC"),
    legalInformation: lines(childrenOf(party, "Description").map(writtenOf)),
    electronicAddress: identifierIn(elementAt(party, "URIUniversalCommunication", "URIID")),
    address: addressOf(party),
    contact: contactOf(party),
  };
}

export function buyerOf({ agreement }: CiiParts): Buyer {
  const party = childOf(agreement, "BuyerTradeParty");
  return {
    name: writtenAt(party, "Name"),
    tradingName: writtenAt(party, "SpecifiedLegalOrganization", "TradingBusinessName"),
    identifier: identifiersOf(party)[0] ?? null,
    registration: identifierIn(elementAt(party, "SpecifiedLegalOrganization", "ID")),
    vatId: taxId(party, "VA"),
    electronicAddress: identifierIn(elementAt(party, "URIUniversalCommunication", "URIID")),
    address: addressOf(party),
    contact: contactOf(party),
  };
}

export function payeeOf({ settlement }: CiiParts): Payee | null {
  const party = childOf(settlement, "PayeeTradeParty");
  return orNull({
    name: writtenAt(party, "Name"),
    identifier: identifiersOf(party)[0] ?? null,
    registration: identifierIn(elementAt(party, "SpecifiedLegalOrganization", "ID")),
  });
}

export function taxRepresentativeOf({ agreement }: CiiParts): TaxRepresentative | null {
  const party = childOf(agreement, "SellerTaxRepresentativeTradeParty");
  return orNull({ name: writtenAt(party, "Name"), vatId: taxId(party, "VA"), address: addressOf(party) });
}

export function deliveryOf({ delivery }: CiiParts): Delivery | null {
  const party = childOf(delivery, "ShipToTradeParty");
  return orNull({
    name: writtenAt(party, "Name"),
    location: identifiersOf(party)[0] ?? null,
    date: dayIn(elementAt(delivery, "ActualDeliverySupplyChainEvent", "OccurrenceDateTime")),
    address: addressOf(party),
  });
}

/** The party's own identifiers before those of a scheme: where the norm knows one only, that is the one the two sides know each other by. */
function identifiersOf(party: XmlElement | undefined): readonly Identifier[] {
  return present([...childrenOf(party, "ID"), ...childrenOf(party, "GlobalID")].map((id) => identifierIn(id)));
}

function taxId(party: XmlElement | undefined, scheme: "VA" | "FC"): string | null {
  return writtenOf(elementsAt(party, "SpecifiedTaxRegistration", "ID").find((id) => attributeOf(id, "schemeID") === scheme));
}

function addressOf(party: XmlElement | undefined): Address | null {
  const element = childOf(party, "PostalTradeAddress");
  return orNull({
    line1: writtenAt(element, "LineOne"),
    line2: writtenAt(element, "LineTwo"),
    line3: writtenAt(element, "LineThree"),
    city: writtenAt(element, "CityName"),
    postCode: writtenAt(element, "PostcodeCode"),
    subdivision: writtenAt(element, "CountrySubDivisionName"),
    country: writtenAt(element, "CountryID"),
  });
}

/** The name of a person, a department or both; ZUGFeRD 1.0 writes a mail address where others have a number. */
function contactOf(party: XmlElement | undefined): Contact | null {
  const contact = childOf(party, "DefinedTradeContact");
  return orNull({
    name: lines([writtenAt(contact, "PersonName"), writtenAt(contact, "DepartmentName")]),
    phone: writtenAt(contact, "TelephoneUniversalCommunication", "CompleteNumber"),
    email:
      writtenAt(contact, "EmailURIUniversalCommunication", "URIID") ??
      writtenAt(contact, "EmailURIUniversalCommunication", "CompleteNumber"),
  });
}
