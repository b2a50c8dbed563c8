// Certified here, changed there: a signature is void where the amount under it moved, and whoever signed is told so.
import { afterEach, beforeEach, expect, test } from "vitest";
import { must } from "../../../shared/base/must.ts";
import { openStoryTown, type StoryTown, type TownDesk } from "../town.ts";
import {
  atServer,
  bodyOf,
  caughtUp,
  certify,
  comeBack,
  edit,
  history,
  inboxSubjects,
  invoiceOf,
  logOf,
  nothingIsLost,
  order,
  sentences,
  storyInvoice,
  withInvoices,
} from "./telling.ts";

const invoice = storyInvoice("R-200");
const { id } = invoice;
const ref = { kind: "invoice", id };
const dearer = { net: 20_000, vat: 3_800, gross: 23_800 };
const voidedLine =
  "Lena Winkel hat geändert: Netto: 100,00\u00a0€ → 200,00\u00a0€, Umsatzsteuer: 19,00\u00a0€ → 38,00\u00a0€, Brutto: 119,00\u00a0€ → 238,00\u00a0€; Feststellungen und Anordnung sind damit hinfällig";
let town: StoryTown;

beforeEach(async () => {
  town = await openStoryTown(withInvoices(invoice));
});
afterEach(async () => {
  await town.close();
});

async function seated(...names: readonly string[]): Promise<readonly TownDesk[]> {
  const desks = await Promise.all(names.map((name) => town.sitDown(name)));
  await Promise.all(desks.map((desk) => invoiceOf(desk, id)));
  return desks;
}

test("the certification was there first: the change voids it; a task and the history explain it to the certifier", async () => {
  const [petersen, winkel] = await seated("mpetersen", "lwinkel");
  const certifier = must(petersen, "seated");
  const editor = must(winkel, "seated");
  certifier.cut();
  editor.cut();
  expect(await certify(certifier, id, "factual")).toBe("applied");
  expect(await edit(editor, id, dearer)).toBe("applied");
  await comeBack(certifier);
  expect((await atServer(town, "invoice", id))?.body).toMatchObject({ state: "inReview" });
  await comeBack(editor);
  await caughtUp(town, certifier, "invoice", id);
  const body = await bodyOf(certifier, "invoice", id);
  expect(body).toMatchObject({ state: "captured", certifications: {}, fields: dearer });
  expect(history(body)).toEqual(["Malte Petersen hat festgestellt: sachlich richtig", voidedLine]);
  expect(await inboxSubjects(certifier, "task", 1)).toEqual(["Feststellung hinfällig: Lieferant R-200 R-200"]);
  expect(await certifier.until("outbox", {}, () => true)).toEqual([]);
  // Certified anew over what holds now; the task is done.
  expect(await certify(certifier, id, "factual")).toBe("applied");
  const { rows } = await certifier.until(
    "inbox",
    { view: "mine", kinds: ["task"], text: "", overdueOnly: false, sort: { by: "received", descending: true }, offset: 0, limit: 5 },
    (value) => value.rows.length === 1,
  );
  const task = must(rows[0], "it was waited for").id;
  expect(await bodyOf(certifier, "task", task)).toMatchObject({ topic: "certificationVoided", about: ref, person: "p-mpetersen" });
  await certifier.give("task", "complete", task, {});
  await comeBack(certifier);
  expect(await inboxSubjects(certifier, "task", 0)).toEqual([]);
  await nothingIsLost(town, ref, certifier, editor);
});

