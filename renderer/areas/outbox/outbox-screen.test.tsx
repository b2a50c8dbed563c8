// The outbox by role and name: every state says why, refused steps are solved by the person.
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { must } from "../../../shared/base/must.ts";
import { noticeQueue } from "../../state/notices.ts";
import { usePlace } from "../../state/place.ts";
import { draw } from "../../testing/draw.tsx";
import { memoryDesk, type MemoryDeskOptions } from "../../testing/memory-desk.ts";
import { memoryRecords } from "../../testing/memory-world.ts";
import { previewOutbox } from "../../testing/preview-outbox.ts";
import { OutboxScreen } from "./outbox-screen.tsx";

afterEach(() => {
  cleanup();
  noticeQueue.clear();
});

const records = memoryRecords({ applications: 4, invoices: 4 });

function outbox(options: MemoryDeskOptions = {}) {
  usePlace.setState({ area: "outbox", record: null });
  const desk = memoryDesk({ records, outbox: previewOutbox(records), ...options });
  return { desk, ...draw(<OutboxScreen />, desk) };
}

test("waiting steps say what, where, since when and why", () => {
  outbox({ network: "offline" });
  const table = screen.getByRole("table", { name: "" });
  expect(
    within(table)
      .getAllByRole("row")
      .slice(1)
      .map((row) => row.textContent),
  ).toEqual([
    expect.stringMatching(/Abschließen.*Wolter, Elke.*zurückgestellt Ein früherer Schritt/u),
    expect.stringMatching(/Übernehmen.*Kaya, Deniz.*wartet Kein Netz/u),
    expect.stringMatching(/Sachlich richtig.*Tiefbau Röbbel KG.*wartet Kein Netz/u),
    expect.stringMatching(/Erfassen.*wartet auf die Datei/u),
  ]);
  expect(screen.getByRole("heading", { name: "Ohne Netz" })).toBeTruthy();
});

test("a conflict shows before, mine and theirs, and either may be chosen", async () => {
  const { user, desk } = outbox();
  const table = screen.getByRole("table", { name: "Gegenüberstellung der Werte" });
  const cells = within(table).getByRole("row", { name: /^Brutto/u }).textContent;
  expect(cells).toBe("Brutto119,00\u00a0€129,00\u00a0€139,00\u00a0€");
  await user.click(screen.getByRole("button", { name: "Aktuellen Stand behalten" }));
  await waitFor(() => expect(screen.queryByRole("table", { name: "Gegenüberstellung der Werte" })).toBeNull());
  expect(desk.calls).toEqual([{ name: "resolve", args: { commandId: expect.any(String), action: "discard" } }]);
});

test("mine sent once more leaves the refused and waits again", async () => {
  const { user, desk } = outbox();
  await user.click(screen.getByRole("button", { name: "Meins erneut senden" }));
  await waitFor(() => expect(screen.queryByText("teilweise übernommen")).toBeNull());
  expect(desk.calls[0]).toMatchObject({ name: "resolve", args: { action: "retry" } });
});

test("a refused step says the rule and the steps behind it; it is thrown away only after asking", async () => {
  const { user, desk } = outbox();
  const step = must(screen.getByText("Ole Seidel bearbeitet diesen Eintrag bereits.").closest("li"), "each step is an item");
  expect(step.textContent).toContain("Dahinter wartet noch: Abschließen.");
  await user.click(within(step).getByRole("button", { name: "Verwerfen" }));
  const dialog = await screen.findByRole("alertdialog", { name: "Schritt verwerfen?" });
  expect(desk.calls).toEqual([]);
  await user.click(within(dialog).getByRole("button", { name: "Verwerfen" }));
  await waitFor(() => expect(screen.queryByText("Ole Seidel bearbeitet diesen Eintrag bereits.")).toBeNull());
});

test("a step that the server has taken stands among the done ones, with what, where and since when", () => {
  const [step] = previewOutbox(records).filter(({ name }) => name === "certify");
  const { kind, recordId, name, args, subject, at } = must(step, "somebody certified");
  const commandId = "0192f0c1-7a2b-7c3d-8e4f-5a6b7c8d9e0f";
  outbox({ outbox: [], done: [{ commandId, kind, recordId, name, args, subject, at, acceptedAt: "2026-11-26T08:30:00.000Z" }] });
  const rows = within(screen.getByRole("table", { name: "Zuletzt beim Server angekommen" }))
    .getAllByRole("row")
    .slice(1);
  expect(rows.map((row) => row.textContent)).toEqual([expect.stringMatching(/^Sachlich richtig.*Tiefbau Röbbel KG.*angekommen$/u)]);
});

test("the subject leads to the record", async () => {
  const { user } = outbox();
  const link = must(screen.getAllByRole("button", { name: /^Rechnung\s*Heidestrom GmbH$/u })[0], "the conflict names its invoice");
  await user.click(link);
  expect(usePlace.getState()).toMatchObject({ area: "inbox", record: { kind: "invoice" } });
});

test("nothing waiting is said, and a first sync shows how far it is", () => {
  outbox({ outbox: [], sync: { network: "syncing", progress: { of: "snapshot", done: 1200, total: 48000, secondsLeft: 8 } } });
  expect(screen.getByText(/Nichts wartet/u)).toBeTruthy();
  expect(screen.getByRole("progressbar", { name: "Erste Übertragung" })).toBeTruthy();
  expect(screen.getByText("Erste Übertragung: 1.200 von 48.000 Vorgängen, noch etwa 8 Sekunden")).toBeTruthy();
});

test("an error of the desk stands there as a sentence", () => {
  outbox({ failing: { outbox: "diskFull" } });
  expect(screen.getByText(/Speicherplatz auf diesem Gerät ist voll/u)).toBeTruthy();
});
