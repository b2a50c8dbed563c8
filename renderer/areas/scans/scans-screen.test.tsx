// The scanner folders by role and name: pulse, alarm, every stage with its reason, what to do about quarantine, the balance.
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { noticeQueue } from "../../state/notices.ts";
import { draw } from "../../testing/draw.tsx";
import { memoryDesk, type MemoryDesk, type MemoryDeskOptions } from "../../testing/memory-desk.ts";
import { previewScans, previewServerScans } from "../../testing/preview-scans.ts";
import { ScansScreen } from "./scans-screen.tsx";

afterEach(() => {
  cleanup();
  noticeQueue.clear();
});

const busy = "/home/kbrandt/Scanner";

function scans(options: MemoryDeskOptions = {}) {
  const desk = memoryDesk({ scanner: previewScans, ...options });
  return { desk, ...draw(<ScansScreen />, desk) };
}

/** What was asked of the desk, but for what the screen asks by itself. */
const given = ({ calls }: MemoryDesk) => calls.filter(({ name }) => name !== "serverScans");

test("each folder says when it was looked at and how, and one that is silent raises an alarm", () => {
  scans();
  const region = (name: string) => screen.getByRole("region", { name });
  expect(region(busy).textContent).toContain("zuletzt geprüft 08:41meldet Änderungen");
  const silent = region("//ablage/scans/Bürgerservice");
  expect(silent.textContent).toContain("mit Unterordnern");
  expect(silent.textContent).toContain("zuletzt geprüft 07:12wird alle 5 s abgefragt");
  expect(within(silent).getByRole("alert").textContent).toContain("nicht erreichbar");
  expect(region("//ablage/scans/Bauamt").textContent).toContain("Sie dürfen für diesen Ordner nichts erfassen.");
});

test("a folder that can only be read is normal work; without the server it says why its files wait and that they go on by themselves", () => {
  scans();
  const post = screen.getByRole("region", { name: "//ablage/scans/Poststelle" });
  expect(post.textContent).toContain("zuletzt geprüft 08:41schreibgeschütztwird alle 5 s abgefragt");
  expect(post.textContent).toContain("Gelesen wird eine Kopie, die Dateien selbst bleiben darin liegen.");
  expect(within(post).queryByRole("alert")).toBeNull();
  expect(within(post).getByRole("row", { name: /^24\.11\.2026/u }).textContent).toBe("24.11.2026210010stimmt");
  const till = screen.getByRole("region", { name: "//ablage/scans/Kasse" });
  expect(till.textContent).toContain("Der Ordner ist schreibgeschützt; ohne Server wird nichts entnommen");
  expect(within(till).getAllByText("kommt an die Reihe, sobald der Server erreichbar ist")).toHaveLength(2);
  expect(within(till).getByRole("row", { name: /^24\.11\.2026/u }).textContent).toMatch(/2000.*2stimmt$/u);
});

test("each file has its stage and, where a person would wonder, the reason", () => {
  scans();
  const rows = within(screen.getByRole("table", { name: `Dateien in ${busy}` })).getAllByRole("row");
  expect(rows.slice(1).map((row) => row.textContent)).toEqual([
    expect.stringMatching(/^Rechnung_alt\.pdf.*in Quarantäneist mit einem Kennwort geschützt: Geben Sie es ein/u),
    expect.stringMatching(/^IMG_2231\.heic.*in QuarantäneFotos im Format HEIC werden nicht angenommen/u),
    expect.stringMatching(/^Stapel\.pdfwartet auf SieSeiten prüfen/u),
    expect.stringMatching(/^SCAN_0047\.pdfwird gelesenTexterkennung, Seite 3 von 12Texterkennung abbrechen/u),
    expect.stringMatching(/^SCAN_0046\.pdfwartet auf Server/u),
    expect.stringMatching(/^SCAN_0048\.pdf.*wird noch geschriebenihr Ende fehlt noch/u),
    expect.stringMatching(/^leer\.pdfnoch keine Datei zum Erfassenist leer/u),
    expect.stringMatching(/^SCAN_0045\.pdfgebucht/u),
    expect.stringMatching(/^SCAN_0044\.pdfdoppelt/u),
  ]);
});

