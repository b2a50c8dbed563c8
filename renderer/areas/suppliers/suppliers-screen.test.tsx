// The list of suppliers by role and name: what is learned is said in a sentence and forgotten, an account and a block ask first.
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { must } from "../../../shared/base/must.ts";
import { emptySupplierFields, placeIdOf, supplierIdOf, supplierSchema, type FoundPlace } from "../../../shared/domain/supplier/schema.ts";
import { buildInvoiceRecord } from "../../../shared/testing/invoice-builder.ts";
import { buildRecord } from "../../../shared/testing/record-builder.ts";
import { noticeQueue } from "../../state/notices.ts";
import { usePlace } from "../../state/place.ts";
import { draw } from "../../testing/draw.tsx";
import { memoryDesk, type MemoryDeskOptions } from "../../testing/memory-desk.ts";
import { karla } from "../../testing/memory-world.ts";
import { SuppliersScreen } from "./suppliers-screen.tsx";

const at = "2026-11-20T09:00:00.000Z";
const iban = "DE89370400440532013000";
const fields = { ...emptySupplierFields, name: "Heidestrom GmbH", vatId: "DE136695976", city: "Ebstorf" };
const id = supplierIdOf({ fields, ibans: [] });
const place: FoundPlace = {
  field: "number",
  page: 1,
  fromEnd: false,
  label: "Beleg-Nr.",
  where: "right",
  box: { x: 0.6, y: 0.2, width: 0.1, height: 0.02 },
};
const learned = {
  [placeIdOf(place)]: { ...place, right: 7, wrong: 0, invoices: ["0190a000-0000-7000-8000-0000000000d1"], at },
  [placeIdOf({ ...place, field: "gross", where: "box", label: "", fromEnd: true })]: {
    ...place,
    field: "gross",
    where: "box" as const,
    label: "",
    fromEnd: true,
    right: 1,
    wrong: 1,
    invoices: ["0190a000-0000-7000-8000-0000000000d2"],
    at,
  },
};
const supplier = buildRecord(
  "supplier",
  { schema: 1, fields, ibans: [{ iban, bic: null, by: "mpetersen", at }], state: "active", learned, notes: [], trail: [] },
  { id, unit: "*", version: 1 },
);

afterEach(() => {
  cleanup();
  noticeQueue.clear();
  usePlace.getState().go("suppliers", null);
});

function suppliers(options: MemoryDeskOptions = {}) {
  usePlace.getState().go("suppliers", { kind: "supplier", id });
  const desk = memoryDesk({ records: [supplier, buildInvoiceRecord({ supplierId: id })], ...options });
  return { desk, ...draw(<SuppliersScreen />, desk) };
}

/** Typing letter by letter says nothing more here. */
async function write(user: ReturnType<typeof suppliers>["user"], field: HTMLElement, text: string): Promise<void> {
  await user.clear(field);
  await user.click(field);
  await user.paste(text);
}

const bodyOf = (desk: ReturnType<typeof suppliers>["desk"]) =>
  supplierSchema.parse(must(desk.record({ kind: "supplier", id }), "it is there").body);

test("each learned place says where, how often it was right and when last; one is forgotten by a button", async () => {
  const { desk, user } = suppliers();
  expect(await screen.findByText("Rechnungsnummer steht rechts von „Beleg-Nr.“, Seite 1")).toBeTruthy();
  expect(screen.getByText("7-mal richtig, zuletzt 20.11.2026")).toBeTruthy();
  expect(screen.getByText("Brutto steht oben rechts, letzte Seite")).toBeTruthy();
  expect(screen.getByText("1-mal richtig, 1-mal falsch, zuletzt 20.11.2026, wird nicht mehr benutzt")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: /^Vergessen: Rechnungsnummer/u }));
  await waitFor(() => expect(Object.values(bodyOf(desk).learned).map(({ field }) => field)).toEqual(["gross"]));
});

