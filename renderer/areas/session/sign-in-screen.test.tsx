// Signing in by role and name: what is missing, what went wrong, and that the password does not stay.
import { cleanup, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { must } from "../../../shared/base/must.ts";
import { useSessionState } from "../../desk/use-session.tsx";
import { draw } from "../../testing/draw.tsx";
import { memoryDesk, type MemoryDeskOptions } from "../../testing/memory-desk.ts";
import { SignInScreen } from "./sign-in-screen.tsx";

afterEach(cleanup);

function Door() {
  const session = must(useSessionState().value, "draw waits for the session");
  return session.phase === "open" ? <h1>drinnen</h1> : <SignInScreen session={session} onEnrolAgain={() => undefined} />;
}

function door(options: MemoryDeskOptions = {}) {
  const desk = memoryDesk({ signedIn: false, ...options });
  return { desk, ...draw(<Door />, desk) };
}

const password = (): HTMLElement => screen.getByLabelText("Passwort");

test("knows who was here last and waits for the password", async () => {
  const { user, desk } = door();
  expect(screen.getByLabelText("Benutzername")).toHaveProperty("value", "kbrandt");
  expect(document.activeElement).toBe(password());
  await user.keyboard("geheim{Enter}");
  await screen.findByRole("heading", { name: "drinnen" });
  expect(desk.calls).toEqual([{ name: "signIn", args: { userName: "kbrandt", password: "geheim" } }]);
});

test("says what is missing, tied to its field, and asks the desk nothing", async () => {
  const { user, desk } = door();
  await user.click(screen.getByRole("button", { name: "Anmelden" }));
  const message = await screen.findByText("Bitte geben Sie Ihr Passwort ein.");
  await waitFor(() => expect(password().getAttribute("aria-describedby")?.split(" ")).toContain(message.id));
  expect(password().getAttribute("aria-invalid")).toBe("true");
  expect(desk.calls).toEqual([]);
});

test("a wrong password is said aloud and forgotten", async () => {
  const { user } = door();
  await user.type(password(), "falsch{Enter}");
  expect((await screen.findByRole("alert")).textContent).toBe("Benutzername oder Passwort stimmen nicht.");
  expect(password()).toHaveProperty("value", "");
  await waitFor(() => expect(document.activeElement).toBe(password()));
});

test("names the server and the version, and says that it works without network", () => {
  door();
  expect(screen.getByText(/rathaus\.example\.org:8443/u)).toBeTruthy();
  expect(screen.getByText("Version 0.1.0")).toBeTruthy();
  expect(screen.getByText(/Auch ohne Netz/u)).toBeTruthy();
});

test("a server that is not reached is a sentence of its own", async () => {
  const { user } = door({ failing: { signIn: "noOfflineReplica" } });
  await user.type(password(), "geheim{Enter}");
  expect((await screen.findByRole("alert")).textContent).toMatch(/erst anmelden, wenn Sie an diesem Gerät/u);
});

test.each([
  [{ waiting: 4 }, ["4 Dateien warten im Scan-Ordner. Sie werden erfasst, sobald sich jemand anmeldet, der das darf."]],
  [{ unit: "finanzen", sealed: 12 }, ["12 Dateien liegen versiegelt bereit. Der Server bucht sie, sobald er erreichbar ist."]],
  [
    { unit: "finanzen", waiting: 1, sealed: 2, stuck: 1 },
    [
      "1 Datei wartet im Scan-Ordner.",
      "1 Datei liegt versiegelt bereit. Der Server bucht sie, sobald er erreichbar ist.",
      "1 versiegelte Datei nimmt der Server nicht an. Rufen Sie die Systembetreuung; verloren ist nichts.",
    ],
  ],
])("says what lies in the scanner folders while nobody is signed in: %j", async (unattended, lines) => {
  door({ unattended });
  const status = await screen.findByRole("status");
  expect([...status.querySelectorAll("p")].map((line) => line.textContent)).toEqual(lines);
});

test("says nothing of scans where nothing waits", () => {
  door();
  expect(screen.queryByRole("status")).toBeNull();
});
