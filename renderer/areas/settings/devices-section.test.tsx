// The devices by role and name: who sees which, how a code is made and shown once, what is said before a device is locked out.
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { DeviceList } from "../../../shared/desk/device-calls.ts";
import { noticeQueue } from "../../state/notices.ts";
import { draw } from "../../testing/draw.tsx";
import { hereId, memoryDesk, type MemoryDeskOptions } from "../../testing/memory-desk.ts";
import { karla } from "../../testing/memory-world.ts";
import { DevicesSection } from "./devices-section.tsx";

afterEach(() => {
  cleanup();
  noticeQueue.clear();
});

const laptop: DeviceList["devices"][number] = {
  id: "00000000-0000-4000-8000-00000000a002",
  name: "Laptop Bauhof",
  state: "enrolled",
  enrolledAt: "2026-11-02T08:00:00.000Z",
  enrolledBy: "Anke Seidel",
  people: ["Karla Brandt", "Ole Seidel"],
  lastContactAt: "2026-11-24T07:30:00.000Z",
  revokedAt: null,
  revokedBy: null,
  reason: null,
  unattendedUnit: null,
  sealedFiles: null,
};
const counter = { ...laptop, id: hereId, name: "Schalter 1", enrolledBy: null, people: [], lastContactAt: null };
const lost = {
  ...laptop,
  id: "00000000-0000-4000-8000-00000000a003",
  name: "Laptop alt",
  state: "revoked" as const,
  revokedAt: "2026-11-20T10:00:00.000Z",
  revokedBy: "Anke Seidel",
  reason: "verloren",
};
const old = { ...laptop, id: "00000000-0000-4000-8000-00000000a004", name: "", state: "keyless" as const, enrolledBy: null };
const anke = { personId: "aseidel", name: "Anke Seidel", grants: [{ role: "ADMIN" as const, unit: "*" }] };

function section(options: MemoryDeskOptions = {}) {
  const desk = memoryDesk({ devices: [counter, laptop, lost, old], ...options });
  return { desk, ...draw(<DevicesSection />, desk) };
}
const row = async (name: RegExp) => await screen.findByRole("row", { name });

