// What stops an invoice for a while, on the screen: asked and answered, put off, sent back with a letter that can be written otherwise, set off.
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { must } from "../../../shared/base/must.ts";
import type { Actor } from "../../../shared/domain/actor.ts";
import { invoiceSchema, type Invoice } from "../../../shared/domain/invoice/schema.ts";
import { buildInvoice, buildInvoiceRecord, buildSignature } from "../../../shared/testing/invoice-builder.ts";
import { forgetDrafts } from "../../state/drafts.ts";
import { draw } from "../../testing/draw.tsx";
import { memoryDesk } from "../../testing/memory-desk.ts";
import { InvoiceView } from "./invoice-view.tsx";

const document = { sha256: "ab".repeat(32), name: "Rechnung.dat", mime: "application/x-unknown", size: 12_345 };
const at = "2026-11-20T08:00:00.000Z";
const queryId = "0197b7a0-0000-8000-8000-000000000001";
const asked = { [queryId]: { to: "kbrandt", question: "Ist alles geliefert?", by: "mpetersen", at } };

function start(
  overrides: Partial<Invoice>,
  more: Readonly<{ actor?: Actor; others?: readonly ReturnType<typeof buildInvoiceRecord>[] }> = {},
) {
  const record = buildInvoiceRecord({ document, ...overrides }, { unit: "finanzen" });
  const actor = more.actor === undefined ? {} : { actor: more.actor };
  const desk = memoryDesk({ records: [record, ...(more.others ?? [])], ...actor });
  return { desk, id: record.id, ...draw(<InvoiceView id={record.id} />, desk) };
}
const bodyOf = ({ desk, id }: ReturnType<typeof start>): Invoice =>
  invoiceSchema.parse(must(desk.record({ kind: "invoice", id }), "it was put in").body);

async function choose(user: ReturnType<typeof start>["user"], entry: RegExp): Promise<void> {
  await user.click(await screen.findByRole("button", { name: "Klären" }));
  await user.click(await screen.findByRole("menuitem", { name: entry }));
}

/** Typing letter by letter says nothing more here. */
async function write(user: ReturnType<typeof start>["user"], field: HTMLElement, text: string): Promise<void> {
  await user.click(field);
  await user.paste(text);
}

afterEach(() => {
  cleanup();
  forgetDrafts();
});

test("a question is put to a colleague, and stands at the invoice until it is answered", async () => {
  const drawn = start({});
  await choose(drawn.user, /^Rückfrage stellen/u);
  const dialog = within(await screen.findByRole("dialog", { name: /^Rückfrage an/u }));
  await drawn.user.click(dialog.getByRole("button", { name: "Fragen" }));
  expect(dialog.getByText("Bitte wählen Sie, wen Sie fragen.")).toBeDefined();
  await drawn.user.type(dialog.getByRole("combobox", { name: /^An wen/u }), "Mal");
  await drawn.user.click(await screen.findByRole("option", { name: "Malte Petersen" }));
  await write(drawn.user, dialog.getByRole("textbox", { name: /^Frage/u }), "Ist alles geliefert?");
  await drawn.user.click(dialog.getByRole("button", { name: "Fragen" }));
  expect(await screen.findByText(/^Karla Brandt fragt Malte Petersen/u)).toBeDefined();
  expect(screen.getByText("in Rückfrage")).toBeDefined();
  expect(Object.values(bodyOf(drawn).queries ?? {})).toMatchObject([{ to: "mpetersen", question: "Ist alles geliefert?" }]);
});

