// The inbox by role and name: views, filters, keys, claiming, states. The desk is in memory, the rules are the real ones.
import { act, cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { must } from "../../../shared/base/must.ts";
import type { RecordRef } from "../../../shared/domain/record.ts";
import { buildApplicationRecord } from "../../../shared/testing/application-builder.ts";
import { buildInvoice, buildInvoiceRecord } from "../../../shared/testing/invoice-builder.ts";
import { noticeQueue } from "../../state/notices.ts";
import { firstLook, useInboxFilters } from "../../state/inbox-filters.ts";
import { usePlace } from "../../state/place.ts";
import { draw } from "../../testing/draw.tsx";
import { memoryDesk, type MemoryDesk, type MemoryDeskOptions } from "../../testing/memory-desk.ts";
import { memoryRecords } from "../../testing/memory-world.ts";
import { InboxScreen } from "./inbox-screen.tsx";

beforeEach(() => {
  useInboxFilters.setState({ look: firstLook });
  usePlace.setState({ area: "inbox", record: null, last: {} });
});
afterEach(() => {
  cleanup();
  noticeQueue.clear();
});

function Shown({ record }: { readonly record: RecordRef }) {
  return <h2>{`${record.kind} ${record.id}`}</h2>;
}

function inbox(options: MemoryDeskOptions = {}) {
  const desk: MemoryDesk = memoryDesk({ records: memoryRecords({ applications: 30, invoices: 20 }), ...options });
  return { desk, ...draw(<InboxScreen recordView={Shown} />, desk) };
}

const openApplication = (deadline: string, number: string) =>
  buildApplicationRecord({ state: "received", deadline }, { id: `0190a000-0000-7000-8000-0000000000${number}`, unit: "buergerservice" });
const rows = (): HTMLElement[] => within(screen.getByRole("grid")).getAllByRole("row").slice(1);
const focusedRow = (): string => document.activeElement?.getAttribute("aria-rowindex") ?? "no row";

test("shows what waits with its columns, and says how much there is", () => {
  inbox();
  const grid = screen.getByRole("grid", { name: "Einträge im Eingang" });
  expect(grid.getAttribute("aria-rowcount")).toBe("53");
  expect(
    within(grid)
      .getAllByRole("columnheader")
      .map((head) => head.textContent),
  ).toEqual(["Art", "Betreff", "Detail", "Eingang", expect.stringContaining("Frist"), "Bearbeitung", "Betrag", "Stand"]);
  expect(rows()[0]?.textContent).toMatch(/Antrag.+Tage überfällig/u);
  expect(screen.getByText("52 Einträge")).toBeTruthy();
});

test("draws a window of a long list, not the list", () => {
  inbox({ records: memoryRecords({ applications: 3_000, invoices: 0 }) });
  expect(screen.getByRole("grid").getAttribute("aria-rowcount")).toBe("3003");
  expect(rows().length).toBeLessThan(80);
});

test("arrows, pages and ends move the focus; Enter goes into the reading pane, Escape comes back", async () => {
  const { user } = inbox();
  await user.click(must(rows()[1], "there are rows"));
  expect(focusedRow()).toBe("3");
  await user.keyboard("{ArrowDown}{ArrowDown}{ArrowUp}");
  expect(focusedRow()).toBe("4");
  await user.keyboard("{End}");
  expect(focusedRow()).toBe("53");
  await user.keyboard("{ArrowDown}{Home}");
  expect(focusedRow()).toBe("2");
  await user.keyboard("{PageDown}");
  expect(Number(focusedRow())).toBeGreaterThan(8);
  await user.keyboard("{Home}{Enter}");
  const pane = await screen.findByRole("region", { name: "Gewählter Eintrag" });
  await waitFor(() => expect(document.activeElement).toBe(pane));
  await user.keyboard("{Escape}");
  await waitFor(() => expect(focusedRow()).toBe("2"));
});

test("the row that was clicked opens, also where another one pushes it down in the same moment", async () => {
  const [clicked, urgent] = [openApplication("2026-12-20", "01"), openApplication("2026-10-01", "02")];
  const { desk, user } = inbox({ records: [clicked] });
  await user.click(must(rows()[0], "there is one row"));
  act(() => desk.put(urgent));
  await waitFor(() => expect(usePlace.getState().record).not.toBeNull());
  expect(usePlace.getState().record?.id).toBe(clicked.id);
  expect(rows()).toHaveLength(2);
  expect(focusedRow()).toBe("3");
});

test("the row under the focus opens beside the list, and N and P walk on", async () => {
  const { user } = inbox();
  await user.click(must(rows()[0], "there are rows"));
  await waitFor(() => expect(screen.getByText("1 von 52")).toBeTruthy());
  await user.keyboard("n");
  await waitFor(() => expect(screen.getByText("2 von 52")).toBeTruthy());
  await user.keyboard("p");
  await waitFor(() => expect(screen.getByText("1 von 52")).toBeTruthy());
});

test("Z claims what is open, and the notice takes it back", async () => {
  const { user, desk } = inbox();
  await user.click(screen.getByRole("radio", { name: /Niemand/u }));
  await user.click(screen.getByRole("button", { name: "Rechnungen" }));
  await user.click(must(rows()[0], "invoices wait for nobody"));
  await screen.findByRole("heading", { name: /^invoice / });
  const opened = must(usePlace.getState().record, "a record is open");
  await user.keyboard("z");
  await waitFor(() => expect(desk.record(opened)?.body["clerk"]).toBe("kbrandt"));
  // It has left the view; the next one takes its place.
  await waitFor(() => expect(screen.queryByText(/ von /u)).toBeNull());
  await user.click(await screen.findByRole("button", { name: "Rückgängig" }));
  await waitFor(() => expect(desk.record(opened)?.body["clerk"]).toBeUndefined());
});

test("a refusal is said as a sentence and changes nothing", async () => {
  const { user, desk } = inbox();
  const foreign = must(
    memoryRecords({ applications: 30, invoices: 20 }).find((record) => record.kind === "application" && record.unit === "gewerbe"),
    "there is an application of another unit",
  );
  usePlace.getState().open({ kind: "application", id: foreign.id });
  await screen.findByRole("heading", { name: /^application / });
  await user.keyboard("z");
  expect((await screen.findByRole("alertdialog")).textContent).toMatch(/Berechtigung „Sachbearbeitung“ für „Gewerbe“/u);
  expect(desk.record(foreign)).toEqual(foreign);
});

test("views, kinds, overdue and words narrow the list; nothing found says so and can be reset", async () => {
  const { user } = inbox();
  await user.click(screen.getByRole("button", { name: "Wiedervorlagen" }));
  await waitFor(() => expect(rows()).toHaveLength(2));
  await user.click(screen.getByRole("button", { name: /^Überfällig/u }));
  await waitFor(() => expect(rows()).toHaveLength(1));
  await user.type(screen.getByRole("searchbox", { name: "Im Eingang suchen" }), "gibt es nicht");
  await screen.findByText("Nichts gefunden");
  await user.click(screen.getByRole("button", { name: "Filter zurücksetzen" }));
  await waitFor(() => expect(screen.getByText("52 Einträge")).toBeTruthy());
  document.body.focus();
  await user.keyboard("2");
  expect(screen.getByRole("radio", { name: /Meine/u }).getAttribute("aria-checked")).toBe("true");
});

test("letters typed into the search are letters, not keys", async () => {
  const { user, desk } = inbox();
  await user.type(screen.getByRole("searchbox", { name: "Im Eingang suchen" }), "nz2");
  expect(useInboxFilters.getState().look).toMatchObject({ text: "nz2", view: "all" });
  expect(desk.calls).toEqual([]);
});

test("the head of a column sorts, and again the other way", async () => {
  const { user } = inbox();
  const head = screen.getByRole("columnheader", { name: /Betreff/u });
  await user.click(within(head).getByRole("button"));
  expect(head.getAttribute("aria-sort")).toBe("ascending");
  const first = rows()[0]?.textContent;
  await user.click(within(head).getByRole("button"));
  expect(head.getAttribute("aria-sort")).toBe("descending");
  expect(rows()[0]?.textContent).not.toBe(first);
});

test("own steps that wait stand in the row with a word", async () => {
  const { user } = inbox({ network: "offline" });
  await user.click(screen.getByRole("button", { name: "Rechnungen" }));
  await user.click(screen.getByRole("radio", { name: /Niemand/u }));
  await user.click(must(rows()[0], "invoices wait for nobody"));
  await screen.findByRole("heading", { name: /^invoice / });
  await user.keyboard("z1");
  await screen.findByText("wartet");
});

test("on its way, empty, and broken each look like themselves", () => {
  inbox({ silent: ["inbox"] });
  expect(screen.getByText("Wird geladen …")).toBeTruthy();
  cleanup();
  inbox({ records: [] });
  expect(screen.getByText("Hier wartet nichts")).toBeTruthy();
  cleanup();
  inbox({ failing: { inbox: "storeDamaged" } });
  expect(screen.getByText(/beschädigt/u)).toBeTruthy();
});

test("a list that moves leaves the focus with whoever works beside it, also after a row was clicked", async () => {
  const records = [openApplication("2026-12-01", "71"), openApplication("2026-12-02", "72")];
  const { user, desk } = inbox({ records });
  await user.click(must(rows()[1], "there are two"));
  await screen.findByRole("heading", { name: `application ${records[1]?.id ?? ""}` });
  const elsewhere = screen.getByRole("searchbox", { name: "Im Eingang suchen" });
  act(() => elsewhere.focus());
  act(() =>
    desk.put({ ...must(records[1], "there are two"), body: { ...must(records[1], "there are two").body, state: "filed" }, version: 2 }),
  );
  await waitFor(() => expect(rows()).toHaveLength(1));
  expect(document.activeElement).toBe(elsewhere);
});

test("a bill that may have come twice is marked in its row, and the filter shows such bills alone", async () => {
  const paper = (sha256: string, supplier: string, number: string) =>
    buildInvoiceRecord({
      document: { sha256: sha256.repeat(32), name: "a.pdf", mime: "application/pdf", size: 1 },
      fields: { ...buildInvoice().fields, supplier, number },
    });
  const records = [paper("aa", "Heide GmbH", "R-1"), paper("bb", "Heide", "R 1"), { ...openApplication("2026-12-01", "71") }];
  const { user } = inbox({ records });
  const marked = (): string[] => rows().flatMap((row) => (row.textContent.includes("Doppelt?") ? [row.textContent] : []));
  expect(marked()).toHaveLength(2);
  expect(rows()).toHaveLength(3);
  await user.click(screen.getByRole("button", { name: "Doppelt?" }));
  await waitFor(() => expect(rows()).toHaveLength(2));
  await user.click(screen.getByRole("button", { name: /^Stichproben/u }));
  await waitFor(() => expect(screen.getByText("Nichts gefunden")).toBeTruthy());
  await user.click(screen.getByRole("button", { name: "Filter zurücksetzen" }));
  await waitFor(() => expect(rows()).toHaveLength(3));
});
