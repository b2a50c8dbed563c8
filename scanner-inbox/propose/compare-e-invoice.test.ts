// The picture of an electronic invoice beside its XML: what is the same, what surely differs, and what was not found, on PDFs that are drawn here.
import { expect, test } from "vitest";
import type { SemanticInvoice } from "../../shared/einvoice/model.ts";
import { aSemanticInvoice, euro } from "../../shared/testing/einvoice-builder.ts";
import { drawPdf, type PlacedText } from "../read/pdf-for-tests.ts";
import { readFileBytes } from "../read/read-file-bytes.ts";
import { compareWithText } from "./compare-e-invoice.ts";

interface Picture {
  readonly name?: string;
  readonly number?: string;
  readonly date?: string;
  readonly due?: string;
  readonly net?: string;
  readonly vat?: string;
  readonly gross?: string;
  readonly iban?: string;
}

function page(change: Picture = {}): readonly PlacedText[] {
  const { name = "Gartenbau Heide GmbH", number = "R-4711", date = "02.11.2026", due = "02.12.2026" } = change;
  const { net = "100,00", vat = "19,00", gross = "119,00", iban = "DE02 1203 0000 0000 2020 51" } = change;
  return [
    [60, 60, `${name} · Heideweg 1 · 29549 Musterstadt`, 8],
    [60, 90, "Samtgemeinde Musterau"],
    [60, 104, "Rathausplatz 1"],
    [60, 118, "29549 Musterau"],
    [60, 220, "Rechnung", 16],
    [60, 250, `Rechnungsnummer: ${number}`],
    [60, 264, `Rechnungsdatum: ${date}`],
    [60, 300, "Baumpflege, 2 Stunden"],
    [500, 300, `${net} €<`],
    [330, 340, "Nettobetrag"],
    [500, 340, `${net} €<`],
    [330, 354, "zzgl. 19 % USt"],
    [500, 354, `${vat} €<`],
    [330, 368, "Gesamtbetrag"],
    [500, 368, `${gross} €<`],
    [60, 420, `Zahlbar bis ${due}.`],
    [60, 760, `IBAN: ${iban}`],
  ];
}

async function compared(picture: readonly PlacedText[], invoice: SemanticInvoice = aSemanticInvoice()) {
  const read = await readFileBytes(await drawPdf({ pages: [picture] }));
  if (!read.ok) throw new Error(read.error.code);
  return new Map(compareWithText(invoice, read.value.pages).map((one) => [one.term, one]));
}

test("a picture that says what the XML says differs nowhere", async () => {
  const found = await compared(page());
  expect([...found.keys()]).toEqual(["BT-1", "BT-2", "BT-9", "BT-27", "BT-84", "BT-109", "BT-110", "BT-112"]);
  expect([...found.values()].filter(({ verdict }) => verdict !== "same")).toEqual([]);
});

test.each([
  ["BT-1", { number: "R-4712" }, "R-4712"],
  ["BT-2", { date: "03.11.2026" }, "2026-11-03"],
  ["BT-9", { due: "16.11.2026" }, "2026-11-16"],
  ["BT-27", { name: "Tiefbau Sander KG" }, "Tiefbau Sander KG"],
  ["BT-84", { iban: "DE89 3704 0044 0532 0130 00" }, "DE89370400440532013000"],
  ["BT-112", { net: "1.000,00", vat: "190,00", gross: "1.190,00" }, "1190.00"],
] as const)("%s that differs is shown with both values", async (term, change, pdf) => {
  expect((await compared(page(change))).get(term)).toMatchObject({ verdict: "different", pdf });
});

test("another writing of the same value is the same", async () => {
  const found = await compared(
    page({ number: "R - 4711", date: "2. November 2026", net: "100.00", vat: "19.00", gross: "119.00", name: "GARTENBAU HEIDE GMBH" }),
    aSemanticInvoice({ totals: { ...aSemanticInvoice().totals, gross: euro("119.0"), payable: euro("119.0") } }),
  );
  for (const term of ["BT-1", "BT-2", "BT-27", "BT-112"] as const) expect(found.get(term), term).toMatchObject({ verdict: "same" });
});

test("a total after what was paid before is no contradiction", async () => {
  const totals = { ...aSemanticInvoice().totals, gross: euro("219.00"), prepaid: euro("100.00"), payable: euro("119.00") };
  expect((await compared(page(), aSemanticInvoice({ totals }))).get("BT-112")?.verdict).toBe("notFound");
});

test("a credit note may be written with or without its sign", async () => {
  const totals = { ...aSemanticInvoice().totals, gross: euro("-119.00") };
  expect((await compared(page(), aSemanticInvoice({ totals }))).get("BT-112")?.verdict).toBe("same");
});

test("a picture without words contradicts nothing, and what the XML leaves out is not compared", async () => {
  const found = await compared([], aSemanticInvoice({ dueDate: null, paymentMeans: [] }));
  expect([...found.keys()]).toEqual(["BT-1", "BT-2", "BT-27", "BT-109", "BT-110", "BT-112"]);
  expect([...found.values()].every(({ verdict, pdf }) => verdict === "notFound" && pdf === null)).toBe(true);
});
