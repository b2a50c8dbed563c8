// Bills that may have come twice, at the invoice: told with reasons, compared side by side, decided, and known to whoever signs all the same.
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { must } from "../../../shared/base/must.ts";
import { invoiceIdOf, type Invoice, type InvoiceFields } from "../../../shared/domain/invoice/schema.ts";
import { buildInvoice, buildInvoiceRecord, buildSignature } from "../../../shared/testing/invoice-builder.ts";
import { forgetDrafts } from "../../state/drafts.ts";
import { draw } from "../../testing/draw.tsx";
import { memoryDesk } from "../../testing/memory-desk.ts";
import { InvoiceView } from "./invoice-view.tsx";

// No viewer: jsdom draws no PDF.
const document = { sha256: "ab".repeat(32), name: "Rechnung.dat", mime: "application/x-unknown", size: 12_345 };
const second = { ...document, sha256: "cd".repeat(32) };
const base = buildInvoice({ document });

function start(overrides: Partial<Invoice>) {
  const record = buildInvoiceRecord({ document, ...overrides }, { unit: "finanzen" });
  const desk = memoryDesk({ records: [record] });
  return { desk, id: record.id, ...draw(<InvoiceView id={record.id} />, desk) };
}
const bodyOf = ({ desk, id }: ReturnType<typeof start>) => must(desk.record({ kind: "invoice", id }), "it was put in").body;
function putSecond({ desk }: ReturnType<typeof start>, fields: Partial<InvoiceFields> = {}, more: Partial<Invoice> = {}): void {
  desk.put(buildInvoiceRecord({ document: second, ...more, fields: { ...base.fields, ...fields } }, { unit: "finanzen" }));
}

afterEach(() => {
  cleanup();
  forgetDrafts();
});

