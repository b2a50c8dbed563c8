// How it stands with the server, in the line and behind it, with the sentence for each trouble; and leaving while work waits.
import { cleanup, render, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test } from "vitest";
import { problemText } from "../../shared/text/connection-text.ts";
import { connectionLabels } from "../../shared/text/de/screens-frame.ts";
import { usePlace } from "../state/place.ts";
import { initTexts } from "../state/texts.ts";
import { giveSizes } from "../testing/draw.tsx";
import { memoryDesk, type MemoryDeskOptions } from "../testing/memory-desk.ts";
import { memoryRecords } from "../testing/memory-world.ts";
import { RestartingApp } from "../testing/restarting-app.tsx";
import { previewOutbox } from "../testing/preview-outbox.ts";

const records = memoryRecords({ applications: 4, invoices: 4 });

beforeEach(() => {
  giveSizes();
  initTexts();
  usePlace.setState({ area: "inbox", record: null, last: {} });
});
afterEach(cleanup);

function program(options: MemoryDeskOptions = {}) {
  const desk = memoryDesk({ records, ...options });
  const user = userEvent.setup();
  render(<RestartingApp desk={desk} />);
  const details = async (line: RegExp) => {
    await user.click(await screen.findByRole("button", { name: line }));
    return within(await screen.findByRole("dialog", { name: "Verbindung zum Server" }));
  };
  const signOut = async () => {
    await user.click(screen.getByRole("button", { name: /Angemeldet als/u }));
    await user.click(await screen.findByRole("menuitem", { name: "Abmelden" }));
  };
  return { desk, user, details, signOut };
}

/** A question of the browser whether the page may go: asked or not. */
function unload(): boolean {
  return !window.dispatchEvent(new Event("beforeunload", { cancelable: true }));
}

test("online: the line says so with the last sync, and the details that nothing waits and nothing is wrong", async () => {
  const { details } = program();
  const dialog = await details(/^Verbunden\s*Stand 10:12$/u);
  expect(dialog.getByText("https://rathaus.example.org:8443")).toBeTruthy();
  expect(dialog.getByText("Letzter Abgleich").nextSibling?.textContent).toMatch(/10:12/u);
  expect(dialog.getByText("Letzter Kontakt").nextSibling?.textContent).toMatch(/10:12/u);
  expect(dialog.getByText("Nichts wartet. Alle Ihre Schritte sind beim Server.")).toBeTruthy();
  expect(dialog.queryByText(/Ohne Netz seit/u)).toBeNull();
  expect(dialog.queryByRole("alert")).toBeNull();
});

test("offline: since when, how many wait and on what, when it is tried again, and what to do", async () => {
  const sync = { nextTryAt: "2026-11-26T09:20:00.000Z" };
  const { details, user, desk } = program({ network: "offline", outbox: previewOutbox(records), sync });
  const dialog = await details(/^Ohne Netz seit 10:12\s*4 warten\s*2 abgelehnt$/u);
  expect(dialog.getByText("Ohne Netz seit").nextSibling?.textContent).toMatch(/10:12/u);
  expect(dialog.getByText("Nächster Versuch").nextSibling?.textContent).toMatch(/10:20/u);
  expect(dialog.getByText(problemText("serverUnreachable"))).toBeTruthy();
  expect(dialog.getAllByRole("listitem").map((item) => item.textContent)).toEqual([
    "2 warten auf das Netz oder ihre Reihe",
    "1 warten auf ihre Datei",
    "1 sind zurückgestellt",
    "1 sind abgelehnt und brauchen Ihre Entscheidung",
    "1 sind teilweise übernommen und brauchen Ihre Entscheidung",
  ]);
  await user.click(dialog.getByRole("button", { name: "Jetzt abgleichen" }));
  expect(desk.calls.at(-1)?.name).toBe("syncNow");
  await user.click(dialog.getByRole("button", { name: "Zum Abgleich" }));
  await screen.findByRole("heading", { name: "Abgleich", level: 1 });
});

test("offline since the program began: the line says how old what it shows is", async () => {
  const { details } = program({ network: "offline", sync: { lastSyncAt: "2026-11-24T06:30:00.000Z" } });
  await details(/^Ohne Netz seit 10:12\s*Stand 07:30$/u);
});

const named = Object.entries(connectionLabels).filter(([code]) => code !== "slow" && code !== "other");
test.each([...named, ["personDisabled", "Gestört"], ["somethingOfTomorrow", "Gestört"]])(
  "trouble %s: two or three words in the line, the sentence that says what to do behind it",
  async (problem, label) => {
    const { details } = program({ network: "offline", sync: { problem } });
    const dialog = await details(new RegExp(`^Ohne Netz seit 10:12\\s*${label}$`, "u"));
    expect(dialog.getByText(problemText(problem))).toBeTruthy();
  },
);