test("an account with wrong check digits is not taken, a right one is proposed; who proposed cannot confirm", async () => {
  const { desk, user } = suppliers();
  await user.click(await screen.findByRole("button", { name: "IBAN hinterlegen …" }));
  const dialog = await screen.findByRole("dialog", { name: "Bankverbindungen" });
  await write(user, within(dialog).getByRole("textbox", { name: "IBAN" }), "DE89 3704 0044 0532 0130 01");
  await user.click(within(dialog).getByRole("button", { name: /^(?:Hinterlegen|Eintragen)$/u }));
  expect(within(dialog).getByText(/Prüfziffern stimmen nicht/u)).toBeTruthy();
  await write(user, within(dialog).getByRole("textbox", { name: "IBAN" }), "de02 1203 0000 0000 2020 51");
  await user.click(within(dialog).getByRole("button", { name: /^(?:Hinterlegen|Eintragen)$/u }));
  await waitFor(() => expect(bodyOf(desk).ibans).toHaveLength(2));
  expect(screen.getByText("wartet auf Bestätigung durch eine zweite Person")).toBeTruthy();
  const confirm = screen.getByRole("button", { name: "Bestätigen: DE02 1203 0000 0000 2020 51" });
  expect(confirm.getAttribute("aria-disabled")).toBe("true");
  expect(screen.getAllByText(/Bestätigen muss es eine zweite Person/u).length).toBeGreaterThan(0);
  await user.click(screen.getByRole("button", { name: "Entfernen: DE89 3704 0044 0532 0130 00" }));
  await waitFor(() => expect(bodyOf(desk).ibans[0]?.removal).toMatchObject({ by: "kbrandt" }));
  await user.click(screen.getByRole("button", { name: "Behalten: DE89 3704 0044 0532 0130 00" }));
  await waitFor(() => expect(bodyOf(desk).ibans[0]?.removal).toBeUndefined());
});

test("the second person says how they checked; then the account counts", async () => {
  const proposed = { iban: "DE02120300000000202051", bic: null, by: "mpetersen", at, unconfirmed: true };
  const record = { ...supplier, body: { ...supplier.body, ibans: [proposed] } };
  const { desk, user } = suppliers({ records: [record] });
  await user.click(await screen.findByRole("button", { name: "Bestätigen: DE02 1203 0000 0000 2020 51" }));
  const dialog = await screen.findByRole("dialog", { name: "Bankverbindung bestätigen" });
  await user.click(within(dialog).getByRole("button", { name: "Bestätigen" }));
  expect(within(dialog).getByText("Bitte geben Sie an, wie Sie geprüft haben.")).toBeTruthy();
  await write(user, within(dialog).getByRole("textbox", { name: /^Wie haben Sie geprüft/u }), "Rückruf bei Frau Heide");
  await user.click(within(dialog).getByRole("button", { name: "Bestätigen" }));
  expect(await screen.findByText(/^bestätigt von Karla Brandt.*Rückruf bei Frau Heide$/u)).toBeTruthy();
  expect(bodyOf(desk).ibans).toMatchObject([{ confirmed: { by: "kbrandt", note: "Rückruf bei Frau Heide" } }]);
});

test("entered anew it is said where the list has it already; a new one opens at once", async () => {
  const { user } = suppliers();
  await user.click(await screen.findByRole("button", { name: "Neuer Lieferant …" }));
  const dialog = await screen.findByRole("dialog", { name: "Neuer Lieferant" });
  await write(user, within(dialog).getByRole("textbox", { name: /^Name/u }), "Heidestrom");
  await write(user, within(dialog).getByRole("textbox", { name: "USt-IdNr." }), "DE 136695976");
  expect(await within(dialog).findByText(/steht schon „Heidestrom GmbH“/u)).toBeTruthy();
  await user.clear(within(dialog).getByRole("textbox", { name: "USt-IdNr." }));
  await write(user, within(dialog).getByRole("textbox", { name: /^Name/u }), "Geest KG");
  await user.click(within(dialog).getByRole("button", { name: /^(?:Hinterlegen|Eintragen)$/u }));
  expect(await screen.findByRole("heading", { name: "Geest KG" })).toBeTruthy();
});

test("blocking asks why; its invoices are a way to them", async () => {
  const { desk, user } = suppliers();
  await user.click(await screen.findByRole("button", { name: "Sperren …" }));
  const dialog = await screen.findByRole("dialog", { name: "Lieferanten sperren" });
  await user.click(within(dialog).getByRole("button", { name: "Sperren" }));
  expect(within(dialog).getByText("Bitte geben Sie den Grund an.")).toBeTruthy();
  await write(user, within(dialog).getByRole("textbox", { name: "Warum?" }), "Insolvenz");
  await user.click(within(dialog).getByRole("button", { name: "Sperren" }));
  await waitFor(() => expect(bodyOf(desk).state).toBe("blocked"));
  await user.click(screen.getByRole("button", { name: /R-2026-0815$/u }));
  expect(usePlace.getState().area).toBe("inbox");
});

test("who only reads the list sees why; an empty one says how it begins", async () => {
  const clerk = { ...karla, grants: [{ role: "CASH" as const, unit: "*" }] };
  suppliers({ actor: clerk, records: [] });
  expect((await screen.findByRole("button", { name: "Neuer Lieferant …" })).getAttribute("aria-disabled")).toBe("true");
  expect(screen.getByText("Noch keine Lieferanten")).toBeTruthy();
});
