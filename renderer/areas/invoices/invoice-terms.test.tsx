// Discounts and VAT per rate as small tables, and what a reminder says of itself.
import { cleanup, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { must } from "../../../shared/base/must.ts";
import type { Invoice } from "../../../shared/domain/invoice/schema.ts";
import { buildInvoiceRecord } from "../../../shared/testing/invoice-builder.ts";
import { forgetDrafts } from "../../state/drafts.ts";
import { draw } from "../../testing/draw.tsx";
import { memoryDesk } from "../../testing/memory-desk.ts";
import { InvoiceView } from "./invoice-view.tsx";

const document = { sha256: "ab".repeat(32), name: "Rechnung.dat", mime: "application/x-unknown", size: 12_345 };
const vatLines = [
  { rate: 1900, net: 9_000, vat: 1_710 },
  { rate: 700, net: 1_000, vat: 70 },
];

function start(overrides: Partial<Invoice>) {
  const record = buildInvoiceRecord({ document, ...overrides }, { unit: "finanzen" });
  const desk = memoryDesk({ records: [record] });
  return { desk, id: record.id, ...draw(<InvoiceView id={record.id} />, desk) };
}
const termsOf = ({ desk, id }: ReturnType<typeof start>) => must(desk.record({ kind: "invoice", id }), "it was put in").body["terms"];
const cell = (name: string) => screen.findByRole("textbox", { name });

afterEach(() => {
  cleanup();
  forgetDrafts();
});

test("a table shows each row, the reason of a derived value, and a row to add", async () => {
  start({
    terms: { vatLines, discounts: [{ rate: 200, until: "2026-11-26" }], deliveryDate: "2026-11-10", customerNumber: "K-7" },
    origins: { discounts: { source: "derived", reason: "termOfPayment", confidence: 0.85 } },
  });
  expect(await cell("Umsatzsteuer je Satz, Zeile 2, Netto")).toHaveProperty("value", "10,00");
  expect(await cell("Umsatzsteuer je Satz, Zeile 3, Netto")).toHaveProperty("value", "");
  expect(await cell("Skonto, Zeile 1, bei Zahlung bis")).toHaveProperty("value", "26.11.2026");
  expect(screen.getByText("errechnet aus der Zahlungsfrist, 85 %")).toBeDefined();
  expect(screen.getByLabelText("Geliefert am")).toHaveProperty("value", "10.11.2026");
  expect(screen.getByLabelText("Kundennummer")).toHaveProperty("value", "K-7");
  // 100,00 and 17,80 are not net and VAT of this invoice.
  expect(screen.getByText(/Zeilen ergeben zusammen nicht/u)).toBeDefined();
});

test("a row typed into the empty one is saved as a step of its own; half of one is not", async () => {
  const drawn = start({});
  (await cell("Skonto, Zeile 1, Prozent")).focus();
  await drawn.user.keyboard("2");
  expect(screen.getAllByText(/Satz in Prozent und den Tag/u).length).toBeGreaterThan(0);
  await drawn.user.keyboard("{Enter}");
  expect(drawn.desk.calls.filter((call) => call.name === "submit")).toEqual([]);
  (await cell("Skonto, Zeile 1, bei Zahlung bis")).focus();
  await drawn.user.keyboard("26.11.26");
  (await cell("Skonto, Zeile 2, Prozent")).focus();
  await drawn.user.keyboard("1,5{Tab}30.11.2026{Enter}");
  await waitFor(() => {
    expect(termsOf(drawn)).toEqual({
      discounts: [
        { rate: 200, until: "2026-11-26" },
        { rate: 150, until: "2026-11-30" },
      ],
    });
  });
  expect(screen.queryByText(/noch nicht gespeichert/u)).toBeNull();
});

test("a row that is emptied is gone", async () => {
  const drawn = start({ terms: { vatLines } });
  for (const column of ["Satz in %", "Netto", "Steuer"]) {
    (await cell(`Umsatzsteuer je Satz, Zeile 2, ${column}`)).focus();
    await drawn.user.keyboard("{Control>}a{/Control}{Backspace}");
  }
  await drawn.user.keyboard("{Enter}");
  await waitFor(() => {
    expect(termsOf(drawn)).toEqual({ vatLines: vatLines.slice(0, 1) });
  });
});

test("a reminder says that it is no new invoice", async () => {
  start({ documentKind: "other", reminder: true, checks: [{ code: "reminder", severity: "warning" }] });
  expect(await screen.findByText("Mahnung, keine neue Rechnung")).toBeDefined();
  expect(screen.getByText("Mahnung")).toBeDefined();
  expect(screen.getByText(/nicht ein zweites Mal anordnen$/u)).toBeDefined();
});

const box = { x: 0.1, y: 0.8, width: 0.3, height: 0.01 };
const unsure = { source: "text", recognised: true, confidence: 0.6, page: 1, box } as const;

test("a term is marked, offered others and confirmed like any field, and keeps nobody from signing", async () => {
  const alternatives = [{ value: "2026-11-09", confidence: 0.5, page: 1, box }];
  const drawn = start({
    terms: { deliveryDate: "2026-11-10", customerNumber: "K-7", vatLines },
    origins: {
      deliveryDate: { ...unsure, alternatives },
      customerNumber: { source: "text", learned: true, confidence: 0.9 },
      vatLines: unsure,
    },
  });
  expect(await screen.findByText("an gelernter Stelle, 90 %")).toBeDefined();
  expect(screen.queryByText(/noch zu bestätigen$/u)).toBeNull();
  await drawn.user.click(screen.getByRole("button", { name: "Stimmt: Umsatzsteuer je Satz" }));
  await screen.findByText("bestätigt");
  screen.getByLabelText("Geliefert am").focus();
  await drawn.user.keyboard("{Alt>}{ArrowDown}{/Alt}");
  await drawn.user.click(await screen.findByRole("menuitem", { name: /09\.11\.2026/u }));
  await waitFor(() => {
    expect(screen.getByLabelText("Geliefert am")).toHaveProperty("value", "09.11.2026");
  });
  await drawn.user.keyboard("{Enter}");
  await waitFor(() => {
    expect(must(drawn.desk.record({ kind: "invoice", id: drawn.id }), "it was put in").body).toMatchObject({
      terms: { deliveryDate: "2026-11-09", customerNumber: "K-7", vatLines },
      origins: { deliveryDate: { source: "person", page: 1, box, alternatives }, vatLines: { confirmedBy: expect.any(String) } },
    });
  });
});

test("a table offers nothing by key", async () => {
  const drawn = start({ terms: { vatLines } });
  (await cell("Umsatzsteuer je Satz, Zeile 1, Netto")).focus();
  await drawn.user.keyboard("{Alt>}{ArrowDown}{/Alt}");
  expect(screen.queryByRole("menu")).toBeNull();
  expect(screen.queryByRole("button", { name: "Vorschläge für Umsatzsteuer je Satz", hidden: true })).toBeNull();
});
