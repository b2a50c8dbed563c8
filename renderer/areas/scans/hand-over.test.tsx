// Files put into a scanner folder from the window: by button and by dropping, with how far each is, and a sentence for what was not taken.
import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { noticeQueue } from "../../state/notices.ts";
import { draw } from "../../testing/draw.tsx";
import { memoryDesk, type MemoryDeskOptions } from "../../testing/memory-desk.ts";
import { previewScans } from "../../testing/preview-scans.ts";
import { ScansScreen } from "./scans-screen.tsx";

afterEach(() => {
  cleanup();
  noticeQueue.clear();
});

const busy = "/home/kbrandt/Scanner";

function scans(options: MemoryDeskOptions = {}) {
  const desk = memoryDesk({ scanner: previewScans, ...options });
  const handed = () => desk.calls.flatMap(({ name, args }) => (name === "handScan" ? [args] : []));
  return { desk, handed, ...draw(<ScansScreen />, desk) };
}

const dropped = (files: readonly File[]) => ({ dataTransfer: { types: ["Files"], files, dropEffect: "none" } });
const list = async () => within(await screen.findByRole("group", { name: "Aufgenommene Dateien" }));

test("a chosen file goes over in pieces and says when it lies in the folder; then the list is cleared", async () => {
  const { user, handed } = scans();
  await user.click(screen.getByRole("button", { name: `Dateien aufnehmen in ${busy}` }));
  const input = screen.getByRole("region", { name: busy }).querySelector('input[type="file"]');
  if (!(input instanceof HTMLInputElement)) throw new Error("no input");
  await user.upload(input, new File([new Uint8Array(1_000_001)], "Rechnung.pdf"));
  await (await list()).findByText("liegt im Ordner und wird gelesen");
  expect(handed()).toMatchObject([
    { folder: busy, name: "Rechnung.pdf", size: 1_000_001, offset: 0 },
    { folder: busy, name: "Rechnung.pdf", size: 1_000_001, offset: 1_000_000, base64: "AA==" },
  ]);
  await user.click(screen.getByRole("button", { name: "Liste leeren" }));
  expect(screen.queryByRole("group", { name: "Aufgenommene Dateien" })).toBeNull();
});

test("dropped files go into the folder they are dropped on; an empty one is not sent", async () => {
  const { handed } = scans();
  const region = screen.getByRole("region", { name: busy });
  fireEvent.dragOver(region, dropped([]));
  expect(region.textContent).toContain(`Loslassen, um die Dateien in ${busy} aufzunehmen`);
  fireEvent.drop(region, dropped([new File(["a"], "a.xml"), new File([], "leer.pdf")]));
  expect(region.textContent).not.toContain("Loslassen");
  const shown = await list();
  await shown.findByText("liegt im Ordner und wird gelesen");
  expect(shown.getByText(/ist leer und wird nicht aufgenommen/u)).toBeDefined();
  expect(handed()).toMatchObject([{ folder: busy, name: "a.xml" }]);
});

test("a folder that takes nothing from here has no button, and what is dropped on it opens nothing", () => {
  const { handed } = scans();
  for (const name of ["//ablage/scans/Poststelle", "//ablage/scans/Bauamt"]) {
    const region = screen.getByRole("region", { name });
    expect(within(region).queryByRole("button", { name: /^Dateien aufnehmen/u })).toBeNull();
    // False: the window must not go to the file.
    expect(fireEvent.drop(region, dropped([new File(["a"], "a.xml")]))).toBe(false);
  }
  expect(handed()).toEqual([]);
});

test("what the desk does not take is said in a sentence", async () => {
  scans({ failing: { handScan: "diskFull" } });
  fireEvent.drop(screen.getByRole("region", { name: busy }), dropped([new File(["a"], "a.xml")]));
  await (await list()).findByText(/Der Speicherplatz auf diesem Gerät ist voll/u);
});
