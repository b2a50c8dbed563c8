// The archive by mouse and by keyboard: the plan narrows, words find at once, Enter ranks, the server is asked only on request.
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { must } from "../../../shared/base/must.ts";
import { transferNoteOf } from "../../../shared/domain/invoice/transfer-note.ts";
import { buildDocumentRecord } from "../../../shared/testing/document-builder.ts";
import { buildFileRecord } from "../../../shared/testing/file-builder.ts";
import { buildInvoice } from "../../../shared/testing/invoice-builder.ts";
import { useArchiveLook, wholeArchive } from "../../state/archive-look.ts";
import { usePlace } from "../../state/place.ts";
import { draw } from "../../testing/draw.tsx";
import { memoryDesk, type MemoryDeskOptions } from "../../testing/memory-desk.ts";
import { ArchiveScreen } from "./archive-screen.tsx";

const ids = Array.from({ length: 6 }, (_unused, index) => `0190a000-0000-7000-8000-0000000000e${index}`);
const [fileA = "", fileB = "", lamp = "", winter = "", bill = "", onServer = ""] = ids;
const content = { sha256: "cd".repeat(32), name: "Datei.dat", mime: "application/x-unknown", size: 10 };

const serverRecord = buildDocumentRecord({ title: "Beleuchtung Altbestand 2009", fileId: fileB, content }, { id: onServer });

function start(options: MemoryDeskOptions = {}) {
  const desk = memoryDesk({
    ...options,
    records: [
      buildFileRecord({}, { id: fileA }),
      buildFileRecord(
        { number: "20.1-2026/0001", title: "Rechnungen 2026", planNumber: "20.1", state: "closed", closedOn: "2026-10-01" },
        { id: fileB },
      ),
      buildDocumentRecord({ title: "Straßenbeleuchtung Am Markt", fileId: fileA, content, documentDate: "2026-10-02" }, { id: lamp }),
      buildDocumentRecord({ title: "Winterdienst Los 3", fileId: fileA, content, documentDate: "2026-10-01" }, { id: winter }),
      buildDocumentRecord(
        {
          title: "Rechnung Heidestrom",
          fileId: fileB,
          content,
          documentType: "invoice",
          documentDate: "2026-09-01",
          about: { kind: "invoice", id: winter },
        },
        { id: bill },
      ),
    ],
  });
  return { desk, ...draw(<ArchiveScreen />, desk) };
}
const list = async () => screen.findByRole("grid", { name: "Dokumente" });
const titles = async () =>
  within(await list())
    .getAllByRole("row")
    .slice(1)
    .map((row) => row.querySelector(".grid__cell--title")?.textContent);

beforeEach(() => {
  useArchiveLook.setState({ look: wholeArchive, unfolded: new Set() });
  usePlace.setState({ area: "archive", record: null });
});
afterEach(cleanup);

test("the plan narrows files and documents, by keyboard alone, and what narrows can be taken back", async () => {
  const { user } = start();
  const tree = await screen.findByRole("treegrid", { name: "Aktenplan" });
  expect(await titles()).toHaveLength(3);
  within(tree).getAllByRole("row")[0]?.focus();
  await user.keyboard("{ArrowDown}{ArrowRight}{ArrowDown}");
  expect(document.activeElement?.getAttribute("aria-label")).toContain("20.1");
  await user.keyboard("{Enter}");
  await waitFor(async () => {
    expect(await titles()).toEqual(["Rechnung Heidestrom"]);
  });
  expect(within(screen.getByRole("listbox")).getByText(/geschlossen/u)).toBeDefined();
  await user.click(screen.getByRole("button", { name: "Einschränkung auf 20.1 aufheben" }));
  await waitFor(async () => {
    expect(await titles()).toHaveLength(3);
  });
});

test("words find at once with the hits marked, Enter ranks and goes to the list, arrows open the document", async () => {
  const { user } = start();
  await list();
  screen.getByRole("searchbox", { name: "Im Archiv suchen" }).focus();
  await user.keyboard("markt");
  await waitFor(async () => {
    expect(await titles()).toEqual(["Straßenbeleuchtung Am Markt"]);
  });
  expect((await list()).querySelector("mark")?.textContent).toBe("Markt");
  expect(useArchiveLook.getState().look.order).toBe("newest");
  await user.keyboard("{Enter}");
  expect(useArchiveLook.getState().look.order).toBe("ranked");
  expect(document.activeElement?.getAttribute("role")).toBe("row");
  await waitFor(() => {
    expect(usePlace.getState().record).toEqual({ kind: "document", id: lamp });
  });
  expect(await screen.findByRole("heading", { name: "Straßenbeleuchtung Am Markt" })).toBeDefined();
});

