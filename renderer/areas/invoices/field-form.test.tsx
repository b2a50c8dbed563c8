// The fields of an invoice by keyboard: what is not sure is confirmed one after the other, and what else it might be is a key away.
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { must } from "../../../shared/base/must.ts";
import { invoiceSchema, type FieldOrigin, type Invoice } from "../../../shared/domain/invoice/schema.ts";
import { buildInvoiceRecord } from "../../../shared/testing/invoice-builder.ts";
import { forgetDrafts } from "../../state/drafts.ts";
import { draw } from "../../testing/draw.tsx";
import { memoryDesk } from "../../testing/memory-desk.ts";
import { InvoiceView } from "./invoice-view.tsx";

// No viewer: jsdom draws no PDF.
const document = { sha256: "ab".repeat(32), name: "Rechnung.dat", mime: "application/x-unknown", size: 12_345 };
const box = { x: 0.1, y: 0.8, width: 0.3, height: 0.01 };
const unsure: FieldOrigin = { source: "text", recognised: true, confidence: 0.6, page: 1, box };
const otherIban = "DE02120300000000202051";

function start(overrides: Partial<Invoice>) {
  const record = buildInvoiceRecord({ document, ...overrides }, { unit: "finanzen" });
  const desk = memoryDesk({ records: [record] });
  return { desk, id: record.id, ...draw(<InvoiceView id={record.id} />, desk) };
}
const bodyOf = ({ desk, id }: ReturnType<typeof start>): Invoice =>
  invoiceSchema.parse(must(desk.record({ kind: "invoice", id }), "it was put in").body);

afterEach(() => {
  cleanup();
  forgetDrafts();
});

test("what is not sure is counted, and Enter confirms one after the other", async () => {
  const drawn = start({
    origins: { number: unsure, gross: { ...unsure, confidence: 0.75 }, dueDate: unsure, net: { ...unsure, confidence: 0.9 } },
  });
  expect(await screen.findByText("2 Angaben sind noch zu bestätigen")).toBeDefined();
  expect(screen.getByRole("button", { name: "Sachlich richtig …" }).getAttribute("aria-disabled")).toBe("true");
  await drawn.user.keyboard("{F8}");
  expect(window.document.activeElement).toBe(screen.getByLabelText("Rechnungsnummer"));
  await drawn.user.keyboard("{Enter}");
  await screen.findByText("1 Angabe ist noch zu bestätigen");
  expect(window.document.activeElement).toBe(screen.getByLabelText("Brutto"));
  await drawn.user.keyboard("{Enter}");
  await waitFor(() => {
    expect(screen.queryByText(/noch zu bestätigen$/u)).toBeNull();
  });
  const { origins } = bodyOf(drawn);
  expect([origins["number"]?.confirmedBy, origins["gross"]?.confirmedBy, origins["dueDate"]?.confirmedBy].map(Boolean)).toEqual([
    true,
    true,
    false,
  ]);
  expect(screen.getAllByText("bestätigt")).toHaveLength(2);
});

test("another value that was read is offered by key and taken with its place", async () => {
  const alternatives = [{ value: otherIban, confidence: 0.62, page: 2, box }];
  const drawn = start({ origins: { iban: { source: "text", confidence: 0.95, page: 1, box, alternatives } } });
  (await screen.findByLabelText("IBAN")).focus();
  await drawn.user.keyboard("{Alt>}{ArrowDown}{/Alt}");
  const menu = await screen.findByRole("menu", { name: "Vorschläge für IBAN" });
  const entry = within(menu).getByRole("menuitem", { name: /DE02 1203 0000 0000 2020 51/u });
  expect(entry.textContent).toContain("Seite 2 · 62 %");
  await waitFor(() => {
    expect(window.document.activeElement).toBe(entry);
  });
  await drawn.user.keyboard("{Enter}");
  await waitFor(() => {
    expect(screen.getByLabelText("IBAN")).toHaveProperty("value", "DE02 1203 0000 0000 2020 51");
  });
  await waitFor(() => {
    expect(window.document.activeElement).toBe(screen.getByLabelText("IBAN"));
  });
  await drawn.user.keyboard("{Enter}");
  await waitFor(() => {
    expect(bodyOf(drawn)).toMatchObject({
      fields: { iban: otherIban },
      origins: { iban: { source: "person", page: 2, box, alternatives } },
    });
  });
  expect(screen.getByText("von der Seite übernommen")).toBeDefined();
});

test("a button says so, too, and a field with nothing else to offer says that", async () => {
  const drawn = start({ origins: { iban: unsure } });
  await drawn.user.click(await screen.findByRole("button", { name: "Stimmt: IBAN" }));
  await waitFor(() => {
    expect(bodyOf(drawn).origins["iban"]?.confirmedBy).toBeDefined();
  });
  screen.getByLabelText("Rechnungsnummer").focus();
  await drawn.user.keyboard("{Alt>}{ArrowDown}{/Alt}");
  expect(await screen.findByText("Auf der Seite steht nichts, was in dieses Feld passt.")).toBeDefined();
});
