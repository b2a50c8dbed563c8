import { describe, expect, it } from "vitest";
import { must } from "../../shared/base/must.ts";
import { drawPdf } from "../read/pdf-for-tests.ts";
import { readFileBytes } from "../read/read-file-bytes.ts";
import { layouts } from "./layouts-for-tests.ts";
import type { InvoiceProposal } from "./proposal.ts";
import { proposeInvoice } from "./propose-invoice.ts";

async function proposalOf(pages: Parameters<typeof drawPdf>[0]["pages"]): Promise<InvoiceProposal> {
  const read = await readFileBytes(await drawPdf({ pages }));
  if (!read.ok) throw new Error(read.error.code);
  return proposeInvoice(read.value);
}

function valueOf(proposal: InvoiceProposal, name: string): unknown {
  if (name === "kind") return proposal.kind;
  const entry = must(
    Object.entries(proposal.fields).find(([field]) => field === name),
    `${name} is a field`,
  );
  return entry[1]?.value ?? null;
}

describe("invoices in real layouts", () => {
  it.each(layouts)("$name", async ({ pages, expected }) => {
    const proposal = await proposalOf(pages);
    const found = Object.fromEntries(Object.keys(expected).map((name) => [name, valueOf(proposal, name)]));
    expect(found).toEqual(expected);
    expect(proposal.readState).toBe("read");
    expect(proposal.checks.filter(({ severity }) => severity === "error")).toEqual([]);
  });
});

it("does not take the sender's mail address for the document's title", async () => {
  const proposal = await proposalOf([
    [
      [60, 40, "Druckerei Aller OHG", 14],
      [60, 60, "rechnung@aller-druck.example"],
      [60, 200, "Gutschrift", 14],
      [60, 230, "Nr. 88-12 vom 03.11.2026"],
      [60, 260, "Gutschriftsbetrag 59,50 EUR"],
    ],
  ]);
  expect(proposal.kind).toBe("creditNote");
});
