// The way of a letter: in by the scanner, described, filed or put away, or on as an invoice; and who may not.
import { expect, test } from "vitest";
import { cast, Scene } from "../../testing/scene.ts";
import type { Outcome } from "../execute.ts";
import { isOpenWork } from "../open-work.ts";
import type { FilePages } from "../pages.ts";
import { recordKey } from "../record.ts";
import { systemActor } from "../actor.ts";
import { wantsReading } from "../invoice/read-paper.ts";
import { emptyInvoiceFields, invoiceIdOf, invoiceSchema } from "../invoice/schema.ts";
import { postIdOf, postSchema, titleOfFile, type Post } from "./schema.ts";

const codeOf = (outcome: Outcome): string => (outcome.kind === "refused" ? outcome.refusal.code : "accepted");
const post = (scene: Scene, id: string): Post => postSchema.parse(scene.body("post", id));

function isOpen(scene: Scene, kind: string, id: string): boolean {
  const record = scene.records.get(recordKey({ kind, id }));
  return record !== undefined && isOpenWork(record);
}

test("a letter is described, taken, noted on and filed by a clerk of its unit, with the type they chose", () => {
  const scene = new Scene();
  const id = scene.letter();
  expect(post(scene, id)).toMatchObject({
    title: "SCAN0001",
    state: "open",
    arrivals: [{ by: "mpetersen", transfer: { profile: "Post" } }],
  });
  expect(scene.records.get(recordKey({ kind: "post", id }))?.scopes).toEqual(["post@buergerservice"]);
  const steps: readonly [string, Record<string, unknown>][] = [
    ["claim", {}],
    ["describe", { fields: { title: { from: "SCAN0001", to: "Beschwerde über Lärm" } } }],
    ["addNote", { text: "Rückruf zugesagt." }],
    ["fileAway", { fileId: scene.file("buergerservice"), title: "Beschwerde über Lärm", documentType: "letter" }],
  ];
  expect(steps.map(([name, args]) => codeOf(scene.run(cast.clerk, "post", name, id, args)))).toEqual(steps.map(() => "accepted"));
  expect(isOpen(scene, "post", id)).toBe(false);
  expect(scene.body("document", post(scene, id).documentId ?? "")).toMatchObject({
    title: "Beschwerde über Lärm",
    documentType: "letter",
    documentDate: "2026-11-24",
    content: post(scene, id).document,
    about: { kind: "post", id },
  });
  expect(codeOf(scene.run(cast.clerk, "post", "claim", id, {}))).toBe("wrongState");
});

test("the same bytes again are one more arrival; parts of a file are letters of their own, and no invoices", () => {
  const scene = new Scene();
  const id = scene.letter();
  const { document } = post(scene, id);
  const again = { unit: "buergerservice", document, checks: [], arrival: { channel: "scanner", fileName: "SCAN0002.pdf" } };
  expect(codeOf(scene.run(cast.accountant, "post", "capture", id, again))).toBe("accepted");
  expect(post(scene, id)).toMatchObject({ title: "SCAN0001", arrivals: [{}, { fileName: "SCAN0002.pdf" }] });
  const pages: FilePages = { shown: [{ page: 3, turn: 0 }], leftOut: [] };
  const part = postIdOf(document.sha256, pages);
  expect(codeOf(scene.run(cast.accountant, "post", "capture", part, { ...again, pages }))).toBe("accepted");
  expect(new Set([id, part, invoiceIdOf(document.sha256), invoiceIdOf(document.sha256, pages)]).size).toBe(4);
  expect(codeOf(scene.run(cast.accountant, "post", "capture", scene.freshId(), again))).toBe("badArguments");
});

