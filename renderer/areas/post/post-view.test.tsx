// The clerk's way with a letter: say what it is about, file it as what it is, put it away with a reason, or send it on as an invoice.
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { must } from "../../../shared/base/must.ts";
import { invoiceIdOf } from "../../../shared/domain/invoice/schema.ts";
import type { Post } from "../../../shared/domain/post/schema.ts";
import { buildFileRecord } from "../../../shared/testing/file-builder.ts";
import { buildPostRecord } from "../../../shared/testing/post-builder.ts";
import { forgetDrafts } from "../../state/drafts.ts";
import { draw } from "../../testing/draw.tsx";
import { memoryDesk } from "../../testing/memory-desk.ts";
import { PostView } from "./post-view.tsx";

const fileId = "0190a000-0000-7000-8000-00000000ab02";

function start(overrides: Partial<Post> = {}) {
  const letter = buildPostRecord(overrides);
  const desk = memoryDesk({ records: [letter, buildFileRecord({}, { id: fileId })] });
  const drawn = draw(<PostView id={letter.id} />, desk);
  return { ...drawn, desk, body: () => must(desk.record({ kind: "post", id: letter.id }), "it was put in").body };
}

afterEach(() => {
  cleanup();
  forgetDrafts();
});

test("a letter that is called like its file asks what it is about, and says it then", async () => {
  const { user, body } = start();
  expect(await screen.findByText(/^Noch heißt dieses Schreiben wie seine Datei/u)).toBeDefined();
  await user.click(screen.getByRole("button", { name: "Beschreiben …" }));
  const field = within(await screen.findByRole("dialog")).getByRole("textbox", { name: "Worum geht es" });
  await user.clear(field);
  await user.type(field, "Einladung{Enter}");
  expect(await screen.findByRole("heading", { name: "Einladung" })).toBeDefined();
  expect(body()["title"]).toBe("Einladung");
  expect(screen.queryByText(/^Noch heißt dieses Schreiben/u)).toBeNull();
});

test("put away only with a reason, which then stands there; taken out again it waits as before", async () => {
  const { user, body } = start();
  await user.click(await screen.findByRole("button", { name: "Weglegen …" }));
  const dialog = within(await screen.findByRole("dialog"));
  await user.click(dialog.getByRole("button", { name: "Weglegen" }));
  expect(dialog.getByText("Bitte nennen Sie den Grund.")).toBeDefined();
  await user.type(dialog.getByRole("textbox", { name: /^Warum/u }), "Werbung");
  await user.click(dialog.getByRole("button", { name: "Weglegen" }));
  expect(await screen.findByText("Dieses Schreiben ist weggelegt")).toBeDefined();
  expect(body()).toMatchObject({ state: "discarded", discarded: { reason: "Werbung" } });
  await user.click(screen.getByRole("button", { name: "Wieder hervorholen" }));
  await waitFor(() => expect(body()["state"]).toBe("open"));
});

test("one click sends it on as an invoice that nobody has read, both in one act", async () => {
  const { user, desk, body } = start();
  await user.click(await screen.findByRole("button", { name: "Ist eine Rechnung" }));
  const id = invoiceIdOf("cd".repeat(32));
  await waitFor(() => expect(desk.record({ kind: "invoice", id })?.body).toMatchObject({ readState: "notReadYet", state: "captured" }));
  expect(body()).toMatchObject({ state: "discarded", discarded: { invoice: id } });
  expect(await screen.findByRole("button", { name: "Rechnung öffnen" })).toBeDefined();
  // Taken back it is as a whole, from the notice, by key or from one's own steps; half of it would leave the paper nowhere.
  expect(within(screen.getByRole("toolbar", { name: "Schritte" })).queryByRole("button", { name: "Rückgängig" })).toBeNull();
});