test("a file in quarantine is read once more, or taken as it is after asking; what is no known type is not", async () => {
  const { user, desk } = scans();
  expect(screen.queryByRole("button", { name: /Trotzdem übernehmen\s*IMG_2231/u })).toBeNull();
  await user.click(screen.getByRole("button", { name: /Noch einmal lesen\s*IMG_2231\.heic/u }));
  await user.click(screen.getByRole("button", { name: /Trotzdem übernehmen\s*Rechnung_alt\.pdf/u }));
  const dialog = await screen.findByRole("alertdialog", { name: "Ungelesen übernehmen?" });
  expect(given(desk)).toHaveLength(1);
  await user.click(within(dialog).getByRole("button", { name: "Trotzdem übernehmen" }));
  await waitFor(() =>
    expect(given(desk)).toEqual([
      { name: "scanAgain", args: { folder: busy, name: "IMG_2231.heic", anyway: false } },
      { name: "scanAgain", args: { folder: busy, name: "Rechnung_alt.pdf", anyway: true } },
    ]),
  );
});

test("recognition is called off by keyboard for that file alone; the person is told what becomes of it", async () => {
  const { user, desk } = scans();
  const [button, ...others] = screen.getAllByRole("button", { name: /^Texterkennung abbrechen/u });
  expect([button?.textContent, others.length]).toEqual(["Texterkennung abbrechen SCAN_0047.pdf", 0]);
  button?.focus();
  await user.keyboard("{Enter}");
  await waitFor(() => expect(given(desk)).toEqual([{ name: "stopRecognition", args: { folder: busy, id: "claim-2" } }]));
  await waitFor(() => expect(screen.queryByRole("button", { name: /^Texterkennung abbrechen/u })).toBeNull());
  expect(screen.getByRole("row", { name: /^SCAN_0047/u }).textContent).toContain("wartet auf Server");
  expect(noticeQueue.visibleToasts.map(({ content }) => content.text).join()).toContain("mit den Seiten gebucht, die schon gelesen sind");
});

