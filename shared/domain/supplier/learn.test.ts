// What an invoice teaches about the next one of the same supplier: counted once, explained, forgotten on demand.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { derivedId } from "../../base/hash.ts";
import { cast, Scene } from "../../testing/scene.ts";
import type { Outcome } from "../execute.ts";
import { enteredId } from "./commands.ts";
import { afterLesson, placesToLookAt } from "./learn.ts";
import { emptySupplierFields, placeIdOf, supplierSchema, type FoundPlace, type Supplier } from "./schema.ts";

const box = { x: 0.6, y: 0.2, width: 0.1, height: 0.01 };
const number: FoundPlace = { field: "number", page: 1, fromEnd: false, label: "Beleg-Nr.", where: "right", box };
const date: FoundPlace = { ...number, field: "issueDate", label: "vom" };
const at = "2026-11-24T08:00:00.000Z";
const invoiceAt = (index: number): string => derivedId("invoice", index);

function codeOf(outcome: Outcome): string {
  return outcome.kind === "refused" ? outcome.refusal.code : "accepted";
}

function withSupplier(): { readonly scene: Scene; readonly id: string } {
  const scene = new Scene();
  const args = { fields: { ...emptySupplierFields, name: "Heidestrom GmbH" }, ibans: [] };
  const id = enteredId(args) ?? "";
  scene.run(cast.accountant, "supplier", "enter", id, args);
  return { scene, id };
}

const learnedOf = (scene: Scene, id: string) => supplierSchema.parse(scene.body("supplier", id)).learned;

describe("learning where fields stand", () => {
  test("whoever works on invoices teaches; the cash office does not", () => {
    const { scene, id } = withSupplier();
    const lesson = { invoice: invoiceAt(0), right: [number], wrong: [] };
    expect([cast.accountant, cast.officer, cast.cashier].map((actor) => codeOf(scene.run(actor, "supplier", "learn", id, lesson)))).toEqual(
      ["accepted", "accepted", "notAllowed"],
    );
    expect(learnedOf(scene, id)[placeIdOf(number)]).toMatchObject({ right: 1, wrong: 0 });
  });

  test("the trail tells of the last lesson only, so that a busy supplier's record does not grow", () => {
    const { scene, id } = withSupplier();
    for (let index = 0; index < 12; index++)
      scene.run(cast.accountant, "supplier", "learn", id, { invoice: invoiceAt(index), right: [number, date], wrong: [] });
    expect(scene.trail("supplier", id).map(({ command }) => command)).toEqual(["enter", "learn"]);
    expect(learnedOf(scene, id)[placeIdOf(number)]).toMatchObject({ right: 12, invoices: { length: 10 } });
  });

  test("a label never carries a digit: values stay on their invoice", () => {
    const { scene, id } = withSupplier();
    const lesson = { invoice: invoiceAt(0), right: [{ ...number, label: "Kunde 4711" }], wrong: [] };
    expect(codeOf(scene.run(cast.accountant, "supplier", "learn", id, lesson))).toBe("badArguments");
  });

  test("forgotten by a person, and that taken back", () => {
    const { scene, id } = withSupplier();
    scene.run(cast.accountant, "supplier", "learn", id, { invoice: invoiceAt(0), right: [number, date], wrong: [] });
    const forgetting = scene.run(cast.accountant, "supplier", "forget", id, { place: placeIdOf(number) });
    expect(Object.keys(learnedOf(scene, id))).toEqual([placeIdOf(date)]);
    expect(codeOf(scene.run(cast.accountant, "supplier", "forget", id, { place: placeIdOf(number) }))).toBe("placeForgotten");
    expect(codeOf(scene.run(cast.accountant, "supplier", "takeBack", id, { command: forgetting.commandId }))).toBe("accepted");
    expect(learnedOf(scene, id)[placeIdOf(number)]).toMatchObject({ right: 1 });
  });

  test("learning is nobody's step to take back", () => {
    const { scene, id } = withSupplier();
    const learned = scene.run(cast.accountant, "supplier", "learn", id, { invoice: invoiceAt(0), right: [number], wrong: [] });
    expect(codeOf(scene.run(cast.accountant, "supplier", "takeBack", id, { command: learned.commandId }))).toBe("learnedStays");
  });

  test("a place that misled as often as it helped is looked at no more", () => {
    const once = afterLesson({}, { invoice: invoiceAt(0), right: [number], wrong: [] }, at);
    const misled = afterLesson(once, { invoice: invoiceAt(1), right: [], wrong: [placeIdOf(number)] }, at);
    expect([placesToLookAt(once).length, placesToLookAt(misled).length]).toEqual([1, 0]);
    expect(misled[placeIdOf(number)]).toMatchObject({ right: 1, wrong: 1 });
  });

  test("of one field the three best places are kept", () => {
    const labels = ["Nr.", "Beleg", "Zeichen", "Referenz"].map((label) => ({ ...number, label }));
    const learned = labels.reduce<Supplier["learned"]>(
      (before, place, index) =>
        afterLesson(before, { invoice: invoiceAt(index), right: [place], wrong: [] }, `2026-11-2${index}T08:00:00.000Z`),
      {},
    );
    expect(Object.values(learned).map(({ label }) => label)).toEqual(["Beleg", "Zeichen", "Referenz"]);
  });

  test("law: the same lesson again changes nothing", () => {
    const lesson = fc.record({
      invoice: fc.nat(4).map(invoiceAt),
      right: fc.subarray([number, date]),
      wrong: fc.subarray([number, date].map(placeIdOf)),
    });
    fc.assert(
      fc.property(fc.array(lesson, { maxLength: 8 }), lesson, (before, last) => {
        const learned = [...before, last].reduce<Supplier["learned"]>((sum, one) => afterLesson(sum, one, at), {});
        expect(afterLesson(learned, last, at)).toEqual(learned);
      }),
    );
  });
});
