// An electronic invoice in the viewer: a finding leads to its place, whose lines come first, and paper has all lines up to a bound that it says.
import { act, cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import type { ReadEInvoice } from "../../shared/desk/einvoice-calls.ts";
import type { InvoiceLine, SemanticInvoice } from "../../shared/einvoice/model.ts";
import { shownInvoice } from "../../shared/einvoice/shown-invoice.ts";
import { aSemanticInvoice, anInvoiceLine } from "../../shared/testing/einvoice-builder.ts";
import { anAllowance } from "../../shared/testing/einvoice-mutations.ts";
import { initTexts } from "../state/texts.ts";
import type { SoughtPlace } from "./e-invoice-places.ts";
import { EInvoiceView, type EInvoiceViewProps } from "./e-invoice-view.tsx";
import { PrintButton } from "./printed-sheet.tsx";
import type { InvoiceLinesHere } from "./use-invoice-lines.ts";

beforeAll(() => {
  initTexts();
  Element.prototype.scrollIntoView = vi.fn<() => void>();
});
afterEach(cleanup);

const sha256 = "a".repeat(64);
/** So many come with the answer; a page is small here, so that a test needs few lines. */
const atFirst = 3;

function start(change: Partial<SemanticInvoice>) {
  const { invoice, lines } = shownInvoice(aSemanticInvoice(change));
  const eInvoice: ReadEInvoice = {
    state: "read",
    invoice,
    lineCount: lines.length,
    lines: lines.slice(0, atFirst),
    checked: true,
    findingCount: { fatal: 0, warning: 0, information: 0 },
    findings: [],
    differences: [],
  };
  const eInvoiceLines = vi.fn<EInvoiceViewProps["source"]["eInvoiceLines"]>(async (_of, from) =>
    Promise.resolve(lines.slice(from, from + atFirst)),
  );
  const eInvoiceFile = vi.fn<EInvoiceViewProps["source"]["eInvoiceFile"]>();
  const view = (sought?: SoughtPlace) => (
    <EInvoiceView eInvoice={eInvoice} name="r.xml" sha256={sha256} source={{ eInvoiceLines, eInvoiceFile }} sought={sought} />
  );
  const { container, rerender } = render(view());
  const go = (sought: SoughtPlace): void => rerender(view(sought));
  const marked = (): Element | null => container.querySelector("[data-marked]");
  return { container, go, marked, eInvoiceLines };
}

const numbered = (count: number): readonly InvoiceLine[] =>
  Array.from({ length: count }, (_one, index) => anInvoiceLine({ id: String(index + 1), note: `Bemerkung ${String(index + 1)}` }));

test("a finding leads to its term, to its part where the term is missing, and to the head where that is missing too", () => {
  const { go, marked } = start({ buyerReference: null, supportingDocuments: [] });
  go({ term: "BT-1" });
  expect(marked()?.getAttribute("data-term")).toBe("BT-1");
  expect(document.activeElement).toBe(marked());
  go({ term: "BT-44" });
  expect(marked()?.getAttribute("data-term")).toBe("BT-44");
  go({ term: "BT-57" });
  expect(marked()?.getAttribute("data-part")).toBe("buyer");
  go({ term: "BT-125", index: 0 });
  expect(marked()?.getAttribute("data-part")).toBe("invoice");
});

test("a row of a table is found by its place, charges below allowances", () => {
  const { go, marked } = start({
    allowances: [anAllowance({ reason: "Treue" }), anAllowance({ reason: "Menge" })],
    charges: [anAllowance({ reason: "Fracht" })],
  });
  go({ term: "BT-92", index: 1 });
  expect(marked()?.textContent).toContain("Menge");
  go({ term: "BT-99", index: 0 });
  expect(marked()?.textContent).toContain("Fracht");
  go({ term: "BT-118", index: 0 });
  expect(marked()?.closest('[data-part="vat"]')).not.toBeNull();
});

test("lines are fetched as far as the finding's, and one that is marked twice stays alone", async () => {
  const { container, go, marked, eInvoiceLines } = start({ lines: numbered(10) });
  go({ term: "BT-131", index: 7 });
  await waitFor(() => expect(marked()?.getAttribute("data-line")).toBe("7"));
  expect(eInvoiceLines.mock.calls.map(([, from]) => from)).toEqual([3, 6]);
  go({ term: "BT-127", index: 1 });
  expect(marked()?.textContent).toContain("Bemerkung 2");
  expect(container.querySelectorAll("[data-marked]").length).toBe(1);
});

test("paper has all lines, also those that nobody asked to see, and the screen keeps its own", async () => {
  const print = vi.spyOn(window, "print").mockImplementation(() => undefined);
  const { container } = start({ lines: numbered(8) });
  await userEvent.click(screen.getByRole("button", { name: "Drucken" }));
  await waitFor(() => expect(print).toHaveBeenCalledOnce());
  const paper = document.querySelector(".printed-invoice");
  expect(paper?.querySelectorAll("[data-line]").length).toBe(8);
  expect(paper?.textContent).not.toContain("Gedruckt sind");
  expect(container.querySelectorAll("[data-line]").length).toBe(atFirst);
  act(() => void window.dispatchEvent(new Event("afterprint")));
  expect(document.querySelector(".printed-invoice")).toBeNull();
});

test("beyond the bound paper says how many of how many it has; where lines are not to be had nothing is printed", async () => {
  const print = vi.spyOn(window, "print").mockImplementation(() => undefined);
  print.mockClear();
  const { invoice, lines } = shownInvoice(aSemanticInvoice({ lines: numbered(4) }));
  const nothing = { checked: true, findingCount: { fatal: 0, warning: 0, information: 0 }, findings: [], differences: [] };
  const eInvoice: ReadEInvoice = { state: "read", invoice, lineCount: 9_000, lines, ...nothing };
  const collect = vi.fn<InvoiceLinesHere["collect"]>().mockRejectedValueOnce(new Error("gone")).mockResolvedValue([lines]);
  const here: InvoiceLinesHere = { pages: [lines.slice(0, 2)], shown: 2, state: "no", load: async () => Promise.resolve(), collect };
  render(<PrintButton eInvoice={eInvoice} lines={here} most={4} />);
  await userEvent.click(screen.getByRole("button", { name: "Drucken" }));
  await screen.findByText(/es wurde nichts gedruckt/u);
  expect(print).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole("button", { name: "Drucken" }));
  await waitFor(() => expect(print).toHaveBeenCalledOnce());
  expect(collect).toHaveBeenCalledWith(4, expect.any(Function));
  expect(document.querySelector(".printed-invoice")?.textContent).toContain("Gedruckt sind die ersten 4 von 9.000 Positionen.");
  act(() => void window.dispatchEvent(new Event("afterprint")));
});