test("a locked file asks for its password, which goes to the desk and stays in no field", async () => {
  const { user, desk } = scans();
  expect(screen.queryByRole("button", { name: /Kennwort eingeben\s*IMG_2231/u })).toBeNull();
  await user.click(screen.getByRole("button", { name: /Kennwort eingeben\s*Rechnung_alt\.pdf/u }));
  const dialog = within(await screen.findByRole("dialog", { name: "Kennwort der Datei" }));
  await user.click(dialog.getByRole("button", { name: "Lesen" }));
  expect(dialog.getByText("Bitte geben Sie das Kennwort der Datei ein.")).toBeTruthy();
  expect(given(desk)).toEqual([]);
  expect(dialog.getByLabelText("Kennwort")).toHaveProperty("type", "password");
  await user.type(dialog.getByLabelText("Kennwort"), "Heide 2026{Enter}");
  await waitFor(() =>
    expect(given(desk)).toEqual([
      { name: "scanAgain", args: { folder: busy, name: "Rechnung_alt.pdf", anyway: false, password: "Heide 2026" } },
    ]),
  );
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("a file in quarantine is looked at in the viewer where that is harmless; where it is not shown the reason stands there", async () => {
  const xml = new TextEncoder().encode("<?xml version='1.0'?><Brief>Heidekraut</Brief>");
  const { user } = scans({ contents: new Map([["a".repeat(64), xml]]) });
  expect(screen.queryByRole("button", { name: /Ansehen\s*IMG_2231/u })).toBeNull();
  await user.click(screen.getByRole("button", { name: /Ansehen\s*Rechnung_alt\.pdf/u }));
  const dialog = await screen.findByRole("dialog", { name: "Rechnung_alt.pdf (in Quarantäne)" });
  await waitFor(() => expect(dialog.textContent).toContain("XML-Datei"));
  cleanup();
  const bare = scans();
  await bare.user.click(screen.getByRole("button", { name: /Ansehen\s*Rechnung_alt\.pdf/u }));
  const refused = await screen.findByRole("dialog", { name: "Rechnung_alt.pdf (in Quarantäne)" });
  await waitFor(() => expect(refused.textContent).toContain("Der Virenscanner antwortet nicht"));
});

test("the balance of a day agrees, or says by name what is missing", () => {
  scans();
  const table = screen.getByRole("table", { name: `Tagesbilanz von ${busy}` });
  expect(within(table).getByRole("row", { name: /^24\.11\.2026/u }).textContent).toBe("24.11.20262013124stimmt");
  expect(within(table).getByRole("row", { name: /^23\.11\.2026/u }).textContent).toContain("stimmt nicht: 1 Datei fehlt");
  expect(screen.getByText(/weder erfasst noch im Ordner: Müllgebühren\.pdf\./u)).toBeTruthy();
});

test("without a folder, and where the desk fails, the screen says what to do", () => {
  scans({ scanner: [] });
  expect(screen.getByText("Kein Scannerordner eingerichtet")).toBeTruthy();
  cleanup();
  scans({ failing: { scanner: "diskFull" } });
  expect(screen.getByText(/Speicherplatz auf diesem Gerät ist voll/u)).toBeTruthy();
});

test("separator sheets are printed, each with its unit, kind and a number of its own in a code that reads back", async () => {
  const print = vi.fn();
  vi.stubGlobal("print", print);
  const { user } = scans();
  await user.click(screen.getByRole("button", { name: "Trennblätter drucken" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Trennblätter drucken" }));
  const count = dialog.getByLabelText("Anzahl");
  await user.clear(count);
  await user.type(count, "0");
  expect(dialog.getByText("Bitte geben Sie eine Zahl von 1 bis 50 ein.")).toBeTruthy();
  expect(dialog.getByRole("button", { name: "Drucken" }).hasAttribute("disabled")).toBe(true);
  await user.clear(count);
  await user.type(count, "2");
  await user.click(dialog.getByRole("button", { name: "Drucken" }));
  await waitFor(() => expect(print).toHaveBeenCalledTimes(1));
  const sheets = [...document.querySelectorAll(".printed-sheet")];
  expect(sheets).toHaveLength(2);
  const numbers = sheets.map((sheet) => sheet.querySelector(".printed-sheet__number")?.textContent);
  expect(new Set(numbers).size).toBe(2);
  expect(sheets.map((sheet) => sheet.querySelector("img")?.getAttribute("src")?.startsWith("data:image/svg+xml,"))).toEqual([true, true]);
  window.dispatchEvent(new Event("afterprint"));
  await waitFor(() => expect(document.querySelectorAll(".printed-sheet")).toHaveLength(0));
  vi.unstubAllGlobals();
});

test("folders of the server stand below, with what waits, what lies aside and what a person may do about it", async () => {
  const { user, desk } = scans({ serverScans: previewServerScans });
  const folder = within(await screen.findByRole("region", { name: "scan01: /srv/scans/poststelle" }));
  expect(folder.getByText("3 Dateien warten")).toBeDefined();
  expect(folder.getByText(/^ist aufzuteilen/u)).toBeDefined();
  expect(within(folder.getByRole("table", { name: /^Tagesbilanz/u })).getByText("stimmt")).toBeDefined();
  await user.click(folder.getByRole("button", { name: /^Noch einmal lesen/u }));
  await user.click(folder.getByRole("button", { name: /^Trotzdem übernehmen/u }));
  const dialog = await screen.findByRole("alertdialog", { name: "Ungelesen übernehmen?" });
  await user.click(within(dialog).getByRole("button", { name: "Trotzdem übernehmen" }));
  const wish = { server: "scan01", folder: "/srv/scans/poststelle", name: "Stapel vom Dienstag.pdf" };
  await waitFor(() =>
    expect(desk.calls.filter(({ name }) => name === "serverScanAgain").map(({ args }) => args)).toEqual([
      { ...wish, anyway: false },
      { ...wish, anyway: true },
    ]),
  );
});

test("a mailbox of the server says when it was looked into, and what to do about what is wrong with it", async () => {
  scans({ serverScans: previewServerScans });
  const mailbox = within(await screen.findByRole("region", { name: "scan01: Postfach rechnungen@musterstadt.example" }));
  expect(mailbox.getByText(/^Rechnungen aus einem Postfach/u)).toBeDefined();
  expect(mailbox.getByText(/^zuletzt geprüft/u)).toBeDefined();
  expect(mailbox.getByText(/Bitten Sie die Systembetreuung, das Kennwort des Postfachs zu prüfen/u)).toBeDefined();
});

test("without network the server's folders are as it said last, with the time, and nothing can be asked of it", async () => {
  scans({ serverScans: previewServerScans, network: "offline" });
  const server = within(await screen.findByRole("region", { name: "Ordner des Servers" }));
  expect(server.getByText(/So war der Stand am 24\.11\.2026/u)).toBeDefined();
  for (const button of server.getAllByRole("button")) expect(button).toHaveProperty("disabled", true);
});
