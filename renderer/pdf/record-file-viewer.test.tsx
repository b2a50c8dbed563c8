// Which form of a scan is shown: the searchable one says what it is, the original is a press away and comes by itself where the other is missing.
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeAll, expect, test } from "vitest";
import type { ContentMark } from "../../shared/desk/content-calls.ts";
import type { EInvoice } from "../../shared/desk/einvoice-calls.ts";
import { DeskError } from "../../shared/desk/errors.ts";
import { shownInvoice } from "../../shared/einvoice/shown-invoice.ts";
import { aSemanticInvoice } from "../../shared/testing/einvoice-builder.ts";
import { initTexts } from "../state/texts.ts";
import { RecordFileViewer } from "./record-file-viewer.tsx";

const content = { sha256: "a".repeat(64), name: "scan.xml", mime: "application/xml", size: 1 };
const searchable = { sha256: "b".repeat(64), name: "scan durchsuchbar.xml", mime: "application/xml", size: 1 };
const files = {
  offline: { mark: undefined, keep: () => undefined, failed: false },
  online: true,
  lastContactAt: null,
  eInvoice: async (): Promise<EInvoice> => Promise.resolve({ state: "none" }),
  eInvoiceFile: async () => Promise.resolve({ base64: "", size: 0 }),
  eInvoiceLines: async () => Promise.resolve([]),
};
/** The original holds one word, the rendition another. */
const read = async (sha256: string) => {
  const bytes = Buffer.from(sha256 === content.sha256 ? "<a><b>Original</b></a>" : "<a><b>Fassung</b></a>");
  return Promise.resolve({ base64: bytes.toString("base64"), size: bytes.length });
};

beforeAll(initTexts);
afterEach(cleanup);

test("the searchable form is shown and says so; the original is one press away, and back", async () => {
  render(<RecordFileViewer content={content} searchable={searchable} files={{ ...files, read }} />);
  expect(await screen.findByText("Fassung")).toBeDefined();
  expect(screen.getByText("Durchsuchbare Fassung: Bild des Originals, Text aus der Texterkennung")).toBeDefined();
  await userEvent.click(screen.getByRole("button", { name: "Original zeigen" }));
  expect(await screen.findByText("Original")).toBeDefined();
  expect(screen.getByText("Original, wie es eingegangen ist")).toBeDefined();
  await userEvent.click(screen.getByRole("button", { name: "Original zeigen" }));
  expect(await screen.findByText("Fassung")).toBeDefined();
});

test("where the searchable form is not on this device the original is shown by itself", async () => {
  const missing = async (sha256: string) =>
    sha256 === content.sha256 ? read(sha256) : Promise.reject(new DeskError("contentNotHere", "no network"));
  render(<RecordFileViewer content={content} searchable={searchable} files={{ ...files, read: missing }} />);
  expect(await screen.findByText("Original")).toBeDefined();
  expect(screen.getByRole("button", { name: "Original zeigen" }).getAttribute("aria-pressed")).toBe("true");
});

test("a file without one has no such line", async () => {
  render(<RecordFileViewer content={content} files={{ ...files, read }} />);
  expect(await screen.findByText("Original")).toBeDefined();
  expect(screen.queryByRole("group", { name: "Fassung der Datei" })).toBeNull();
});

function isRead(): EInvoice {
  const { invoice, lines } = shownInvoice(aSemanticInvoice());
  const findingCount = { fatal: 0, warning: 0, information: 0 };
  return { state: "read", invoice, lineCount: lines.length, lines, checked: true, findingCount, findings: [], differences: [] };
}

test("an electronic invoice is shown by its data, its source one press away, and back", async () => {
  render(<RecordFileViewer content={content} files={{ ...files, read, eInvoice: async () => Promise.resolve(isRead()) }} />);
  expect(await screen.findByText("Gartenbau Heide GmbH")).toBeDefined();
  await userEvent.click(screen.getByRole("button", { name: "Quelltext anzeigen" }));
  expect(await screen.findByText("<a><b>Original</b></a>")).toBeDefined();
  await userEvent.click(screen.getByRole("button", { name: "Lesbare Ansicht" }));
  expect(await screen.findByText("Gartenbau Heide GmbH")).toBeDefined();
});

test("one that was not here is asked about again once it is", async () => {
  const answers: EInvoice[] = [{ state: "notHere" }, isRead()];
  const eInvoice = async (): Promise<EInvoice> => Promise.resolve(answers.shift() ?? { state: "none" });
  const markOf = (whole: boolean): ContentMark => ({
    kind: "invoice",
    id: "i",
    kept: false,
    keptItself: false,
    contents: [{ sha256: content.sha256, size: 1, here: whole ? 1 : 0, whole, fetching: false }],
  });
  const withMark = (whole: boolean) => ({ ...files, read, eInvoice, offline: { ...files.offline, mark: markOf(whole) } });
  const { rerender } = render(<RecordFileViewer content={content} files={withMark(false)} />);
  // Looking at it fetches it.
  expect(await screen.findByText("Original")).toBeDefined();
  rerender(<RecordFileViewer content={content} files={withMark(true)} />);
  expect(await screen.findByText("Gartenbau Heide GmbH")).toBeDefined();
  expect(answers).toEqual([]);
});
