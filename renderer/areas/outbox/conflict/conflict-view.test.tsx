// The conflict screen by keyboard and name: values with marks, choices, editing, whole steps, and the way back.
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { must } from "../../../../shared/base/must.ts";
import { anyBodySchema } from "../../../../shared/domain/command.ts";
import type { RecordRef } from "../../../../shared/domain/record.ts";
import { forgetDrafts } from "../../../state/drafts.ts";
import { noticeQueue } from "../../../state/notices.ts";
import { draw } from "../../../testing/draw.tsx";
import { memoryDesk } from "../../../testing/memory-desk.ts";
import { memoryRecords } from "../../../testing/memory-world.ts";
import { previewOutbox } from "../../../testing/preview-outbox.ts";
import { ConflictView } from "./conflict-view.tsx";

afterEach(() => {
  cleanup();
  noticeQueue.clear();
  forgetDrafts();
});

const records = memoryRecords({ applications: 4, invoices: 4 });
const entries = previewOutbox(records);

function open(kind: string) {
  const desk = memoryDesk({ records, outbox: entries });
  const entry = must(
    entries.find((one) => one.kind === kind && (one.state === "refused" || one.state === "partlyRefused")),
    "the preview has one of each",
  );
  const ref: RecordRef = { kind: entry.kind, id: entry.recordId };
  let left = 0;
  const drawn = draw(<ConflictView record={ref} onBack={() => (left += 1)} />, desk);
  return { ...drawn, desk, entry, wentBack: () => left };
}

const group = (name: string) => screen.getByRole("radiogroup", { name });

test("amounts stand together with both values, and what differs is marked by more than colour", () => {
  open("invoice");
  const amounts = group("Beträge");
  const marks = [...amounts.querySelectorAll("mark")].map((mark) => mark.textContent);
  expect(marks.length).toBeGreaterThan(0);
  for (const mark of marks) expect(mark).toMatch(/^Unterschied: .+ Ende des Unterschieds\.$/u);
  expect(within(amounts).getAllByRole("radio")).toHaveLength(3);
});

test("by keyboard alone: from field to field, a choice for each, sent as one edit", async () => {
  const { user, desk, entry } = open("invoice");
  await waitFor(() => expect(document.activeElement?.textContent).toBe("Felder ändern"));
  await user.keyboard("n");
  expect(group("Beträge").contains(document.activeElement)).toBe(true);
  await user.keyboard("m");
  await user.keyboard("n");
  expect(group("Fällig am").contains(document.activeElement)).toBe(true);
  await user.keyboard("{Control>}{Enter}{/Control}");
  expect((await screen.findAllByText("Bitte wählen Sie, was gelten soll.")).length).toBeGreaterThan(0);
  expect(desk.calls.filter(({ name }) => name === "resolve")).toEqual([]);
  await user.keyboard("b");
  const field = screen.getByRole("textbox", { name: "Fällig am neu" });
  expect(document.activeElement).toBe(field);
  await user.keyboard("07.12.2026");
  const payee = group("Lieferant und Bankverbindung");
  must(payee.querySelector("input"), "it has radios").focus();
  await user.keyboard("s");
  await user.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() => expect(screen.getByText("Hier ist nichts mehr zu klären")).toBeTruthy());
  const [call] = desk.calls.filter(({ name }) => name === "resolve");
  const sent = anyBodySchema.parse(anyBodySchema.parse(call?.args)["fields"]);
  expect(call?.args).toMatchObject({
    commandId: entry.commandId,
    action: "merge",
    fields: { gross: { to: 12_900 }, dueDate: { to: "2026-12-07" } },
  });
  expect(Object.keys(sent)).toEqual(["gross", "dueDate"]);
  await waitFor(() => expect(document.activeElement?.className).toBe("conflict__nothing"));
});

test("what is not written as its field wants it is not sent", async () => {
  const { user, desk } = open("invoice");
  await user.click(screen.getByRole("button", { name: "Überall Stand am Server" }));
  await user.click(within(group("Beträge")).getByRole("radio", { name: "Bearbeiten" }));
  const field = screen.getByRole("textbox", { name: "Brutto neu" });
  await user.clear(field);
  await user.type(field, "viel");
  expect(screen.getByText(/So lässt sich das Feld nicht lesen/u)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: /Entscheidung senden/u }));
  expect(desk.calls.filter(({ name }) => name === "resolve")).toEqual([]);
});

test("left half-way, what was chosen and typed is there again", async () => {
  const first = open("invoice");
  await first.user.click(within(group("Fällig am")).getByRole("radio", { name: "Bearbeiten" }));
  await first.user.clear(screen.getByRole("textbox", { name: "Fällig am neu" }));
  await first.user.type(screen.getByRole("textbox", { name: "Fällig am neu" }), "08.12.2026");
  await first.user.keyboard("{Escape}");
  cleanup();
  open("invoice");
  expect(screen.getByRole("textbox", { name: "Fällig am neu" })).toHaveProperty("value", "08.12.2026");
});

test("a refused step says what was wanted, what stands now and why; it goes again where the rules allow it", async () => {
  const { user, desk, wentBack } = open("application");
  expect(screen.getByRole("heading", { name: "Was ich wollte" })).toBeTruthy();
  expect(screen.getByRole("heading", { name: "Was jetzt gilt" })).toBeTruthy();
  expect(screen.getByText("Ole Seidel bearbeitet diesen Eintrag bereits.")).toBeTruthy();
  expect(screen.getByText(/Dahinter wartet noch ein Schritt/u).textContent).toContain("Abschließen");
  const again = screen.getByRole("button", { name: "Noch einmal geben" });
  expect(again.hasAttribute("disabled")).toBe(true);
  expect(screen.getByText(/Noch einmal geben geht gerade nicht/u)).toBeTruthy();
  await user.keyboard("{Escape}");
  expect(wentBack()).toBe(1);
  await user.click(screen.getByRole("button", { name: "Mit den folgenden verwerfen" }));
  await waitFor(() => expect(desk.calls.some(({ name }) => name === "resolve")).toBe(true));
});