test("a slow server is no missing network, and both a clock that is ahead and one that is behind are told with the span", async () => {
  const { details } = program({ network: "syncing", sync: { slow: true, clockAheadSeconds: 720 } });
  const dialog = await details(/^Gleicht ab …\s*Server antwortet langsam\s*Uhr prüfen$/u);
  expect(dialog.getByText(/^Der Server antwortet langsam\. Sie können weiterarbeiten/u)).toBeTruthy();
  expect(dialog.getByText(/Uhr dieses Geräts geht etwa 12 Minuten vor\. Bitte stellen Sie Datum und Uhrzeit richtig/u)).toBeTruthy();
  cleanup();
  const behind = await program({ sync: { clockAheadSeconds: -10_800 } }).details(/^Verbunden\s*Uhr prüfen/u);
  expect(behind.getByText(/Uhr dieses Geräts geht etwa 3 Stunden nach/u)).toBeTruthy();
});

test("after a sleep the details say that the desk is finding its way back, and what to check if it does not", async () => {
  const { details } = program({ network: "offline", sync: { wokeAt: "2026-11-24T09:13:00.000Z" } });
  const dialog = await details(/^Ohne Netz seit 10:12/u);
  expect(dialog.getByText(/Ruhezustand und verbindet sich seit 10:13 neu.*WLAN oder VPN/u)).toBeTruthy();
  expect(dialog.queryByText(problemText("serverUnreachable"))).toBeNull();
});

test("a trouble that is over is still told, as the last one", async () => {
  const { details } = program({ sync: { lastProblem: { code: "captivePortal", at: "2026-11-26T08:00:00.000Z" } } });
  const dialog = await details(/^Verbunden/u);
  expect(dialog.getByText(/^Letzte Störung/u).parentElement?.textContent).toMatch(/09:00.*Gast-WLANs/u);
});

test("the trouble that stands at the top is not told a second time as the last one", async () => {
  const lastProblem = { code: "serverUnreachable", at: "2026-11-26T08:00:00.000Z" };
  const { details } = program({ network: "offline", sync: { lastProblem } });
  const dialog = await details(/^Ohne Netz seit 10:12/u);
  expect(dialog.getAllByText(problemText("serverUnreachable"))).toHaveLength(1);
  expect(dialog.queryByText(/^Letzte Störung/u)).toBeNull();
});

test("signing out while work waits asks: how much, what becomes of it; cancelled it changes nothing, all the same it signs out", async () => {
  const { desk, user, signOut } = program({ network: "offline", outbox: previewOutbox(records) });
  await signOut();
  const dialog = within(await screen.findByRole("alertdialog", { name: "Abmelden?" }));
  expect(dialog.getByText("4 Schritte sind noch nicht beim Server.")).toBeTruthy();
  expect(dialog.getByText("2 Schritte brauchen noch Ihre Entscheidung.")).toBeTruthy();
  expect(dialog.getByText(/Nichts geht verloren: Alles bleibt verschlüsselt.*Niemand sonst kann es sehen oder senden/u)).toBeTruthy();
  await user.click(dialog.getByRole("button", { name: "Abbrechen" }));
  await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
  expect(desk.calls.map(({ name }) => name)).not.toContain("signOut");
  await signOut();
  await user.click(await screen.findByRole("button", { name: "Trotzdem abmelden" }));
  await screen.findByRole("heading", { name: "Anmelden" });
  expect(desk.calls.at(-1)?.name).toBe("signOut");
});

test("before signing out it can be sent: what keeps it here is said, and once nothing waits the question is a plain one", async () => {
  const waiting = previewOutbox(records).filter(({ state }) => state === "queued");
  const { desk, user, signOut } = program({ network: "offline", outbox: waiting, failing: { syncNow: "serverSilent" } });
  await signOut();
  await user.click(await screen.findByRole("button", { name: "Jetzt senden" }));
  await screen.findByText(/Der Server antwortet nicht.*Die Schritte warten weiter\./u);
  desk.setNetwork("online");
  await screen.findByText("Alle Ihre Schritte sind beim Server.");
  await user.click(screen.getByRole("button", { name: "Abmelden" }));
  await screen.findByRole("heading", { name: "Anmelden" });
});

test("with nothing waiting one signs out without a question, and the browser's tab closes without one", async () => {
  const { signOut } = program({ host: "loopback" });
  await screen.findByText("Verbunden");
  expect(unload()).toBe(false);
  await signOut();
  await screen.findByRole("heading", { name: "Anmelden" });
});

test("on loopback a tab over waiting work is not closed without a question, and who stays reads what waits and that it is kept", async () => {
  const { desk, user } = program({ host: "loopback", network: "offline", outbox: previewOutbox(records) });
  await screen.findByText(/^4 warten$/u);
  expect(unload()).toBe(true);
  const dialog = within(await screen.findByRole("alertdialog", { name: "Es wartet noch Arbeit" }));
  expect(dialog.getByText(/^4 Schritte sind noch nicht beim Server\. Davon wartet einer auf seine Datei/u)).toBeTruthy();
  expect(dialog.getByText(/Nichts geht verloren.*weiter gesendet, solange der Arbeitsplatz auf diesem Rechner läuft/u)).toBeTruthy();
  await user.click(dialog.getAllByRole("button", { name: "Schließen" })[1] ?? document.body);
  await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
  desk.setNetwork("online");
  await screen.findByText("Verbunden");
  expect(unload()).toBe(false);
});

test("under Electron the page keeps nobody: the shell asks", async () => {
  program({ host: "electron", network: "offline", outbox: previewOutbox(records) });
  await screen.findByText(/^4 warten$/u);
  expect(unload()).toBe(false);
});
