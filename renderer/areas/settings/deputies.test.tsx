// Naming a deputy and ending it by keyboard, waiting without network, refused with a sentence, and the administration for others.
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { Actor } from "../../../shared/domain/actor.ts";
import { noticeQueue } from "../../state/notices.ts";
import { draw } from "../../testing/draw.tsx";
import { memoryDesk, type MemoryDeskOptions } from "../../testing/memory-desk.ts";
import { DeputiesSection } from "./deputies.tsx";

afterEach(() => {
  cleanup();
  noticeQueue.clear();
});

function section(options: MemoryDeskOptions = {}) {
  const desk = memoryDesk(options);
  return { desk, ...draw(<DeputiesSection />, desk) };
}

const row = (): string | null | undefined =>
  screen.queryByRole("table", { name: "Wer Sie vertritt" })?.querySelector("tbody tr")?.textContent;
const admin: Actor = { personId: "pkrause", name: "Pia Krause", grants: [{ role: "ADMIN", unit: "*" }] };

test("by keyboard: own rights are ticked, the days are set, it waits without network, and it can be ended", async () => {
  const { user, desk } = section({ network: "offline" });
  expect(screen.getByText("Niemand vertritt Sie.")).toBeTruthy();
  // What she holds for Krause herself is not hers to pass on; it stands where it was given.
  expect(screen.getByText("Pia Krause: Sachbearbeitung (Standesamt), von der Administration eingerichtet")).toBeTruthy();
  screen.getByRole("button", { name: "Vertretung einsetzen …" }).focus();
  await user.keyboard("{Enter}");
  const dialog = await screen.findByRole("dialog", { name: "Vertretung einsetzen" });
  const ticks = within(dialog).getAllByRole("checkbox");
  expect(ticks).toHaveLength(5);
  expect(ticks.every((tick) => tick instanceof HTMLInputElement && tick.checked)).toBe(true);
  expect(document.activeElement).toBe(within(dialog).getByRole("combobox", { name: "Wer vertritt?" }));
  await user.keyboard("Hart{ArrowDown}{Enter}");
  await user.tab();
  await user.keyboard(" ");
  await user.click(within(dialog).getByRole("button", { name: "Vertretung einsetzen" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(desk.calls.find(({ name }) => name === "submit")?.args).toMatchObject({
    commands: [{ name: "name", args: { principal: "kbrandt", deputy: "shartmann", from: "2026-11-24", until: "2026-12-08" } }],
  });
  expect(row()).toMatch(/^Silke HartmannRechnungserfassung \(Finanzen\).*24\.11\.2026 – 08\.12\.2026giltwartet/u);
  await user.click(screen.getByRole("button", { name: "Vertretung durch Silke Hartmann für Karla Brandt beenden" }));
  await waitFor(() => expect(row()).toContain("beendet"));
});

test("what is missing is said at its field, what the rules refuse is said as a sentence", async () => {
  const { user, desk } = section();
  await user.click(screen.getByRole("button", { name: "Vertretung einsetzen …" }));
  const dialog = await screen.findByRole("dialog", { name: "Vertretung einsetzen" });
  const submit = within(dialog).getByRole("button", { name: "Vertretung einsetzen" });
  await user.click(submit);
  expect(within(dialog).getByText("Bitte wählen Sie eine Person aus der Liste.")).toBeTruthy();
  expect(desk.calls).toEqual([]);
  await user.type(within(dialog).getByRole("combobox", { name: "Wer vertritt?" }), "Hart{ArrowDown}{Enter}");
  const until = within(dialog).getByRole("textbox", { name: "Bis (letzter Tag)" });
  await user.clear(until);
  await user.type(until, "1.11.2026");
  await user.click(submit);
  expect(await screen.findByText(/^Der Zeitraum passt nicht/u)).toBeTruthy();
  expect(screen.queryByRole("dialog", { name: "Vertretung einsetzen" })).not.toBeNull();
});

test("the administration names a deputy for who is away, and sees everybody's", async () => {
  const { user } = section({ actor: admin });
  await user.click(screen.getByRole("button", { name: "Vertretung einsetzen …" }));
  const dialog = await screen.findByRole("dialog", { name: "Vertretung einsetzen" });
  await user.type(within(dialog).getByRole("combobox", { name: "Wer ist abwesend?" }), "Hart{ArrowDown}{Enter}");
  await user.type(within(dialog).getByRole("combobox", { name: "Wer vertritt?" }), "Malte{ArrowDown}{Enter}");
  await user.click(within(dialog).getByRole("checkbox", { name: /Anordnungsbefugnis/u }));
  await user.click(within(dialog).getByRole("button", { name: "Vertretung einsetzen" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  const table = screen.getByRole("table", { name: "Vertretungen im Haus" });
  expect(table.textContent).toContain("Malte PetersenSilke HartmannAnordnungsbefugnis (alle Einheiten)");
});
