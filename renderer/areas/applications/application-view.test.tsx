// The clerk's way with an application: claim, decide with a reason, file away, undo; and what stands in the way is said.
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { must } from "../../../shared/base/must.ts";
import type { Application } from "../../../shared/domain/application/schema.ts";
import { buildApplicationRecord } from "../../../shared/testing/application-builder.ts";
import { buildFileRecord } from "../../../shared/testing/file-builder.ts";
import { forgetDrafts } from "../../state/drafts.ts";
import { draw } from "../../testing/draw.tsx";
import { memoryDesk } from "../../testing/memory-desk.ts";
import { ApplicationView } from "./application-view.tsx";

const id = "0190a000-0000-7000-8000-00000000aa01";
const fileId = "0190a000-0000-7000-8000-00000000aa02";
const clerk = "kbrandt";

function start(overrides: Partial<Application>, network: "online" | "offline" = "online") {
  const application = buildApplicationRecord(
    {
      service: "RESIDENCE_CERT_SIMPLE",
      applicant: { familyName: "Lührs", givenNames: "Svenja", birthDate: { year: 1988, month: 4 } },
      payload: { usagePurpose: "Arbeitgeber", copies: 2, extra: true },
      attachments: [],
      state: "received",
      ...overrides,
    },
    { id, unit: "buergerservice" },
  );
  const file = buildFileRecord({}, { id: fileId });
  const desk = memoryDesk({ records: [application, file], network });
  return { desk, ...draw(<ApplicationView id={id} />, desk) };
}
const decided = { outcome: "approved", reason: "", by: clerk, at: "2026-11-23T08:00:00.000Z", commandId: fileId } as const;
const bodyOf = ({ desk }: ReturnType<typeof start>) => must(desk.record({ kind: "application", id }), "it was put in").body;

afterEach(() => {
  cleanup();
  forgetDrafts();
});

test("form fields stand under their names, the service's own first, and dates may be partial", async () => {
  start({});
  expect(await screen.findByRole("heading", { name: "Meldebescheinigung" })).toBeDefined();
  const terms = screen.getAllByRole("term").map((term) => term.textContent);
  expect(terms.indexOf("Verwendungszweck")).toBeLessThan(terms.indexOf("Anzahl"));
  expect(screen.getByText("04.1988")).toBeDefined();
  expect(screen.getByText("ja")).toBeDefined();
});

test("a step that is not possible is reachable, says why, and does nothing", async () => {
  const drawn = start({});
  const decide = await screen.findByRole("button", { name: "Entscheiden …" });
  expect(decide.getAttribute("aria-disabled")).toBe("true");
  const reason = must(document.getElementById(must(decide.getAttribute("aria-describedby"), "it says why")), "the reason is there");
  expect(reason.textContent).toContain("eingegangen");
  decide.focus();
  expect(document.activeElement).toBe(decide);
  await drawn.user.keyboard("{Enter}");
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("claim, reject with the reason that the dialog demands, and take it back", async () => {
  const drawn = start({});
  const { user } = drawn;
  await user.click(await screen.findByRole("button", { name: "Übernehmen" }));
  await user.click(await screen.findByRole("button", { name: "Entscheiden …" }));
  const dialog = within(await screen.findByRole("dialog"));
  await user.click(dialog.getByRole("radio", { name: /^Ablehnen/u }));
  await user.click(dialog.getByRole("button", { name: "Ablehnen" }));
  expect(dialog.getByText("Bitte begründen Sie die Entscheidung.")).toBeDefined();
  expect(bodyOf(drawn)["state"]).toBe("inProgress");
  await user.type(dialog.getByLabelText(/^Begründung/u), "Unterlagen fehlen");
  await user.click(dialog.getByRole("button", { name: "Ablehnen" }));
  await waitFor(() => {
    expect(bodyOf(drawn)).toMatchObject({ state: "decided", decision: { outcome: "rejected", reason: "Unterlagen fehlen" } });
  });
  expect(await screen.findByText("entschieden: abgelehnt")).toBeDefined();
  await user.click(within(screen.getByRole("toolbar", { name: "Schritte" })).getByRole("button", { name: "Rückgängig" }));
  await waitFor(() => {
    expect(bodyOf(drawn)["state"]).toBe("inProgress");
  });
});

test("filing proposes files as one types, and needs one", async () => {
  const drawn = start({ state: "decided", clerk, decision: decided });
  const { user } = drawn;
  await user.click(await screen.findByRole("button", { name: "Zu den Akten …" }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.getByLabelText("Titel des Dokuments")).toHaveProperty("value", "Meldebescheinigung Lührs, Svenja");
  // The list of proposals is open from the start and covers the rest of the dialog.
  await user.tab();
  await user.click(dialog.getByRole("button", { name: "Zu den Akten" }));
  expect(dialog.getByText("Bitte wählen Sie eine Akte.")).toBeDefined();
  await user.type(dialog.getByRole("combobox", { name: "Akte" }), "Melde");
  await user.keyboard("{ArrowDown}{Enter}");
  await user.click(dialog.getByRole("button", { name: "Zu den Akten" }));
  await waitFor(() => {
    expect(bodyOf(drawn)["state"]).toBe("filed");
  });
  expect(await screen.findByRole("button", { name: "Im Archiv öffnen" })).toBeDefined();
});

test("offline the step is seen at once and marked as waiting", async () => {
  const { user } = start({}, "offline");
  await user.click(await screen.findByRole("button", { name: "Übernehmen" }));
  expect(await screen.findByText("1 eigener Schritt wartet auf den Server")).toBeDefined();
  expect(screen.getByText("in Bearbeitung")).toBeDefined();
});

test("a note keeps its draft until it is saved, and only its author may withdraw it", async () => {
  const drawn = start({ notes: [{ id: fileId, text: "von Ole", by: "oseidel", at: "2026-11-23T08:00:00.000Z" }] });
  const { user } = drawn;
  // Focused by hand: without a layout every click would hit the bar between the panes.
  (await screen.findByLabelText("Neue Notiz")).focus();
  await user.keyboard("Rückruf erbeten");
  await user.click(screen.getByRole("button", { name: "Notiz speichern" }));
  expect(await screen.findByText("Rückruf erbeten", { selector: "p" })).toBeDefined();
  expect(screen.getByLabelText("Neue Notiz")).toHaveProperty("value", "");
  expect(screen.getAllByRole("button", { name: "Notiz zurücknehmen" })).toHaveLength(1);
});

test("a record that is not here says so", async () => {
  draw(<ApplicationView id={id} />, memoryDesk());
  expect(await screen.findByText("Diesen Eintrag gibt es hier nicht")).toBeDefined();
});

test("a step that this person gave at another desk is taken back from here", async () => {
  const trail = [
    { commandId: fileId, command: "claim", by: clerk, at: "2026-11-23T08:00:00.000Z", before: { state: ["received"], clerk: [] } },
  ];
  const drawn = start({ state: "inProgress", clerk, trail });
  const toolbar = within(await screen.findByRole("toolbar", { name: "Schritte" }));
  await drawn.user.click(toolbar.getByRole("button", { name: "Rückgängig" }));
  await waitFor(() => {
    expect(bodyOf(drawn)["state"]).toBe("received");
  });
});
