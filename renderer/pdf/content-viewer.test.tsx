// The viewer by content type: readable XML, its source, pictures, and the sentence for what cannot be shown.
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { DeskError } from "../../shared/desk/errors.ts";
import { initTexts } from "../state/texts.ts";
import { ContentViewer, type ReadContent } from "./content-viewer.tsx";
import { xmlLeaves } from "./xml-leaves.ts";

const sha256 = "a".repeat(64);
const ubl = `<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
  xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
  xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
  <cbc:ID>R-77</cbc:ID><cbc:IssueDate>2026-11-02</cbc:IssueDate><cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
  <cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
  <cac:AccountingSupplierParty><cac:Party>
    <cac:PostalAddress><cbc:CityName>Uelzen</cbc:CityName><cbc:PostalZone>29525</cbc:PostalZone></cac:PostalAddress>
    <cac:PartyLegalEntity><cbc:RegistrationName>Gärtnerei Möhring</cbc:RegistrationName></cac:PartyLegalEntity>
  </cac:Party></cac:AccountingSupplierParty>
  <cac:TaxTotal><cbc:TaxAmount currencyID="EUR">19.00</cbc:TaxAmount><cac:TaxSubtotal><cbc:TaxAmount>19.00</cbc:TaxAmount>
    <cac:TaxCategory><cbc:Percent>19</cbc:Percent></cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>
  <cac:LegalMonetaryTotal><cbc:TaxExclusiveAmount>100.00</cbc:TaxExclusiveAmount><cbc:PayableAmount>119.00</cbc:PayableAmount></cac:LegalMonetaryTotal>
  <cac:InvoiceLine><cbc:ID>1</cbc:ID><cbc:InvoicedQuantity unitCode="H87">2</cbc:InvoicedQuantity>
    <cbc:LineExtensionAmount>100.00</cbc:LineExtensionAmount><cac:Item><cbc:Name>Rosenbogen</cbc:Name></cac:Item>
    <cac:Price><cbc:PriceAmount>50.125</cbc:PriceAmount></cac:Price></cac:InvoiceLine>
</Invoice>`;

const reading =
  (text: string): ReadContent =>
  async (_sha256, offset, length) => {
    const bytes = Buffer.from(text);
    return { base64: bytes.subarray(offset, offset + length).toString("base64"), size: bytes.length };
  };

beforeAll(initTexts);
afterEach(cleanup);

test("an XML is shown by what stands in it, its source behind a button", async () => {
  render(<ContentViewer content={{ sha256, name: "r.xml", mime: "application/xml", size: 1 }} read={reading(ubl)} />);
  expect(await screen.findByText("Gärtnerei Möhring")).toBeDefined();
  expect(screen.getByText("LegalMonetaryTotal › PayableAmount")).toBeDefined();
  expect(screen.queryByText(/<cac:LegalMonetaryTotal>/u)).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Quelltext anzeigen" }));
  expect(screen.getByText(/<cac:LegalMonetaryTotal>/u)).toBeDefined();
});

test("another form may stand in the place of the content, which is not read then", () => {
  const read = vi.fn<ReadContent>();
  const content = { sha256, name: "r.xml", mime: "application/xml", size: 1 };
  render(<ContentViewer content={content} read={read} instead={<p>Rechnungsdaten</p>} />);
  expect(screen.getByText("Rechnungsdaten")).toBeDefined();
  expect(read).not.toHaveBeenCalled();
});

test("XML with a document type, or broken, is not shown as readable", () => {
  expect(xmlLeaves('<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')).toBeUndefined();
  expect(xmlLeaves("<x><y></x>")).toBeUndefined();
  expect(xmlLeaves("<antrag><name>Meier</name></antrag>")).toEqual({ root: "antrag", leaves: [{ label: "name", value: "Meier" }] });
});

test("content that is not here yet says so and is asked for again", async () => {
  const read = vi.fn<ReadContent>().mockRejectedValueOnce(new DeskError("contentNotHere")).mockImplementation(reading(ubl));
  render(<ContentViewer content={{ sha256, name: "r.xml", mime: "text/xml", size: 1 }} read={read} />);
  expect((await screen.findByRole("alert")).textContent).toContain("liegt noch nicht auf diesem Gerät");
  await userEvent.click(screen.getByRole("button", { name: "Noch einmal versuchen" }));
  expect(await screen.findByText("Gärtnerei Möhring")).toBeDefined();
});

test("content that was not here is asked for again by itself when the server was reached", async () => {
  const read = vi.fn<ReadContent>().mockRejectedValueOnce(new DeskError("contentNotHere")).mockImplementation(reading(ubl));
  const content = { sha256, name: "r.xml", mime: "text/xml", size: 1 };
  const { rerender } = render(<ContentViewer content={content} read={read} retryWhen="08:00" />);
  await screen.findByRole("alert");
  rerender(<ContentViewer content={content} read={read} retryWhen="08:00" />);
  expect(read).toHaveBeenCalledTimes(1);
  rerender(<ContentViewer content={content} read={read} retryWhen="08:01" />);
  expect(await screen.findByText("Gärtnerei Möhring")).toBeDefined();
  rerender(<ContentViewer content={content} read={read} retryWhen="08:02" />);
  expect(read).toHaveBeenCalledTimes(2);
});

test("a type without preview names the file and its size and reads nothing", () => {
  const read = vi.fn<ReadContent>();
  const { rerender } = render(
    <ContentViewer content={{ sha256, name: "plan.dwg", mime: "application/octet-stream", size: 1_400_000 }} read={read} />,
  );
  expect(screen.getByText("plan.dwg")).toBeDefined();
  expect(screen.getByText("1,4 MB")).toBeDefined();
  rerender(<ContentViewer content={{ sha256: "b".repeat(64), name: "scan.tif", mime: "image/tiff", size: 10 }} read={read} />);
  expect(screen.getByText(/TIFF/u)).toBeDefined();
  rerender(<ContentViewer content={null} read={read} />);
  expect(screen.getByText("Kein Dokument")).toBeDefined();
  expect(read).not.toHaveBeenCalled();
});