test("whoever is asked answers; somebody else reads who is asked", async () => {
  const drawn = start({ queries: asked });
  await drawn.user.click(await screen.findByRole("button", { name: "Antworten …" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Rückfrage beantworten" }));
  await write(drawn.user, dialog.getByRole("textbox", { name: /^Antwort/u }), "Ja, am Montag.");
  await drawn.user.click(dialog.getByRole("button", { name: "Antworten" }));
  expect(await screen.findByText("Ja, am Montag.")).toBeDefined();
  expect(bodyOf(drawn).queries?.[queryId]?.answer).toMatchObject({ by: "kbrandt" });
  cleanup();
  start({ queries: { [queryId]: { ...must(asked[queryId], "asked"), to: "shartmann" } } });
  expect((await screen.findByRole("button", { name: "Antworten …" })).getAttribute("aria-disabled")).toBe("true");
  expect(screen.getAllByText(/Gefragt ist Silke Hartmann/u).length).toBeGreaterThan(0);
});

test("put off until a day after today, marked, and lifted again", async () => {
  const drawn = start({});
  await choose(drawn.user, /^Zurückstellen/u);
  const dialog = within(await screen.findByRole("dialog", { name: "Rechnung zurückstellen" }));
  const day = dialog.getByRole("textbox", { name: /^Bis zum/u });
  expect(day).toHaveProperty("value", "01.12.2026");
  await drawn.user.clear(day);
  await write(drawn.user, day, "24.11.2026");
  await drawn.user.click(dialog.getByRole("button", { name: "Zurückstellen" }));
  expect(dialog.getByText(/Tag nach heute/u)).toBeDefined();
  await drawn.user.clear(day);
  await write(drawn.user, day, "30.11.2026");
  await write(drawn.user, dialog.getByRole("textbox", { name: /^Warum/u }), "Gutschrift kommt");
  await drawn.user.click(dialog.getByRole("button", { name: "Zurückstellen" }));
  expect(await screen.findByText("Zurückgestellt bis zum 30.11.2026")).toBeDefined();
  await drawn.user.click(screen.getByRole("button", { name: "Zurückstellung aufheben" }));
  await waitFor(() => expect(bodyOf(drawn).hold).toBeUndefined());
});

test("the letter follows the reason, may be written otherwise, and stays as it was sent", async () => {
  const drawn = start({});
  await choose(drawn.user, /^An den Lieferanten zurücksenden/u);
  const dialog = within(await screen.findByRole("dialog", { name: "An den Lieferanten zurücksenden" }));
  await write(drawn.user, dialog.getByRole("textbox", { name: /^Warum/u }), "Die Anschrift stimmt nicht.");
  const letter = dialog.getByRole<HTMLTextAreaElement>("textbox", { name: /^Schreiben/u });
  for (const part of ["Papier & Büro Uhlenbusch GmbH", "R-2026-0815", "119,00", "Die Anschrift stimmt nicht.", "Karla Brandt"])
    expect(letter.value).toContain(part);
  await write(drawn.user, letter, " Danke.");
  await drawn.user.click(dialog.getByRole("button", { name: "Zurücksenden" }));
  expect(await screen.findByText("An den Lieferanten zurückgesandt")).toBeDefined();
  expect(bodyOf(drawn).returned?.letter).toMatch(/Samtgemeinde Wiesenau Danke\.$/u);
  await drawn.user.click(screen.getByRole("button", { name: "Schreiben ansehen …" }));
  expect((await screen.findByRole("dialog", { name: "Schreiben an den Lieferanten" })).textContent).toContain("Danke.");
});

test("a credit note of the supplier is set off; what is left to pay is said, there and in the order", async () => {
  const base = buildInvoice({ document });
  const note = buildInvoiceRecord({
    document: { ...document, sha256: "cd".repeat(32) },
    documentKind: "creditNote",
    fields: { ...base.fields, number: "G-1", net: null, vat: null, gross: 1_900 },
  });
  const drawn = start({}, { others: [note] });
  await choose(drawn.user, /^Gutschrift verrechnen/u);
  const dialog = within(await screen.findByRole("dialog", { name: "Gutschrift verrechnen" }));
  expect((await dialog.findAllByText(/G-1 vom 16\.11\.2026 über 19,00/u)).length).toBeGreaterThan(0);
  await drawn.user.click(dialog.getByRole("button", { name: "Verrechnen" }));
  expect(await screen.findByText(/Zu zahlen bleiben 100,00/u)).toBeDefined();
  expect(bodyOf(drawn).credits?.[note.id]).toMatchObject({ cents: 1_900 });
  await drawn.user.click(screen.getByRole("button", { name: "Verrechnung lösen" }));
  await waitFor(() => expect(bodyOf(drawn).credits).toBeUndefined());
});

test("where somebody wants it, the technical certification is a step of its own, and the order says who wanted it", async () => {
  const base = buildInvoice({ document });
  const certifications = { factual: buildSignature(base, "a"), arithmetic: buildSignature(base, "b") };
  const orderer: Actor = { personId: "orderer", name: "Olaf Anders", grants: [{ role: "ORDERING", unit: "finanzen" }] };
  const technicalWanted = { by: "mpetersen", at, reason: "Tiefbau" };
  start({ certifications, technicalWanted }, { actor: orderer });
  expect((await screen.findByRole("button", { name: "Anordnen …" })).getAttribute("aria-disabled")).toBe("true");
  expect(screen.getAllByText(/Malte Petersen hat die fachtechnische Feststellung verlangt/u).length).toBeGreaterThan(0);
  cleanup();
  const drawn = start({ certifications, technicalWanted });
  await drawn.user.click(await screen.findByRole("button", { name: "Fachtechnisch richtig …" }));
  await screen.findByRole("dialog", { name: "Fachtechnisch richtig feststellen" });
  await drawn.user.keyboard("{Enter}");
  await waitFor(() => expect(bodyOf(drawn).technical).toMatchObject({ by: "kbrandt" }));
});

test("a discount says what it saves and until when to order, warns three working days ahead, and says what was lost", async () => {
  start({ terms: { discounts: [{ rate: 200, until: "2026-11-27" }] } });
  expect(await screen.findByText(/^Skonto läuft ab: 2,38/u)).toBeDefined();
  expect(screen.getByText(/spätestens am 26\.11\.2026 angeordnet/u)).toBeDefined();
  cleanup();
  start({ terms: { discounts: [{ rate: 200, until: "2026-11-20" }] } });
  expect(await screen.findByText(/^Skonto verfallen: 2,38/u)).toBeDefined();
});

test("an auditor reads what happened and is offered nothing of it", async () => {
  const auditor: Actor = { personId: "rfricke", name: "Renate Fricke", grants: [{ role: "AUDIT", unit: "*" }] };
  start({ queries: asked }, { actor: auditor });
  expect(await screen.findByText("Ist alles geliefert?")).toBeDefined();
  expect(screen.queryByRole("button", { name: "Klären" })).toBeNull();
});
