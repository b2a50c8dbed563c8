// An electronic invoice at its record: the verdict in words, what it breaks, its picture beside it, and its data in the viewer.
import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { EInvoice, ReadEInvoice } from "../../../shared/desk/einvoice-calls.ts";
import type { Invoice } from "../../../shared/domain/invoice/schema.ts";
import { shownInvoice } from "../../../shared/einvoice/shown-invoice.ts";
import type { SemanticInvoice } from "../../../shared/einvoice/model.ts";
import { aSemanticInvoice, anInvoiceLine } from "../../../shared/testing/einvoice-builder.ts";
import { buildInvoiceRecord } from "../../../shared/testing/invoice-builder.ts";
import { forgetDrafts } from "../../state/drafts.ts";
import { draw } from "../../testing/draw.tsx";
import { memoryDesk, type MemoryDeskOptions } from "../../testing/memory-desk.ts";
import { InvoiceView } from "./invoice-view.tsx";

const sha256 = "ab".repeat(32);
const xml = { sha256, name: "xrechnung.xml", mime: "application/xml", size: 12_345 };
// No viewer: jsdom draws no PDF.
const pdf = { sha256, name: "Rechnung.dat", mime: "application/x-unknown", size: 12_345 };

function answer(change: Partial<ReadEInvoice> = {}, invoice: SemanticInvoice = aSemanticInvoice()): ReadEInvoice {
  const { lines, invoice: shown } = shownInvoice(invoice);
  const findingCount = { fatal: 0, warning: 0, information: 0 };
  return {
    state: "read",
    invoice: shown,
    lineCount: lines.length,
    lines,
    checked: true,
    findingCount,
    findings: [],
    differences: [],
    ...change,
  };
}

function start(given: EInvoice | undefined, body: Partial<Invoice> = {}, more: MemoryDeskOptions = {}) {
  const record = buildInvoiceRecord({ document: xml, ...body }, { unit: "finanzen" });
  const eInvoices = new Map(given === undefined ? [] : [[sha256, given]]);
  const desk = memoryDesk({ records: [record], eInvoices, ...more });
  return { desk, ...draw(<InvoiceView id={record.id} />, desk) };
}

const section = async () => within((await screen.findByRole("heading", { name: "E-Rechnung" })).closest("section") ?? document.body);

afterEach(() => {
  cleanup();
  forgetDrafts();
});

test("a right one says so in words and is shown in the place of its XML", async () => {
  start(answer());
  expect(await (await section()).findByText("Die E-Rechnung erfüllt die geprüften Regeln")).toBeDefined();
  const sheet = within(await screen.findByRole("group", { name: "Rechnungsdaten: xrechnung.xml" }));
  expect(sheet.getByText("Baumpflege")).toBeDefined();
  expect(screen.queryByRole("button", { name: "Rechnungsdaten zeigen" })).toBeNull();
});

test("breaches and hints are counted, named and said in German, each with its field", async () => {
  const findings: ReadEInvoice["findings"] = [
    { rule: "BR-CO-10", severity: "fatal", term: "BT-106", values: { stated: "100", computed: "99.99" } },
    { rule: "BR-21", severity: "fatal", term: "BT-126", index: 2 },
    { rule: "BR-DE-21", severity: "warning", term: "BT-24" },
  ];
  start(answer({ findings, findingCount: { fatal: 2, warning: 1, information: 0 } }));
  const found = await section();
  expect(await found.findByText("2 Verstöße, 1 Hinweis: Der Absender muss nachbessern")).toBeDefined();
  const list = within(found.getByRole("list", { name: "Beanstandungen" })).getAllByRole("listitem");
  expect(list).toHaveLength(3);
  expect(list[0]?.textContent).toContain("BR-CO-10");
  expect(list[0]?.textContent).toContain("BT-106");
  expect(list[1]?.textContent).toContain("3. Eintrag");
});

test("many findings are folded, and one that the window does not get is not kept secret", async () => {
  const findings = Array.from({ length: 8 }, (_none, index) => ({
    rule: "BR-21",
    severity: "fatal" as const,
    term: "BT-126" as const,
    index,
  }));
  const { user } = start(answer({ findings, findingCount: { fatal: 400, warning: 0, information: 0 } }));
  const found = await section();
  expect(await found.findByText("400 Verstöße: Der Absender muss nachbessern")).toBeDefined();
  expect(found.getAllByText("BR-21")).toHaveLength(5);
  await user.click(found.getByRole("button", { name: "Alle 8 zeigen" }));
  expect(found.getAllByText("BR-21")).toHaveLength(8);
  expect(found.getByText("Das sind die ersten 8 von 400.")).toBeDefined();
});

test("where the picture says something else both values stand side by side, and the XML counts", async () => {
  const differences: ReadEInvoice["differences"] = [
    { term: "BT-112", xml: "119.00", pdf: "1190.00", verdict: "different" },
    { term: "BT-84", xml: "DE02120300000000202051", pdf: "DE02120300000000202051", verdict: "same" },
    { term: "BT-9", xml: "2026-12-02", pdf: null, verdict: "notFound" },
  ];
  start(answer({ differences }), { document: pdf });
  const found = await section();
  expect(await found.findByText("Das Bild sagt an einer Stelle etwas anderes")).toBeDefined();
  expect(found.getByText(/Es gilt das XML/u)).toBeDefined();
  const table = within(found.getByRole("table", { name: "XML und Bild im Vergleich" }));
  const plain = { normalizer: (text: string) => text.replaceAll("\u00a0", " ") };
  expect(table.getByText("119,00 €", plain)).toBeDefined();
  expect(table.getByText("1.190,00 €", plain)).toBeDefined();
  expect(found.getByText(/^Das Bild sagt dasselbe/u)).toBeDefined();
  expect(found.getByText(/^Im Bild nicht gefunden/u)).toBeDefined();
});

