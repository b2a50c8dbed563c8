// Two people change one record while neither has a network: what both meant is kept, and where they disagree a person decides.
import { afterEach, beforeEach, expect, test } from "vitest";
import { openStoryTown, type StoryTown, type TownDesk } from "../town.ts";
import { comeBack, edit, history, invoiceOf, logOf, nothingIsLost, sentences, storyInvoice, withInvoices } from "./telling.ts";

const invoice = storyInvoice("R-100", { orderReference: "ALT-0" });
const { id } = invoice;
const ref = { kind: "invoice", id };
let town: StoryTown;
let petersen: TownDesk;
let winkel: TownDesk;

beforeEach(async () => {
  town = await openStoryTown(withInvoices(invoice));
  petersen = await town.sitDown("mpetersen");
  winkel = await town.sitDown("lwinkel");
  await Promise.all([petersen, winkel].map((desk) => invoiceOf(desk, id)));
  petersen.cut();
  winkel.cut();
});
afterEach(async () => {
  await town.close();
});

test("different fields: both changes stand, nobody is asked", async () => {
  await edit(petersen, id, { orderReference: "B-7" });
  await edit(winkel, id, { dueDate: "2026-12-24", remittance: "Kundennummer 4711" });
  await comeBack(winkel);
  await comeBack(petersen);
  for (const desk of [petersen, winkel]) {
    const { record } = await desk.until("record", ref, (value) => value.record?.version === 3);
    expect(record?.body["fields"]).toMatchObject({ orderReference: "B-7", dueDate: "2026-12-24", remittance: "Kundennummer 4711" });
    expect(history(record?.body ?? {})).toEqual([
      "Lena Winkel hat geändert: Fällig am: 30.11.2026 → 24.12.2026, Verwendungszweck: – → Kundennummer 4711",
      "Malte Petersen hat geändert: Bestellnummer: ALT-0 → B-7",
    ]);
    expect(await desk.until("outbox", {}, () => true)).toEqual([]);
  }
  await nothingIsLost(town, ref, petersen, winkel);
});

/** Both wrote an order reference, and Petersen a due date as well; Winkel came back first. */
async function disagree(): Promise<string> {
  await edit(petersen, id, { orderReference: "MEINE-1", dueDate: "2026-12-01" });
  await edit(winkel, id, { orderReference: "DEREN-2" });
  await comeBack(winkel);
  await comeBack(petersen);
  const [entry, ...more] = await petersen.until("outbox", {}, (entries) => entries[0]?.state === "partlyRefused");
  expect(more).toEqual([]);
  expect(entry?.conflicts).toEqual([{ field: "orderReference", from: "ALT-0", mine: "MEINE-1", theirs: "DEREN-2" }]);
  expect((await invoiceOf(petersen, id)).fields).toMatchObject({ orderReference: "DEREN-2", dueDate: "2026-12-01" });
  expect(await winkel.until("outbox", {}, () => true)).toEqual([]);
  return entry?.commandId ?? "";
}

test("the same field: the one field is refused with all three values; theirs is taken", async () => {
  const commandId = await disagree();
  await petersen.desk.call("resolve", { commandId, action: "discard" });
  await petersen.until("outbox", {}, (entries) => entries.length === 0);
  expect((await invoiceOf(petersen, id)).fields.orderReference).toBe("DEREN-2");
  await nothingIsLost(town, ref, petersen, winkel);
});

test("the same field: mine goes over theirs, and theirs is still in the history", async () => {
  const commandId = await disagree();
  await petersen.desk.call("resolve", { commandId, action: "retry" });
  await petersen.settled();
  const { record } = await winkel.until("record", ref, (value) => value.record?.version === 4);
  expect(record?.body["fields"]).toMatchObject({ orderReference: "MEINE-1", dueDate: "2026-12-01" });
  expect(history(record?.body ?? {}).at(-1)).toBe("Malte Petersen hat geändert: Bestellnummer: DEREN-2 → MEINE-1");
  await nothingIsLost(town, ref, petersen, winkel);
});

test("the same field: a third value made of both, and the step in question is put away", async () => {
  const commandId = await disagree();
  await edit(petersen, id, { orderReference: "MEINE-1 / DEREN-2" });
  await petersen.desk.call("resolve", { commandId, action: "discard" });
  await petersen.settled();
  const { record } = await winkel.until("record", ref, (value) => value.record?.version === 4);
  expect(record?.body["fields"]).toMatchObject({ orderReference: "MEINE-1 / DEREN-2" });
  await nothingIsLost(town, ref, petersen, winkel);
});

test("fields that stand or fall together are refused as a whole, with the sentence, and stay until somebody decides", async () => {
  await edit(petersen, id, { net: 20_000, vat: 3_800, gross: 23_800 });
  await edit(winkel, id, { gross: 12_000, vat: 2_000 });
  await comeBack(winkel);
  await comeBack(petersen);
  const entries = await petersen.until("outbox", {}, ([entry]) => entry?.state === "refused");
  expect(sentences(entries)).toEqual(["Jemand anderes hat inzwischen dieselben Felder geändert. Bitte wählen Sie, welcher Wert gilt."]);
  expect(entries[0]?.conflicts.map(({ field, mine, theirs }) => [field, mine, theirs])).toEqual([
    ["net", 20_000, 10_000],
    ["vat", 3_800, 2_000],
    ["gross", 23_800, 12_000],
  ]);
  const last = (await logOf(town)).at(-1);
  expect(last).toMatchObject({ answer: "refused", code: "fieldConflict", person: "p-mpetersen" });
  await petersen.desk.call("resolve", { commandId: entries[0]?.commandId ?? "", action: "retry" });
  await petersen.settled();
  await winkel.until("record", ref, (value) => value.record?.version === 3);
  expect((await invoiceOf(winkel, id)).fields).toMatchObject({ net: 20_000, vat: 3_800, gross: 23_800 });
  await nothingIsLost(town, ref, petersen, winkel);
});