test("the server is asked on request; its hits stand behind one's own, marked, and can be read", async () => {
  const { user } = start({
    serverHits: [
      { record: { ...serverRecord, scopes: [...serverRecord.scopes] }, excerpt: "… alte Beleuchtung am Rathaus …" },
      { record: { ...serverRecord, scopes: [], id: lamp }, excerpt: "die kennt das Gerät schon" },
    ],
  });
  await list();
  screen.getByRole("searchbox", { name: "Im Archiv suchen" }).focus();
  await user.keyboard("beleuchtung");
  await user.click(await screen.findByRole("button", { name: "Auch am Server suchen" }));
  expect(await screen.findByText("1 weiterer Treffer vom Server")).toBeDefined();
  expect(await titles()).toEqual(["Straßenbeleuchtung Am Markt", "Beleuchtung Altbestand 2009"]);
  expect(within(await list()).getByText("vom Server")).toBeDefined();
  await user.click(screen.getByRole("button", { name: "Zeigen" }));
  expect(await screen.findByRole("heading", { name: "Beleuchtung Altbestand 2009" })).toBeDefined();
  expect(screen.getByText(/liegt nur am Server/u)).toBeDefined();
});

test("without the server its search says so and one's own hits stay", async () => {
  const { user } = start({ failing: { searchServer: "serverUnreachable" } });
  await list();
  screen.getByRole("searchbox", { name: "Im Archiv suchen" }).focus();
  await user.keyboard("markt");
  await user.click(await screen.findByRole("button", { name: "Auch am Server suchen" }));
  expect(await screen.findByText(/Der Server ist nicht erreichbar/u)).toBeDefined();
  expect(await titles()).toEqual(["Straßenbeleuchtung Am Markt"]);
});

test("nothing found says for which words and offers the way back", async () => {
  const { user } = start();
  await list();
  screen.getByRole("searchbox", { name: "Im Archiv suchen" }).focus();
  await user.keyboard("einhorn");
  expect(await screen.findByText(/zu „einhorn“/u)).toBeDefined();
  await user.click(screen.getByRole("button", { name: "Auswahl aufheben" }));
  expect(await titles()).toHaveLength(3);
});

test("a description is changed by what really changed, and the document leads to its invoice", async () => {
  const { desk, user } = start();
  await list();
  usePlace.getState().open({ kind: "document", id: bill });
  await user.click(await screen.findByRole("button", { name: "Beschreibung ändern …" }));
  const dialog = within(await screen.findByRole("dialog"));
  await user.clear(dialog.getByLabelText("Titel"));
  await user.type(dialog.getByLabelText("Titel"), "Rechnung Heidestrom, Abschlag");
  await user.click(dialog.getByRole("button", { name: "Speichern" }));
  await waitFor(() => {
    expect(must(desk.record({ kind: "document", id: bill }), "it was put in").body["title"]).toBe("Rechnung Heidestrom, Abschlag");
  });
  expect(await screen.findByText(/hat geändert: Titel: Rechnung Heidestrom → Rechnung Heidestrom, Abschlag$/u)).toBeDefined();
  await user.click(screen.getByRole("button", { name: "Rechnung öffnen" }));
  expect(usePlace.getState()).toMatchObject({ area: "inbox", record: { kind: "invoice", id: winter } });
});

test("an archive that holds nothing yet says what will be here", async () => {
  draw(<ArchiveScreen />, memoryDesk());
  expect(await screen.findByText("Noch keine Dokumente")).toBeDefined();
  expect(screen.getByText("Kein Dokument gewählt")).toBeDefined();
});

test("a filed scan says by itself how the paper became this document, also where its invoice is not here", async () => {
  const transferNote = transferNoteOf(
    buildInvoice({
      arrivals: [
        {
          channel: "scanner",
          fileName: "SCAN0001.pdf",
          by: "kbrandt",
          at: "2026-11-18T08:00:00.000Z",
          transfer: { device: "Scanplatz 1", profile: "Rechnungen 300 dpi", readAt: "2026-11-18T08:00:00.000Z", pages: 2 },
        },
      ],
    }),
  );
  const desk = memoryDesk({
    records: [buildFileRecord({}, { id: fileA }), buildDocumentRecord({ fileId: fileA, content, transferNote }, { id: bill })],
  });
  usePlace.setState({ area: "archive", record: { kind: "document", id: bill } });
  draw(<ArchiveScreen />, desk);
  expect(await screen.findByRole("heading", { name: "Transfervermerk" })).toBeDefined();
  for (const text of ["Scanplatz 1", "Rechnungen 300 dpi", "keine: alle Seiten wie gescannt", "noch nicht verglichen"])
    expect(screen.getByText(text)).toBeDefined();
});