test("everybody sees their devices: people, since when and by whom, last contact, state; and can neither make codes nor lock out", async () => {
  section({ actor: karla });
  const cells = within(await row(/Laptop Bauhof/u));
  for (const text of ["Karla Brandt, Ole Seidel", "02.11.2026, 09:00", "von Anke Seidel", "24.11.2026, 08:30", "eingerichtet"])
    expect(cells.getByText(text)).toBeTruthy();
  const here = within(await row(/Schalter 1/u));
  for (const text of ["dieses Gerät", "noch niemand", "über die Befehlszeile des Servers", "noch keiner"])
    expect(here.getByText(text)).toBeTruthy();
  const gone = within(await row(/Laptop alt/u));
  for (const text of ["gesperrt", "gesperrt am 20.11.2026, 11:00 von Anke Seidel", "Grund: verloren"])
    expect(gone.getByText(text)).toBeTruthy();
  expect(within(await row(/ohne Namen/u)).getByText("von früher, noch ohne Code")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Code erstellen …" })).toBeNull();
  expect(screen.queryByRole("button", { name: "Sperren …" })).toBeNull();
});

test("an administrator makes a code by keyboard; it is shown once with its end and the way, and is gone when closed", async () => {
  const { user, desk } = section({ actor: anke });
  const open = await screen.findByRole("button", { name: "Code erstellen …" });
  open.focus();
  await user.keyboard("{Enter}");
  expect(document.activeElement).toBe(await screen.findByLabelText("Name des Geräts (freiwillig)"));
  await user.keyboard("Laptop Kämmerei{Enter}");
  expect(await screen.findByText("K7QM-4TXD-P2WR")).toBeTruthy();
  expect(desk.calls).toContainEqual({ name: "makeEnrolmentCode", args: { deviceName: "Laptop Kämmerei" } });
  expect(screen.getByText("Gültig bis 26.11.2026, 10:00 Uhr, für ein Gerät.")).toBeTruthy();
  expect(screen.getByText(/https:\/\/rathaus\.example\.org:8443/u)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Fertig" }));
  await waitFor(() => expect(screen.queryByText("K7QM-4TXD-P2WR")).toBeNull());
});

test("an administrator locks a device out: what happens is said, a reason is asked for, and the list shows it", async () => {
  const { user, desk } = section({ actor: anke });
  await user.click(within(await row(/Laptop Bauhof/u)).getByRole("button", { name: "Sperren …" }));
  const dialog = within(await screen.findByRole("alertdialog"));
  for (const text of [
    /„Laptop Bauhof“ wird für alle gesperrt/u,
    /enden sofort/u,
    /löscht das Gerät Vorgänge/u,
    /Wiederherstellungsschlüssel/u,
  ])
    expect(dialog.getByText(text)).toBeTruthy();
  await user.click(dialog.getByRole("button", { name: "Jetzt sperren" }));
  expect(await dialog.findByText("Bitte geben Sie einen Grund an.")).toBeTruthy();
  expect(desk.calls.map(({ name }) => name)).not.toContain("revokeDevice");
  await user.keyboard("in der Bahn verloren{Enter}");
  await waitFor(() => expect(screen.queryByRole("alertdialog", { name: "Gerät sperren" })).toBeNull());
  expect(desk.calls).toContainEqual({ name: "revokeDevice", args: { device: laptop.id, reason: "in der Bahn verloren" } });
  const locked = within(await row(/Laptop Bauhof/u));
  expect(await locked.findByText("Grund: in der Bahn verloren")).toBeTruthy();
  expect(locked.queryByRole("button")).toBeNull();
});

test("the device one sits at says so before it is locked out", async () => {
  const { user } = section({ actor: anke });
  await user.click(within(await row(/Schalter 1/u)).getByRole("button", { name: "Sperren …" }));
  expect(await screen.findByText(/an dem Sie gerade sitzen/u)).toBeTruthy();
});

test("no device, no network, no answer: each is a sentence", async () => {
  section({ actor: anke, devices: [] });
  expect(await screen.findByText("Noch kein Gerät")).toBeTruthy();
  cleanup();
  const { desk } = section({ network: "offline" });
  expect(await screen.findByText(/Sobald er erreichbar ist/u)).toBeTruthy();
  expect(desk.calls).toEqual([]);
  desk.setNetwork("online");
  expect(await row(/Laptop Bauhof/u)).toBeTruthy();
  cleanup();
  section({ failing: { devices: "serverSilent" } });
  expect((await screen.findByRole("alert")).textContent).toMatch(/Der Server antwortet nicht/u);
  expect(screen.getByRole("button", { name: "Noch einmal versuchen" })).toBeTruthy();
});

test("an administrator lets a device scan while nobody is signed in, for a unit, and ends it; it is said what becomes of the files", async () => {
  const { user, desk } = section({ actor: anke, devices: [{ ...laptop, sealedFiles: 3 }, old] });
  expect(within(await row(/Laptop Bauhof/u)).getByText("3 Dateien liegen dort versiegelt")).toBeTruthy();
  // One without a key of its own could not be known again.
  expect(within(await row(/ohne Namen/u)).queryByRole("button", { name: "Einlesen …" })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Einlesen …" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Einlesen ohne Anmeldung" }));
  expect(dialog.getByText(/wird auf dem Gerät versiegelt/u)).toBeTruthy();
  await user.click(dialog.getByRole("button", { name: /Für die Einheit/u }));
  await user.click(await screen.findByRole("option", { name: "Finanzen" }));
  await user.click(dialog.getByRole("button", { name: "Übernehmen" }));
  await waitFor(() => expect(desk.calls).toContainEqual({ name: "letDeviceScan", args: { device: laptop.id, unit: "finanzen" } }));
  expect(within(await row(/Laptop Bauhof/u)).getByText("liest ohne Anmeldung ein, für Finanzen")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Einlesen …" }));
  await user.click(await screen.findByRole("button", { name: /Für die Einheit/u }));
  await user.click(await screen.findByRole("option", { name: /^Nicht erlauben/u }));
  await user.click(screen.getByRole("button", { name: "Übernehmen" }));
  await waitFor(() => expect(desk.calls).toContainEqual({ name: "letDeviceScan", args: { device: laptop.id, unit: null } }));
});