test("whoever scans hands on and puts away, clerks alone file; other units have no say", () => {
  const scene = new Scene();
  const id = scene.letter();
  const filing = { fileId: scene.file("buergerservice"), title: "x", documentType: "letter" };
  const tries: readonly [Parameters<Scene["run"]>[0], string, Record<string, unknown>][] = [
    [cast.accountant, "fileAway", filing],
    [cast.stranger, "addNote", { text: "?" }],
    [cast.stranger, "fileAway", filing],
    [
      cast.clerk,
      "capture",
      { unit: "buergerservice", document: post(scene, id).document, checks: [], arrival: { channel: "scanner", fileName: "a" } },
    ],
    [cast.accountant, "assign", { unit: "standesamt" }],
    [cast.clerk, "claim", {}],
  ];
  expect(tries.map(([actor, name, args]) => codeOf(scene.run(actor, "post", name, id, args)))).toEqual([
    "notAllowed",
    "notAllowed",
    "notAllowed",
    "notAllowed",
    "accepted",
    "notAllowed",
  ]);
  expect(scene.records.get(recordKey({ kind: "post", id }))?.scopes).toEqual(["post@standesamt"]);
});

test("what was put away with a reason waits for nobody, keeps its scan and can be taken out by a colleague", () => {
  const scene = new Scene();
  const id = scene.letter();
  expect(codeOf(scene.run(cast.clerk, "post", "discard", id, { reason: " " }))).toBe("badArguments");
  expect(codeOf(scene.run(cast.clerk, "post", "discard", id, { reason: "Werbung" }))).toBe("accepted");
  expect([isOpen(scene, "post", id), post(scene, id).document.name]).toEqual([false, "SCAN0001.pdf"]);
  expect(codeOf(scene.run(cast.colleague, "post", "reopen", id, {}))).toBe("accepted");
  expect([isOpen(scene, "post", id), post(scene, id).discarded]).toEqual([true, undefined]);
});

test("two people who describe at once: the second is asked, and nothing is lost", () => {
  const scene = new Scene();
  const id = scene.letter();
  const describe = (to: string) => ({ fields: { title: { from: "SCAN0001", to } } });
  scene.run(cast.clerk, "post", "describe", id, describe("Einladung"));
  expect(scene.run(cast.colleague, "post", "describe", id, describe("Beschwerde"))).toMatchObject({
    refusal: { code: "fieldConflict", conflicts: [{ field: "title", mine: "Beschwerde", theirs: "Einladung" }] },
  });
});

test("a title is what the file was called, whatever that was", () => {
  expect(["Einladung Kreistag.pdf", ".pdf", "Bescheid 24.11", "x".repeat(400), "Brief.", "  .tiff"].map(titleOfFile)).toEqual([
    "Einladung Kreistag",
    ".pdf",
    "Bescheid 24",
    "x".repeat(300),
    "Brief.",
    ".tiff",
  ]);
});

/** The two commands of one act, as a screen gives them. */
function rebooked(scene: Scene, id: string, to: "post" | "invoice") {
  const { document, pages } = scene.body(to === "post" ? "invoice" : "post", id) as Pick<Post, "document" | "pages">;
  const other = to === "post" ? postIdOf(document.sha256, pages) : invoiceIdOf(document.sha256, pages);
  const actor = to === "post" ? cast.accountant : cast.clerk;
  const away =
    to === "post"
      ? scene.run(actor, "invoice", "isLetter", id, { post: other })
      : scene.run(actor, "post", "isInvoice", id, { invoice: other });
  const anew = scene.run(actor, to, "rebook", other, { from: id });
  expect([codeOf(away), codeOf(anew)]).toEqual(["accepted", "accepted"]);
  return { actor, other, away, anew };
}

