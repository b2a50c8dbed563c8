// The cash office's screen by role and name: what is chosen and summed, what a run says and who may release it, what a statement shows before it is booked.
import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { anyBodySchema } from "../../../shared/domain/command.ts";
import { CashOffice, secondCashier } from "../../../shared/testing/run-builder.ts";
import { cast } from "../../../shared/testing/scene.ts";
import { noticeQueue } from "../../state/notices.ts";
import { usePlace } from "../../state/place.ts";
import { draw } from "../../testing/draw.tsx";
import { memoryDesk, type MemoryDeskOptions } from "../../testing/memory-desk.ts";
import { PaymentScreen } from "./payment-screen.tsx";

afterEach(() => {
  cleanup();
  noticeQueue.clear();
  usePlace.getState().go("payment", null);
});

function payments(office: CashOffice, options: MemoryDeskOptions = {}) {
  const records = [...office.records.values()].map((record) => ({ ...record, body: anyBodySchema.parse(record.body) }));
  const desk = memoryDesk({ records, actor: cast.cashier, ...options });
  return { desk, ...draw(<PaymentScreen />, desk) };
}

test("invoices are chosen by keyboard, summed with the discount their day keeps or loses, and made a run", async () => {
  const office = new CashOffice();
  office.ordered({ dueDate: "2026-12-01" }, { rate: 200, until: "2026-11-25" });
  office.ordered({ number: "R-18", iban: "DE89370400440532013001" });
  const { user, desk } = payments(office);
  const box = await screen.findByRole("checkbox", { name: /^Auswählen: Heidestrom GmbH, R-17/u });
  expect(screen.getByRole("checkbox", { name: /R-18$/u })).toHaveProperty("disabled", true);
  expect(screen.getByText(/lässt sich nicht überweisen/u)).toBeDefined();
  box.focus();
  await user.keyboard(" ");
  const status = screen.getByText("1 Rechnung ausgewählt").parentElement;
  expect(status?.textContent).toContain("Summe 116,62\u00a0€");
  expect(status?.textContent).toContain("Skonto 2,38\u00a0€");
  const day = screen.getByRole("textbox", { name: "Ausführungstag" });
  await user.clear(day);
  await user.type(day, "26.11.2026");
  expect(await screen.findByText(/2,38\s€ gehen verloren/u)).toBeDefined();
  await user.click(screen.getByRole("button", { name: "Zahlungslauf zusammenstellen" }));
  expect(await screen.findByRole("heading", { name: /^ZL20261126-/u })).toBeDefined();
  expect(desk.calls.some(({ name }) => name === "submit")).toBe(true);
});

test("the maker reads why they do not release, the second person releases what the dialog sums up", async () => {
  const office = new CashOffice();
  const { id } = office.make([office.ordered()]);
  usePlace.getState().go("payment", { kind: "paymentRun", id });
  payments(office);
  expect((await screen.findByRole("button", { name: "Freigeben …" })).getAttribute("aria-disabled")).toBe("true");
  expect(screen.getAllByText(/Freigeben muss ihn eine zweite Person/u).length).toBeGreaterThan(0);
  cleanup();
  usePlace.getState().go("payment", { kind: "paymentRun", id });
  const { user } = payments(office, { actor: secondCashier });
  await user.click(await screen.findByRole("button", { name: "Freigeben …" }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.getByText(/1 Zahlung über zusammen 119,00\s€ zur Ausführung am 25.11.2026/u)).toBeDefined();
  await user.click(dialog.getByRole("button", { name: "Freigeben" }));
  expect(await screen.findByRole("button", { name: "Zahlungsdatei erstellen …" })).toBeDefined();
});

test("an auditor sees the runs and is told why nothing can be changed; nothing to pay is said", async () => {
  const { user } = payments(new CashOffice(), {
    actor: { personId: "rfricke", name: "Renate Fricke", grants: [{ role: "AUDIT", unit: "*" }] },
  });
  expect(await screen.findByText("Nichts zu überweisen")).toBeDefined();
  expect(screen.getByText(/Ändern kann hier nur die Kasse/u)).toBeDefined();
  await user.click(screen.getByRole("radio", { name: "Zahlungsläufe" }));
  expect(await screen.findByText("Noch keine Zahlungsläufe")).toBeDefined();
  await user.click(screen.getByRole("radio", { name: "Kontoauszug" }));
  expect(screen.getByRole("button", { name: "Kontoauszug wählen …" }).getAttribute("aria-disabled")).toBe("true");
});

test("a statement that is none is refused with a sentence, and a list that fails says so", async () => {
  const { user, container } = payments(new CashOffice(), { failing: { payable: "internal" } });
  expect(await screen.findByText("Die Zahlungen lassen sich gerade nicht laden")).toBeDefined();
  await user.click(screen.getByRole("radio", { name: "Kontoauszug" }));
  const input = container.querySelector("input[type=file]");
  await user.upload(input as HTMLInputElement, new File(["<a/>"], "auszug.xml", { type: "application/xml" }));
  expect(await screen.findByText("Das ist kein Kontoauszug im Format CAMT.053.")).toBeDefined();
});