test("the change was there first: the certification is refused with the sentence, and made again over today's amounts", async () => {
  const [petersen, winkel] = await seated("mpetersen", "lwinkel");
  const certifier = must(petersen, "seated");
  const editor = must(winkel, "seated");
  certifier.cut();
  expect(await certify(certifier, id, "arithmetic")).toBe("applied");
  await edit(editor, id, dearer);
  await editor.settled();
  await comeBack(certifier);
  const entries = await certifier.until("outbox", {}, ([entry]) => entry?.state === "refused");
  expect(sentences(entries)).toEqual([
    "Zahlungsrelevante Angaben haben sich seit Ihrer Prüfung geändert. Bitte prüfen Sie die Rechnung erneut.",
  ]);
  expect((await invoiceOf(certifier, id)).certifications).toEqual({});
  expect((await logOf(town)).at(-1)).toMatchObject({ name: "certify", answer: "refused", code: "digestChanged", person: "p-mpetersen" });
  // Sending it again would sign what was never looked at: it stays refused.
  const commandId = must(entries[0], "it was waited for").commandId;
  await certifier.desk.call("resolve", { commandId, action: "retry" });
  expect((await certifier.until("outbox", {}, () => true)).map((entry) => entry.state)).toEqual(["refused"]);
  await certifier.desk.call("resolve", { commandId, action: "discard" });
  expect(await certify(certifier, id, "arithmetic")).toBe("applied");
  await comeBack(certifier);
  expect((await invoiceOf(certifier, id)).certifications.arithmetic?.by).toBe("p-mpetersen");
  await nothingIsLost(town, ref, certifier, editor);
});

const orders = [
  ["editor", "certifier", "officer"],
  ["editor", "officer", "certifier"],
  ["certifier", "editor", "officer"],
  ["certifier", "officer", "editor"],
  ["officer", "editor", "certifier"],
  ["officer", "certifier", "editor"],
] as const;

test.each(orders)("edited, corrected and certified, ordered, all without network; they come back: %s, %s, %s", async (...back) => {
  const [gesa, winkel, petersen, hartmann] = await seated("gthiele", "lwinkel", "mpetersen", "shartmann");
  const desks = { editor: must(winkel, "seated"), certifier: must(petersen, "seated"), officer: must(hartmann, "seated") };
  const first = must(gesa, "seated");
  const { certifier, editor, officer } = desks;
  // Before the network goes the invoice is certified by Petersen and Thiele: it waits for the order.
  await certify(certifier, id, "factual");
  await certifier.settled();
  await first.until("record", ref, (value) => value.record?.version === 2);
  await certify(first, id, "arithmetic");
  await first.settled();
  for (const desk of [certifier, editor, officer]) await desk.until("record", ref, (value) => value.record?.body["state"] === "ready");
  for (const desk of [certifier, editor, officer]) desk.cut();

  await edit(editor, id, { dueDate: "2026-12-31" });
  await edit(certifier, id, dearer);
  expect(await certify(certifier, id, "factual")).toBe("applied");
  expect(await certify(certifier, id, "arithmetic")).toBe("applied");
  expect(await order(officer, id)).toBe("applied");
  for (const who of back) await comeBack(desks[who]);

  const all = [first, certifier, editor, officer];
  for (const desk of all) await caughtUp(town, desk, "invoice", id);
  const body = await bodyOf(officer, "invoice", id);
  // In whichever order: the new amounts, certified; nobody has ordered them.
  expect(body).toMatchObject({ state: "ready", fields: { ...dearer, dueDate: "2026-12-31" } });
  expect(body).toMatchObject({ certifications: { factual: { by: "p-mpetersen" }, arithmetic: { by: "p-mpetersen" } } });
  expect(body["order"]).toBeUndefined();
  const orderedFirst = back.indexOf("officer") < back.indexOf("certifier");
  const waiting = await officer.until("outbox", {}, (entries) => entries.length === (orderedFirst ? 0 : 1));
  if (orderedFirst) {
    expect(await inboxSubjects(officer, "task", 1)).toEqual(["Anordnung hinfällig: Lieferant R-200 R-200"]);
    expect(history(body)).toContain("Sabine Hartmann hat die Auszahlung angeordnet");
  } else {
    expect(sentences(waiting)).toEqual([
      "Zahlungsrelevante Angaben haben sich seit Ihrer Prüfung geändert. Bitte prüfen Sie die Rechnung erneut.",
    ]);
    await officer.desk.call("resolve", { commandId: must(waiting[0], "it was waited for").commandId, action: "discard" });
  }
  expect(await inboxSubjects(first, "task", 1)).toEqual(["Feststellung hinfällig: Lieferant R-200 R-200"]);
  expect(await order(officer, id)).toBe("applied");
  await comeBack(officer);
  for (const desk of all) await desk.until("record", ref, (value) => value.record?.body["state"] === "ordered");
  await nothingIsLost(town, ref, ...all);
});
