// A stack of paper is divided by keyboard alone: what is proposed is shown, every step is taken back with one key, and the next file follows.
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { must } from "../../../shared/base/must.ts";
import { noticeQueue } from "../../state/notices.ts";
import { draw } from "../../testing/draw.tsx";
import { memoryDesk } from "../../testing/memory-desk.ts";
import { previewPages, previewScans } from "../../testing/preview-scans.ts";
import { ScansScreen } from "./scans-screen.tsx";

const folder = "/home/kbrandt/Scanner";
const fileInReview = must(
  previewScans[0]?.files.find(({ stage }) => stage === "review"),
  "the preview has one",
);

beforeEach(() => {
  // Nothing scrolls here: whatever is asked about is in sight.
  vi.stubGlobal(
    "IntersectionObserver",
    class {
      readonly #tell: (entries: readonly { readonly isIntersecting: boolean }[]) => void;
      constructor(tell: (entries: readonly { readonly isIntersecting: boolean }[]) => void) {
        this.#tell = tell;
      }
      observe(): void {
        queueMicrotask(() => this.#tell([{ isIntersecting: true }]));
      }
      disconnect(): void {
        // Asked once.
      }
    },
  );
  Element.prototype.scrollIntoView = () => undefined;
});
afterEach(() => {
  cleanup();
  noticeQueue.clear();
  vi.unstubAllGlobals();
});

async function open() {
  const desk = memoryDesk({ scanner: previewScans, scanPages: previewPages });
  const drawn = draw(<ScansScreen />, desk);
  await drawn.user.click(await screen.findByRole("button", { name: /Seiten prüfen\s*Stapel\.pdf/u }));
  const dialog = within(await screen.findByRole("dialog", { name: "Stapel.pdf: Seiten prüfen" }));
  const groups = () =>
    dialog.getAllByRole("group").map((group) => [
      group.getAttribute("aria-label"),
      within(group)
        .getAllByRole("option")
        .map((page) => page.textContent),
    ]);
  return { ...drawn, desk, dialog, groups };
}

test("the proposal says what becomes of every page, and which sheet could not be read", async () => {
  const { dialog, groups } = await open();
  expect(groups()).toEqual([
    ["Dokument 1 · Finanzen · Rechnung · 2 Seiten", ["Seite 2", "Seite 3"]],
    ["Dokument 2 · Bürgerservice · Post · 2 Seiten", ["Seite 6", "Seite 8"]],
    ["Wird nicht gebucht", ["Seite 1, Trennblatt", "Seite 4, leer", "Seite 5, Trennblatt", "Seite 7, Trennblatt"]],
  ]);
  expect(dialog.getByText(/Seite 7 sieht wie ein Trennblatt aus, sein Code ist aber unleserlich/u)).toBeTruthy();
  expect(dialog.getByRole("button", { name: /^2 Dokumente buchen/u })).toBeTruthy();
});

test("by keyboard: split, turn, take out, take back with one key, and book", async () => {
  const { user, desk, groups } = await open();
  await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("listbox"));
  await user.keyboard("{ArrowRight}t");
  expect(groups().map(([label]) => label)).toEqual([
    "Dokument 1 · Finanzen · Rechnung · 1 Seite",
    "Dokument 2 · Finanzen · Rechnung · 1 Seite",
    "Dokument 3 · Bürgerservice · Post · 2 Seiten",
    "Wird nicht gebucht",
  ]);
  await user.keyboard("{Backspace}d{ArrowRight}{ArrowRight}{Delete}");
  expect(groups()[1]).toEqual(["Dokument 2 · Bürgerservice · Post · 1 Seite", ["Seite 6"]]);
  await user.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() =>
    expect(desk.calls.filter(({ name }) => name === "bookScanPages")).toMatchObject([
      {
        args: {
          folder,
          id: "claim-1",
          recipe: {
            parts: [
              [
                { page: 2, turn: 0 },
                { page: 3, turn: 90 },
              ],
              [{ page: 6, turn: 0 }],
            ],
            leftOut: [{ page: 1 }, { page: 4 }, { page: 5 }, { page: 7 }, { page: 8, reason: "byHand" }],
          },
        },
      },
    ]),
  );
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

test("buttons that have nothing to do on this page are off, and what is left for later stays as it was", async () => {
  const { user, desk, dialog } = await open();
  const steps = within(dialog.getByRole("toolbar", { name: "Schritte" }));
  expect(steps.getByRole("button", { name: /^Hier trennen/u }).hasAttribute("disabled")).toBe(true);
  expect(steps.getByRole("button", { name: /^Zurück(?!holen)/u }).hasAttribute("disabled")).toBe(true);
  await user.click(dialog.getByRole("option", { name: "Seite 4, leer" }));
  await user.click(steps.getByRole("button", { name: /^Zurückholen/u }));
  expect(dialog.getByRole("group", { name: /^Dokument 1 .* 3 Seiten$/u })).toBeTruthy();
  await user.click(dialog.getByRole("button", { name: "Später" }));
  expect(desk.calls.filter(({ name }) => name === "bookScanPages")).toEqual([]);
});

test("a file that was booked is not shown again, though the list has not heard of it yet", async () => {
  const [busy] = previewScans;
  const three = ["claim-1", "claim-2", "claim-3"].map((id) => ({ ...fileInReview, id, name: `${id}.pdf` }));
  const pages = must(previewPages.get("claim-1"), "the preview has one");
  const desk = memoryDesk({
    scanner: [{ ...must(busy, "the preview has one"), files: three }],
    scanPages: new Map(three.map(({ id }) => [id, pages])),
    slowScanner: true,
  });
  const { user } = draw(<ScansScreen />, desk);
  await user.click(await screen.findByRole("button", { name: /Seiten prüfen\s*claim-1\.pdf/u }));
  for (const name of ["claim-1.pdf", "claim-2.pdf", "claim-3.pdf"]) {
    const dialog = within(await screen.findByRole("dialog", { name: `${name}: Seiten prüfen` }));
    await waitFor(() => expect(dialog.getByRole("listbox")).toBe(document.activeElement));
    await user.keyboard("{Control>}{Enter}{/Control}");
  }
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(desk.calls.filter(({ name }) => name === "bookScanPages")).toHaveLength(3);
});