test("of an invoice inside a PDF the data are a press or a key away, and back", async () => {
  const { user } = start(answer(), { document: pdf });
  expect(await screen.findByRole("radio", { name: "Bild" })).toHaveProperty("ariaChecked", "true");
  expect(screen.queryByRole("group", { name: /^Rechnungsdaten:/u })).toBeNull();
  await user.click((await section()).getByRole("button", { name: "Rechnungsdaten zeigen" }));
  expect(await screen.findByRole("group", { name: /^Rechnungsdaten:/u })).toBeDefined();
  fireEvent.keyDown(document.body, { key: "F9" });
  expect(screen.queryByRole("group", { name: /^Rechnungsdaten:/u })).toBeNull();
  fireEvent.keyDown(document.body, { key: "F9" });
  expect(screen.getByRole("group", { name: /^Rechnungsdaten:/u })).toBeDefined();
});

test("nothing at all is said of a scan", async () => {
  start(undefined, { document: pdf });
  expect(await screen.findByLabelText("Brutto")).toBeDefined();
  expect(screen.queryByRole("heading", { name: "E-Rechnung" })).toBeNull();
  expect(screen.queryByRole("radio", { name: "Rechnungsdaten" })).toBeNull();
});

test.each([
  [{ state: "notHere" }, "Die E-Rechnung liegt noch nicht auf diesem Gerät"],
  [{ state: "unreadable", code: "xml-forbidden" }, "Die E-Rechnung lässt sich nicht lesen"],
  [{ state: "unreadable", code: "pdf-password" }, /mit einem Kennwort geschützt/u],
] as const)("what the desk cannot read is said: %o", async (given, words) => {
  start(given);
  expect(await (await section()).findByText(words)).toBeDefined();
});

test("a look that failed can be had again", async () => {
  const { user, desk } = start(answer(), {}, { failing: { eInvoice: "internal" } });
  await user.click(await (await section()).findByRole("button", { name: "Noch einmal versuchen" }));
  expect(desk.calls.filter(({ name }) => name === "eInvoice").length).toBeGreaterThan(1);
});

test("a profile that is no whole invoice is not called right", async () => {
  start(answer({ checked: false }, aSemanticInvoice({ specification: "urn:factur-x.eu:1p0:minimum", lines: [] })));
  expect(await (await section()).findByText("Das XML ist keine vollständige Rechnung")).toBeDefined();
  expect(screen.queryByText(/erfüllt die geprüften Regeln/u)).toBeNull();
});

test("lines come page by page, or all of them", async () => {
  const lines = Array.from({ length: 600 }, (_none, index) => anInvoiceLine({ id: `P${index + 1}` }));
  const { user } = start(answer({}, aSemanticInvoice({ lines })));
  expect(await screen.findByText("250 von 600 Positionen")).toBeDefined();
  expect(screen.queryByText("P251")).toBeNull();
  await user.click(screen.getByRole("button", { name: "Weitere 250 zeigen" }));
  expect(await screen.findByText("P251")).toBeDefined();
  await user.click(screen.getByRole("button", { name: "Alle zeigen" }));
  expect(await screen.findByText("P600")).toBeDefined();
  expect(screen.getByText("600 Positionen")).toBeDefined();
  expect(screen.getAllByText("P300")).toHaveLength(1);
});

test("a file it carries is opened in the viewer, and its invoice stays where it is", async () => {
  const file = { base64: "QQ==", mimeType: "application/xml", name: "stunden.xml" };
  const supportingDocuments = [{ reference: "Stunden", description: null, location: null, file }];
  const { user, desk } = start(answer({}, aSemanticInvoice({ supportingDocuments })));
  await user.click(await screen.findByRole("button", { name: "stunden.xml ansehen" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Anlage: stunden.xml" }));
  expect(await dialog.findByText("7")).toBeDefined();
  expect(desk.calls.find(({ name }) => name === "eInvoiceFile")?.args).toMatchObject({ sha256, index: 0, offset: 0 });
  const [close] = dialog.getAllByRole("button", { name: "Schließen" });
  if (close !== undefined) await user.click(close);
  expect(screen.getByRole("group", { name: /^Rechnungsdaten:/u })).toBeDefined();
});

test("a finding leads from the picture to its place in the data, and from the source back to them", async () => {
  Element.prototype.scrollIntoView = () => undefined;
  const findings: ReadEInvoice["findings"] = [
    { rule: "BR-DE-15", severity: "fatal", term: "BT-10" },
    { rule: "BR-CO-10", severity: "fatal", term: "BT-106" },
  ];
  start(answer({ findings, findingCount: { fatal: 2, warning: 0, information: 0 } }));
  const raw = await screen.findByRole("button", { name: "Quelltext anzeigen" });
  fireEvent.click(raw);
  expect(screen.queryByRole("group", { name: "Rechnungsdaten: xrechnung.xml" })).toBeNull();
  fireEvent.click(
    await (await section()).findByRole("button", { name: "In den Rechnungsdaten zeigen: BR-CO-10, Summe der Positionen (BT-106)" }),
  );
  const sheet = await screen.findByRole("group", { name: "Rechnungsdaten: xrechnung.xml" });
  expect(sheet.querySelector("[data-marked]")?.getAttribute("data-term")).toBe("BT-106");
});