test("an invoice that is none goes on as a letter with all its arrivals, and the other way round; taken back, it was never gone", () => {
  const scene = new Scene();
  const invoice = scene.invoice();
  const first = rebooked(scene, invoice, "post");
  expect([isOpen(scene, "invoice", invoice), isOpen(scene, "post", first.other)]).toEqual([false, true]);
  expect(post(scene, first.other).arrivals).toEqual(scene.body("invoice", invoice)["arrivals"]);
  const sign = { as: "factual", digest: scene.digest(invoice), statement: "richtig" };
  expect(codeOf(scene.run(cast.accountant, "invoice", "certify", invoice, sign))).toBe("isNoInvoice");
  // The newest first, as undo of a group does.
  expect(codeOf(scene.run(first.actor, "post", "takeBack", first.other, { command: first.anew.commandId }))).toBe("accepted");
  expect(codeOf(scene.run(first.actor, "invoice", "takeBack", invoice, { command: first.away.commandId }))).toBe("accepted");
  expect([isOpen(scene, "invoice", invoice), isOpen(scene, "post", first.other)]).toEqual([true, false]);
  expect(codeOf(scene.run(cast.head, "post", "reopen", first.other, {}))).toBe("wrongState");

  const letter = scene.letter();
  const second = rebooked(scene, letter, "invoice");
  expect([isOpen(scene, "post", letter), isOpen(scene, "invoice", second.other)]).toEqual([false, true]);
  expect(scene.body("invoice", second.other)).toMatchObject({ readState: "notReadYet", state: "captured", fields: { gross: null } });
  expect(codeOf(scene.run(cast.clerk, "post", "reopen", letter, {}))).toBe("wrongState");
  const third = rebooked(scene, second.other, "post");
  expect(third.other).toBe(letter);
  expect([isOpen(scene, "post", letter), isOpen(scene, "invoice", second.other)]).toEqual([true, false]);
});

test("nobody rebooks what another unit works on, nor under an id that is not the paper's", () => {
  const scene = new Scene();
  const letter = scene.letter();
  const { document } = post(scene, letter);
  const rebook = (actor: Parameters<Scene["run"]>[0], id: string) => codeOf(scene.run(actor, "invoice", "rebook", id, { from: letter }));
  expect(rebook(cast.stranger, invoiceIdOf(document.sha256))).toBe("notAllowed");
  expect(rebook(cast.clerk, scene.freshId())).toBe("badArguments");
});

test("what a program reads on a rebooked paper fills it once, never over what a person has entered, and holds up no undo", () => {
  const scene = new Scene();
  const letter = scene.letter();
  const { actor, other } = rebooked(scene, letter, "invoice");
  const read = (number: string) => ({
    documentKind: "invoice",
    readState: "read",
    fields: { ...emptyInvoiceFields, number, gross: 11_900 },
    origins: { number: { source: "text", confidence: 0.9 } },
    checks: [{ code: "sums-agree", severity: "ok" }],
  });
  const body = () => invoiceSchema.parse(scene.body("invoice", other));
  expect(wantsReading(body())).toBe(actor.personId);
  // Lines somebody has booked it on are entered too, and add up to what they saw.
  expect(wantsReading({ ...body(), bookings: [] })).toBeUndefined();
  expect(codeOf(scene.run(cast.stranger, "invoice", "readPaper", other, read("R-1")))).toBe("notAllowed");
  expect(codeOf(scene.run(cast.accountant, "invoice", "readPaper", other, read("R-1")))).toBe("accepted");
  // The desk that comes second is not refused, and changes nothing.
  expect(codeOf(scene.run(cast.accountant, "invoice", "readPaper", other, read("R-2")))).toBe("accepted");
  expect(body()).toMatchObject({ readState: "read", fields: { number: "R-1" }, origins: { number: { confidence: 0.9 } } });
  expect(body().trail.map(({ command }) => command)).toEqual(["rebook", "readPaper"]);
  expect(wantsReading(body())).toBeUndefined();
  const none = rebooked(scene, scene.invoice(), "post");
  expect(codeOf(scene.run(systemActor, "post", "attachText", none.other, { sha256: "b".repeat(64), characters: 3 }))).toBe("accepted");
  expect(codeOf(scene.run(none.actor, "post", "takeBack", none.other, { command: none.anew.commandId }))).toBe("accepted");

  const second = rebooked(scene, scene.letter(), "invoice");
  const edits = { fields: { number: { from: null, to: "Von Hand" } } };
  expect(codeOf(scene.run(cast.accountant, "invoice", "editFields", second.other, edits))).toBe("accepted");
  expect(codeOf(scene.run(cast.accountant, "invoice", "readPaper", second.other, read("R-3")))).toBe("accepted");
  expect(invoiceSchema.parse(scene.body("invoice", second.other))).toMatchObject({
    readState: "notReadYet",
    fields: { number: "Von Hand" },
  });
});
