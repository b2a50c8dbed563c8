import { describe, expect, it } from "vitest";
import { must } from "../../shared/base/must.ts";
import { drawPdf } from "../read/pdf-for-tests.ts";
import { readFileBytes } from "../read/read-file-bytes.ts";
import type { InvoiceProposal } from "./proposal.ts";
import { proposeInvoice } from "./propose-invoice.ts";
import { wordings } from "./wordings-for-tests.ts";

async function proposalOf(pages: Parameters<typeof drawPdf>[0]["pages"]): Promise<InvoiceProposal> {
  const read = await readFileBytes(await drawPdf({ pages }));
  if (!read.ok) throw new Error(read.error.code);
  return proposeInvoice(read.value, { buyerNames: ["Samtgemeinde Bevensen-Ebstorf"] });
}

function valueOf(proposal: InvoiceProposal, name: string): unknown {
  if (name === "kind") return proposal.kind;
  const entry = must(
    Object.entries(proposal.fields).find(([field]) => field === name),
    `${name} is a field`,
  );
  return entry[1]?.value ?? null;
}

describe("invoices in words that the first layouts do not have", () => {
  it.each(wordings)("$name", async ({ pages, expected }) => {
    const proposal = await proposalOf(pages);
    const found = Object.fromEntries(Object.keys(expected).map((name) => [name, valueOf(proposal, name)]));
    expect(found).toEqual(expected);
  });

  it.each([
    ["an offer", "Angebot Nr. 2026-118", "Angebotssumme"],
    ["a delivery note", "Lieferschein Nr. 88012", "Warenwert"],
    ["an order confirmation", "Auftragsbestätigung 4711", "Auftragssumme"],
  ])("takes %s for no invoice", async (_name, title, sum) => {
    const proposal = await proposalOf([
      [
        [60, 50, "Bürobedarf Heidekorn GmbH", 15],
        [60, 130, "Samtgemeinde Bevensen-Ebstorf"],
        [60, 230, title, 14],
        [60, 260, "Datum: 03.03.2026"],
        [60, 300, sum],
        [530, 300, "1.190,00 €<"],
        [60, 340, "Nach Lieferung erhalten Sie eine Rechnung."],
      ],
    ]);
    expect(proposal.kind).toBe("other");
  });

  it("reads a total that names its tax in brackets, and a physician's word for a number", async () => {
    const { fields } = await proposalOf([
      [
        [60, 60, "Dr. med. vet. Almut Rehse", 13],
        [60, 210, "Liquidation", 13],
        [60, 230, "Liquidations-Nr. 2026/55"],
        [300, 230, "Datum 11.06.2026"],
        [60, 300, "Rechnungsendbetrag (inkl. 19% MwSt)"],
        [500, 300, "119,00 €"],
        [60, 314, "Enthaltene Mehrwertsteuer 19%"],
        [500, 314, "19,00 €"],
      ],
    ]);
    expect([fields.number, fields.gross, fields.vat, fields.net].map((field) => field?.value)).toEqual(["2026/55", 11900, 1900, 10000]);
  });
});