test("an invoice that is here already says so, is compared side by side, set aside, and comes back", async () => {
  const paper = { ...document, sha256: "cd".repeat(32), name: "E-Mail.xml", mime: "application/xml" };
  const drawn = start({ checks: [{ code: "text-recognised", severity: "warning" }] });
  const arrivals = [{ channel: "mail", fileName: paper.name, by: "p-capture", at: "2026-11-18T08:00:00.000Z" }];
  drawn.desk.put(
    buildInvoiceRecord({ document: paper, arrivals, fields: { ...base.fields, dueDate: "2026-12-24" } }, { unit: "finanzen" }),
  );
  expect(await screen.findByText(/^Vermutlich doppelt/u)).toBeDefined();
  expect(screen.getByText(/Gleich: Lieferant, Rechnungsnummer, Betrag/u)).toBeDefined();
  await drawn.user.click(screen.getByRole("button", { name: "Vergleichen …" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Zwei Rechnungen vergleichen" }));
  const form = await dialog.findByRole("row", { name: /^Form/u });
  expect(within(form).getByText("Papier, gescannt")).toBeDefined();
  expect(within(form).getByText("E-Rechnung (XML), per E-Mail")).toBeDefined();
  const due = await dialog.findByRole("row", { name: /^Fällig am/u });
  expect(within(due).getByText("verschieden")).toBeDefined();
  expect(within(due).getByText("24.12.2026")).toBeDefined();
  await drawn.user.click(dialog.getByRole("button", { name: "Diese als Dublette ablegen" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(bodyOf(drawn)["duplicateOf"]).toMatchObject({ of: invoiceIdOf(paper.sha256) });
  expect((await screen.findAllByText("Als Dublette abgelegt")).length).toBeGreaterThan(0);
  expect(screen.queryByText(/^Vermutlich doppelt/u)).toBeNull();
  await drawn.user.click(screen.getByRole("button", { name: "Zurückholen" }));
  expect(await screen.findByText(/^Vermutlich doppelt/u)).toBeDefined();
  expect(bodyOf(drawn)["duplicateOf"]).toBeUndefined();
});

test("two that a person told apart are not asked about again", async () => {
  const drawn = start({});
  drawn.desk.put(buildInvoiceRecord({ document: { ...document, sha256: "cd".repeat(32) } }, { unit: "finanzen" }));
  await drawn.user.click(await screen.findByRole("button", { name: "Vergleichen …" }));
  await drawn.user.click(await screen.findByRole("button", { name: "Keine Dublette" }));
  await waitFor(() => expect(screen.queryByText(/^Vermutlich doppelt/u)).toBeNull());
  expect(Object.keys(Object(bodyOf(drawn)["toldApart"]))).toEqual([invoiceIdOf("cd".repeat(32))]);
});

test("a slip of the recognition is said in words, and marked where the two numbers stand side by side", async () => {
  const drawn = start({});
  putSecond(drawn, { number: "R-2O26-08l5" });
  expect(await screen.findByText(/^Vielleicht doppelt/u)).toBeDefined();
  expect(screen.getByText(/Rechnungsnummer bis auf leicht verwechselte Zeichen/u)).toBeDefined();
  await drawn.user.click(screen.getByRole("button", { name: "Vergleichen …" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Zwei Rechnungen vergleichen" }));
  expect(within(await dialog.findByRole("row", { name: /^Rechnungsnummer/u })).getByText("leicht verwechselt")).toBeDefined();
});

test("whoever signs sees what may be the same, compares from there, and signs only knowingly", async () => {
  const drawn = start({});
  putSecond(drawn);
  await drawn.user.click(await screen.findByRole("button", { name: "Sachlich richtig …" }));
  const named = "Sachliche Richtigkeit feststellen";
  let dialog = within(await screen.findByRole("dialog", { name: named }));
  expect(await dialog.findByText(/^Vermutlich doppelt/u)).toBeDefined();
  await drawn.user.click(dialog.getByRole("button", { name: "Sachlich richtig" }));
  expect(dialog.getByText(/^Vergleichen Sie erst/u)).toBeDefined();
  expect(bodyOf(drawn)).toMatchObject({ certifications: {} });
  await drawn.user.click(dialog.getByRole("button", { name: "Vergleichen …" }));
  await drawn.user.click(
    within(await screen.findByRole("dialog", { name: "Zwei Rechnungen vergleichen" })).getByRole("button", { name: "Abbrechen" }),
  );
  dialog = within(await screen.findByRole("dialog", { name: named }));
  await drawn.user.click(dialog.getByRole("checkbox", { name: /^Ich habe die Rechnungen verglichen/u }));
  await drawn.user.click(dialog.getByRole("button", { name: "Sachlich richtig" }));
  await waitFor(() => expect(bodyOf(drawn)).toMatchObject({ certifications: { factual: { by: "kbrandt" } } }));
  expect(await screen.findByText(/obwohl eine andere Rechnung ihr gleicht/u)).toBeDefined();
});

test("told apart from within the dialog, it is signed like any other", async () => {
  const drawn = start({});
  putSecond(drawn);
  await drawn.user.click(await screen.findByRole("button", { name: "Sachlich richtig …" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Sachliche Richtigkeit feststellen" }));
  await drawn.user.click(await dialog.findByRole("button", { name: "Vergleichen …" }));
  await drawn.user.click(await screen.findByRole("button", { name: "Keine Dublette" }));
  const again = within(await screen.findByRole("dialog", { name: "Sachliche Richtigkeit feststellen" }));
  await waitFor(() => expect(again.queryByRole("checkbox")).toBeNull());
  await drawn.user.click(again.getByRole("button", { name: "Sachlich richtig" }));
  await waitFor(() => expect(bodyOf(drawn)).toMatchObject({ certifications: { factual: { by: "kbrandt" } } }));
});

test("of an ordered invoice the other one is set aside, from here", async () => {
  const signed = { factual: buildSignature(base, "a"), arithmetic: buildSignature(base, "b") };
  const drawn = start({ certifications: signed, order: buildSignature(base, "c") });
  putSecond(drawn);
  await drawn.user.click(await screen.findByRole("button", { name: "Vergleichen …" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Zwei Rechnungen vergleichen" }));
  expect(await dialog.findByText(/legen Sie die andere als Dublette ab/u)).toBeDefined();
  expect(dialog.queryByRole("button", { name: "Diese als Dublette ablegen" })).toBeNull();
  await drawn.user.click(dialog.getByRole("button", { name: "Andere als Dublette ablegen" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(must(drawn.desk.record({ kind: "invoice", id: invoiceIdOf(second.sha256) }), "it was put in").body["duplicateOf"]).toMatchObject({
    of: drawn.id,
  });
});
