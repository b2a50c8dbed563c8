// Acting on many rows by keyboard: choosing, one act, its undo, and going on without what cannot go along.
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { must } from "../../../shared/base/must.ts";
import type { AnyBody } from "../../../shared/domain/command.ts";
import type { OfficeRecord, RecordRef } from "../../../shared/domain/record.ts";
import { buildApplicationRecord } from "../../../shared/testing/application-builder.ts";
import { firstLook, useInboxFilters } from "../../state/inbox-filters.ts";
import { noticeQueue } from "../../state/notices.ts";
import { usePlace } from "../../state/place.ts";
import { draw } from "../../testing/draw.tsx";
import { memoryDesk } from "../../testing/memory-desk.ts";
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
  return <h2>{record.id}</h2>;
}

/** Five open applications; the one with the number 3 is somebody else's. */
function inbox(taken: number | null) {
  const records = [1, 2, 3, 4, 5].map((number): OfficeRecord<AnyBody> => {
    const whose = number === taken ? ({ state: "inProgress", clerk: "oseidel" } as const) : ({ state: "received" } as const);
    const applicant = { familyName: `Nummer ${number}`, givenNames: "Anke" };
    const id = `0190a000-0000-7000-8000-00000000000${number}`;
    return buildApplicationRecord({ ...whose, applicant, deadline: `2026-12-0${number}` }, { id, unit: "buergerservice" });
  });
  const desk = memoryDesk({ records });
  const clerks = (): readonly unknown[] => records.map(({ kind, id }) => desk.record({ kind, id })?.body["clerk"]);
  return { desk, clerks, ...draw(<InboxScreen recordView={Shown} />, desk) };
}

const rows = (): HTMLElement[] => within(screen.getByRole("grid")).getAllByRole("row").slice(1);
const chosen = (): number => rows().filter((row) => row.getAttribute("aria-selected") === "true").length;
const bar = (): HTMLElement => screen.getByRole("group", { name: "Auswahl" });

async function startInList(user: ReturnType<typeof inbox>["user"]): Promise<void> {
  must(rows()[0], "there are five").focus();
  await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("row"));
  await user.keyboard(" ");
}

/** An act that stands in the bar's menu. */
async function choose(user: ReturnType<typeof inbox>["user"], name: string): Promise<void> {
  await user.click(within(bar()).getByRole("button", { name: "Mehr" }));
  await user.click(await screen.findByRole("menuitem", { name }));
}

test("chosen by Space, Shift and arrows, and Ctrl+A; Escape lets go", async () => {
  const { user } = inbox(null);
  await startInList(user);
  expect(chosen()).toBe(1);
  expect(screen.getByRole("grid").getAttribute("aria-multiselectable")).toBe("true");
  await user.keyboard("{Shift>}{ArrowDown}{ArrowDown}{/Shift}");
  expect(chosen()).toBe(3);
  expect(within(bar()).getByText("3 ausgewählt")).toBeTruthy();
  await user.keyboard(" ");
  expect(chosen()).toBe(2);
  await user.keyboard("{Control>}a{/Control}");
  await waitFor(() => expect(chosen()).toBe(5));
  await user.keyboard("{Escape}");
  expect(screen.queryByRole("group", { name: "Auswahl" })).toBeNull();
});

test("one act over all of them says how many, and its undo takes all of them back", async () => {
  const { user, desk, clerks } = inbox(null);
  await startInList(user);
  await user.keyboard("{Control>}a{/Control}");
  await waitFor(() => expect(chosen()).toBe(5));
  await user.keyboard("z");
  await screen.findByText("5 übernommen");
  expect(clerks()).toEqual(Array.from({ length: 5 }, () => "kbrandt"));
  expect(desk.calls.filter(({ name }) => name === "submit")).toHaveLength(1);
  await user.click(screen.getByRole("button", { name: "Rückgängig" }));
  await screen.findByText("Rückgängig: Übernehmen, 5 Einträge");
  expect(clerks()).toEqual(Array.from({ length: 5 }, () => undefined));
});

test("where one cannot go along nothing has happened yet; it is named, and the others go on without it", async () => {
  const { user, clerks } = inbox(3);
  await startInList(user);
  await user.keyboard("{Control>}a{/Control}");
  await waitFor(() => expect(chosen()).toBe(5));
  await user.keyboard("z");
  const dialog = await screen.findByRole("alertdialog", { name: "1 von 5 geht nicht mit" });
  expect(dialog.textContent).toContain("Nummer 3, Anke: Ole Seidel bearbeitet diesen Eintrag bereits.");
  expect(clerks()).toEqual([undefined, undefined, "oseidel", undefined, undefined]);
  await user.click(within(dialog).getByRole("button", { name: "Ohne sie weitermachen (4)" }));
  await screen.findByText("4 übernommen");
  expect(clerks()).toEqual(["kbrandt", "kbrandt", "oseidel", "kbrandt", "kbrandt"]);
});

test("a follow-up for each, and a note on each", async () => {
  const { user, desk } = inbox(null);
  await startInList(user);
  await user.keyboard("{Shift>}{ArrowDown}{/Shift}");
  await choose(user, "Wiedervorlage …");
  const dialog = await screen.findByRole("dialog", { name: "Wiedervorlagen zu 2 Einträgen" });
  await user.keyboard("Nachfragen");
  await user.click(within(dialog).getByRole("button", { name: "Wiedervorlagen anlegen" }));
  await screen.findByText("2 Wiedervorlagen angelegt");
  const [call] = desk.calls.filter(({ name }) => name === "submit");
  expect(call?.args).toMatchObject({
    commands: [{ kind: "task", name: "create", args: { title: "Nachfragen: Nummer 1, Anke", dueOn: "2026-12-01" } }, {}],
  });
  await startInList(user);
  await choose(user, "Notiz …");
  await screen.findByRole("dialog", { name: "Notiz an 1 Eintrag" });
  await user.keyboard("Rückruf");
  await user.click(screen.getByRole("button", { name: "Notiz schreiben" }));
  await screen.findByText("Notiz an 1 Eintrag geschrieben");
});
