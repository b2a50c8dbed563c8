// Who an invoice in UBL names: BG-4, BG-7, BG-10, BG-11 and where it was delivered, BG-13; paths of EN 16931-3-2.
import type { Address, Buyer, Contact, Delivery, Identifier, Payee, Seller, TaxRepresentative } from "../../../shared/einvoice/model.ts";
import { childOf, elementAt, elementsAt, writtenAt, type XmlElement } from "../xml-element.ts";
import { dayOf, identifierIn, orNull, present } from "../xml-values.ts";

/** The seller. Its creditor identifier (scheme SEPA) stays among the identifiers only where the invoice has no direct debit to hold it. */
export function sellerOf(root: XmlElement, hasDirectDebit: boolean): Seller {
  const party = elementAt(root, "AccountingSupplierParty", "Party");
  const identifiers = identifiersOf(party);
  return {
    name: writtenAt(party, "PartyLegalEntity", "RegistrationName"),
    tradingName: writtenAt(party, "PartyName", "Name"),
    identifiers: hasDirectDebit ? identifiers.filter((identifier) => !isCreditor(identifier)) : identifiers,
    registration: identifierIn(elementAt(party, "PartyLegalEntity", "CompanyID")),
    vatId: taxId(party, true),
    taxNumber: taxId(party, false),
    legalInformation: writtenAt(party, "PartyLegalEntity", "CompanyLegalForm"),
    electronicAddress: identifierIn(childOf(party, "EndpointID")),
    address: addressIn(childOf(party, "PostalAddress")),
    contact: contactOf(party),
  };
}

/** The buyer. Of several identifiers the one without a scheme is told, by which the two sides know each other; the norm knows one only. */
export function buyerOf(root: XmlElement): Buyer {
  const party = elementAt(root, "AccountingCustomerParty", "Party");
  return {
    name: writtenAt(party, "PartyLegalEntity", "RegistrationName"),
    tradingName: writtenAt(party, "PartyName", "Name"),
    identifier: identifiersOf(party).toSorted((one, other) => Number(one.scheme !== null) - Number(other.scheme !== null))[0] ?? null,
    registration: identifierIn(elementAt(party, "PartyLegalEntity", "CompanyID")),
    vatId: taxId(party, true),
    electronicAddress: identifierIn(childOf(party, "EndpointID")),
    address: addressIn(childOf(party, "PostalAddress")),
    contact: contactOf(party),
  };
}

export function payeeOf(root: XmlElement, hasDirectDebit: boolean): Payee | null {
  const party = childOf(root, "PayeeParty");
  const identifiers = identifiersOf(party);
  return orNull({
    name: writtenAt(party, "PartyName", "Name"),
    identifier: identifiers.find((identifier) => !isCreditor(identifier)) ?? (hasDirectDebit ? null : (identifiers[0] ?? null)),
    registration: identifierIn(elementAt(party, "PartyLegalEntity", "CompanyID")),
  });
}

export function taxRepresentativeOf(root: XmlElement): TaxRepresentative | null {
  const party = childOf(root, "TaxRepresentativeParty");
  return orNull({
    name: writtenAt(party, "PartyName", "Name"),
    vatId: taxId(party, true),
    address: addressIn(childOf(party, "PostalAddress")),
  });
}

export function deliveryOf(root: XmlElement): Delivery | null {
  return orNull({
    name: writtenAt(root, "Delivery", "DeliveryParty", "PartyName", "Name"),
    location: identifierIn(elementAt(root, "Delivery", "DeliveryLocation", "ID")),
    date: dayOf(writtenAt(root, "Delivery", "ActualDeliveryDate")),
    address: addressIn(elementAt(root, "Delivery", "DeliveryLocation", "Address")),
  });
}

/** BT-90: an identifier of the seller or else of the payee, told by its scheme. */
export function creditorOf(root: XmlElement): string | null {
  const parties = [elementAt(root, "AccountingSupplierParty", "Party"), childOf(root, "PayeeParty")];
  return parties.flatMap((party) => identifiersOf(party)).find(isCreditor)?.id ?? null;
}

function isCreditor({ scheme }: Identifier): boolean {
  return scheme?.toUpperCase() === "SEPA";
}

function identifiersOf(party: XmlElement | undefined): readonly Identifier[] {
  return present(elementsAt(party, "PartyIdentification", "ID").map((id) => identifierIn(id)));
}

/** BT-31 stands under the scheme VAT, BT-32 under any other. */
function taxId(party: XmlElement | undefined, vat: boolean): string | null {
  const schemes = elementsAt(party, "PartyTaxScheme");
  const isVat = (scheme: XmlElement): boolean => writtenAt(scheme, "TaxScheme", "ID")?.toUpperCase() === "VAT";
  return writtenAt(
    schemes.find((scheme) => isVat(scheme) === vat),
    "CompanyID",
  );
}

function addressIn(element: XmlElement | undefined): Address | null {
  return orNull({
    line1: writtenAt(element, "StreetName"),
    line2: writtenAt(element, "AdditionalStreetName"),
    line3: writtenAt(element, "AddressLine", "Line"),
    city: writtenAt(element, "CityName"),
    postCode: writtenAt(element, "PostalZone"),
    subdivision: writtenAt(element, "CountrySubentity"),
    country: writtenAt(element, "Country", "IdentificationCode"),
  });
}

function contactOf(party: XmlElement | undefined): Contact | null {
  return orNull({
    name: writtenAt(party, "Contact", "Name"),
    phone: writtenAt(party, "Contact", "Telephone"),
    email: writtenAt(party, "Contact", "ElectronicMail"),
  });
}
