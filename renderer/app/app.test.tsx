// The window as a whole over a memory desk: signing in and out, areas, keys that work everywhere, losing the network and the link.
import { cleanup, render, screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Connection } from "../desk/connection.ts";
import { usePlace } from "../state/place.ts";
import { usePreferences } from "../state/preferences.ts";
import { initTexts } from "../state/texts.ts";
import { giveSizes } from "../testing/draw.tsx";
import { memoryDesk, type MemoryDeskOptions } from "../testing/memory-desk.ts";
import { memoryRecords } from "../testing/memory-world.ts";
import { RestartingApp } from "../testing/restarting-app.tsx";
import { App } from "./app.tsx";

beforeEach(() => {
  giveSizes();
  initTexts();
  usePlace.setState({ area: "inbox", record: null, last: {} });
});
afterEach(cleanup);

function program(options: MemoryDeskOptions = {}) {
  const desk = memoryDesk({ records: memoryRecords({ applications: 6, invoices: 4 }), ...options });
  return { desk, user: userEvent.setup(), ...render(<RestartingApp desk={desk} />) };
}

test("from the sign-in to the inbox, and out again without a trace", async () => {
  const { user } = program({ signedIn: false });
  await user.type(screen.getByLabelText("Passwort"), "geheim{Enter}");
  await screen.findByRole("heading", { name: "Eingang", level: 1 });
  expect(screen.getByText("Samtgemeinde Wiesenau")).toBeTruthy();
  await user.type(screen.getByRole("searchbox", { name: "Im Eingang suchen" }), "Heide");
  await user.click(screen.getByRole("button", { name: /Angemeldet als\s*Karla Brandt/u }));
  await user.click(await screen.findByRole("menuitem", { name: "Abmelden" }));
  await user.type(await screen.findByLabelText("Passwort"), "geheim{Enter}");
  expect(await screen.findByRole("searchbox", { name: "Im Eingang suchen" })).toHaveProperty("value", "");
  expect(document.title).not.toMatch(/Karla|Heide/u);
});

test("links and keys lead to the areas, and the address keeps the place", async () => {
  const { user } = program();
  await user.click(screen.getByRole("link", { name: "Abgleich" }));
  await screen.findByRole("heading", { name: "Abgleich", level: 1 });
  expect(screen.getByRole("link", { name: "Abgleich" }).getAttribute("aria-current")).toBe("page");
  expect(location.hash).toBe("#/outbox");
  await user.keyboard("{Alt>}5{/Alt}");
  await screen.findByRole("heading", { name: "Scan-Eingang", level: 1 });
  await user.keyboard("{Alt>}9{/Alt}");
  await screen.findByRole("heading", { name: "Einstellungen", level: 1 });
  history.replaceState(null, "", "#/inbox");
  window.dispatchEvent(new PopStateEvent("popstate"));
  await screen.findByRole("heading", { name: "Eingang", level: 1 });
});

test("? opens the keys and Escape closes them; / goes to the search", async () => {
  const { user } = program();
  await user.keyboard("?");
  await screen.findByRole("dialog", { name: "Tasten" });
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  await user.keyboard("/");
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("searchbox", { name: "Im Eingang suchen" })));
  await user.keyboard("?");
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("losing the network and finding it again is said, shown, and stops nothing", async () => {
  const { desk } = program();
  await screen.findByText("Verbunden");
  desk.setNetwork("offline");
  await screen.findByText(/Ohne Netz\. Sie können weiterarbeiten/u);
  expect(screen.getByRole("button", { name: /^Ohne Netz seit 10:12/u })).toBeTruthy();
  desk.setNetwork("online");
  await screen.findByText("Wieder mit dem Server verbunden.");
});

test("a transfer under way stands in the status line with its figures, and in the details with a bar", async () => {
  const progress = { of: "snapshot", done: 12_400, total: 100_000, secondsLeft: 8 } as const;
  const { user } = program({ sync: { network: "syncing", progress } });
  const sentence = "Erste Übertragung: 12.400 von 100.000 Vorgängen, noch etwa 8 Sekunden";
  await user.click(await screen.findByRole("button", { name: new RegExp(sentence, "u") }));
  const bar = await screen.findByRole("progressbar", { name: "Erste Übertragung" });
  expect(bar.getAttribute("value")).toBe("12400");
  expect(screen.getAllByText(sentence)).toHaveLength(2);
  expect(screen.getByText(/Sie können schon arbeiten/u)).toBeTruthy();
});

test("where another server answers, the sign-in says so and leads to enrolling the device anew, and back", async () => {
  const { user, desk } = program({ signedIn: false, failing: { signIn: "otherServer" } });
  await user.type(await screen.findByLabelText("Passwort"), "geheim{Enter}");
  expect((await screen.findByRole("alert")).textContent).toMatch(/nicht der Server.*nichts gesendet/u);
  await user.click(screen.getByRole("button", { name: "Gerät neu einrichten" }));
  expect(await screen.findByText(/Ihre Arbeit auf diesem Gerät bleibt erhalten/u)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Zurück zur Anmeldung" }));
  await user.click(await screen.findByRole("button", { name: "Gerät neu einrichten …" }));
  await user.type(await screen.findByLabelText("Einrichtungscode"), "K7QM-4TXD-P2WR{Enter}");
  expect(await screen.findByRole("heading", { name: "Anmelden" })).toBeTruthy();
  expect(desk.calls.map(({ name }) => name)).toEqual(["signIn", "enrol"]);
});

test("colours and row height follow the settings", async () => {
  const { user } = program();
  await user.keyboard("{Alt>}5{/Alt}");
  await screen.findByRole("heading", { name: "Scan-Eingang", level: 1 });
  await user.keyboard("{Alt>}9{/Alt}");
  await user.click(await screen.findByRole("radio", { name: "Dunkel" }));
  await user.click(screen.getByRole("radio", { name: "Bequem" }));
  expect(document.documentElement.dataset).toMatchObject({ kernTheme: "dark", density: "comfortable" });
  usePreferences.getState().set({ theme: "system", density: "compact" });
});

test("without a valid link the window says how to get one", () => {
  initTexts();
  const none: Connection = { state: () => needsLink, subscribe: () => () => undefined, close: () => undefined };
  render(<App connection={none} />);
  expect(screen.getByRole("heading", { name: "Dieses Fenster braucht einen neuen Link" })).toBeTruthy();
  expect(screen.getByText("npm run link")).toBeTruthy();
});
const needsLink = { phase: "needsLink", desk: null } as const;
