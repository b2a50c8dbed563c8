// Enrolling by label and name: what is missing, what is wrong, and that a done enrolment leads on.
import { cleanup, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { must } from "../../../shared/base/must.ts";
import { useSessionState } from "../../desk/use-session.tsx";
import { draw } from "../../testing/draw.tsx";
import { memoryDesk, type MemoryDeskOptions } from "../../testing/memory-desk.ts";
import { EnrolScreen } from "./enrol-screen.tsx";

afterEach(cleanup);

function Door() {
  const session = must(useSessionState().value, "draw waits for the session");
  return session.enrolment.phase === "done" ? <h1>drinnen</h1> : <EnrolScreen session={session} onWithoutNetwork={() => undefined} />;
}

function door(options: MemoryDeskOptions = {}) {
  const desk = memoryDesk({ signedIn: false, ...options, enrolment: { phase: "needed", ...options.enrolment } });
  return { desk, ...draw(<Door />, desk) };
}

test("asks for the code, says when it is missing, and goes on once the device is enrolled", async () => {
  const { user, desk } = door();
  await user.click(screen.getByRole("button", { name: "Gerät einrichten" }));
  expect(await screen.findByText("Bitte geben Sie den Einrichtungscode ein.")).toBeTruthy();
  expect(desk.calls).toEqual([]);
  await user.type(screen.getByLabelText("Einrichtungscode"), "k7qm 4txd p2wr{Enter}");
  await screen.findByRole("heading", { name: "drinnen" });
  const args = { serverUrl: "https://rathaus.example.org:8443", code: "k7qm 4txd p2wr", deviceName: "Schalter 1" };
  expect(desk.calls).toEqual([{ name: "enrol", args }]);
});

test.each([
  ["codeWrong", /Bitte prüfen Sie die Zeichen/u],
  ["codeExpired", /abgelaufen/u],
  ["codeUsed", /schon benutzt/u],
  ["serverUnreachable", /nicht erreichbar/u],
] as const)("%s is a sentence of its own", async (code, sentence) => {
  const { user } = door({ failing: { enrol: code } });
  await user.type(screen.getByLabelText("Einrichtungscode"), "K7QM-4TXD-P2WR{Enter}");
  expect((await screen.findByRole("alert")).textContent).toMatch(sentence);
});

test("a locked-out device says what became of the work", () => {
  door({ enrolment: { reason: "revoked" } });
  expect(screen.getByText(/Was noch nicht gesendet war, bleibt verschlüsselt/u)).toBeTruthy();
});
