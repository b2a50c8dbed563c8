// The books of account and what they rule: who keeps them, undo, the chart behind a certification, and the budget that orders draw on.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cast, Scene } from "../../testing/scene.ts";
import type { Booking } from "../invoice/bookings-schema.ts";
import { invoiceSchema } from "../invoice/schema.ts";
import { defaultPolicy, type Policy } from "../policy.ts";
import { availableOn } from "./budget.ts";
import { budgetLineSchema, enteredEntryId, type LedgerName } from "./entries.ts";

const keepers: Policy = { ...defaultPolicy, ledgerKeepers: [cast.accountant.personId] };
const account = { number: "111200.443100", name: "Bürobedarf", product: null, validFrom: 2025, validUntil: null, taxCode: null };
const line = { year: 2026, code: "111200", costCentre: null, name: null, planned: 20_000 };

function enter(scene: Scene, ledger: LedgerName, fields: Readonly<Record<string, string | number | null>>, actor = cast.accountant) {
  const id = enteredEntryId(ledger, fields) ?? "";
  return { id, ...scene.run(actor, ledger, "enter", id, { fields }) };
}

describe("entries", () => {
  test("are kept by those the municipality has named, under the id of their key", () => {
    const scene = new Scene(keepers);
    const entered = enter(scene, "account", account);
    expect(entered.kind).toBe("accepted");
    expect(enter(scene, "account", { ...account, name: "anders" })).toMatchObject({ id: entered.id, kind: "accepted" });
    expect(scene.body("account", entered.id)["fields"]).toEqual(account);
    const edit = { fields: { name: { from: "Bürobedarf", to: "Bürobedarf und Porto" } } };
    for (const actor of [cast.head, cast.clerk, cast.cashier])
      expect(scene.run(actor, "account", "describe", entered.id, edit)).toMatchObject({ refusal: { code: "ledgerKeepersOnly" } });
    expect(new Scene().run(cast.accountant, "account", "enter", entered.id, { fields: account })).toMatchObject({
      refusal: { code: "ledgerKeepersOnly", params: { persons: "" } },
    });
    const named = new Scene({ ...keepers, ledgerKeepers: ["aseidel"] });
    const admin = { personId: "aseidel", name: "A", grants: [{ role: "ADMIN", unit: "*" }] } as const;
    expect(named.run(admin, "account", "enter", entered.id, { fields: account })).toMatchObject({ refusal: { code: "ledgerKeepersOnly" } });
  });

  test("keep their key, and every step is taken back", () => {
    const scene = new Scene(keepers);
    const { id, commandId } = enter(scene, "budgetLine", line);
    const key = scene.run(cast.accountant, "budgetLine", "describe", id, { fields: { code: { from: "111200", to: "1" } } });
    expect(key).toMatchObject({ refusal: { code: "badArguments" } });
    const edit = scene.run(cast.accountant, "budgetLine", "describe", id, { fields: { planned: { from: 20_000, to: 1 } } });
    scene.run(cast.accountant, "budgetLine", "takeBack", id, { command: edit.commandId });
    expect(scene.body("budgetLine", id)["fields"]).toEqual(line);
    const out = scene.run(cast.accountant, "budgetLine", "takeOut", id, {});
    expect(scene.body("budgetLine", id)["withdrawn"]).toBe(true);
    scene.run(cast.accountant, "budgetLine", "takeBack", id, { command: out.commandId });
    expect(scene.body("budgetLine", id)["withdrawn"]).toBeUndefined();
    expect(scene.run(cast.accountant, "budgetLine", "takeBack", id, { command: commandId }).kind).toBe("accepted");
    expect(scene.body("budgetLine", id)["withdrawn"]).toBe(true);
    enter(scene, "budgetLine", { ...line, planned: 7 });
    expect(scene.body("budgetLine", id)).toMatchObject({ fields: { planned: 7 } });
    expect(scene.body("budgetLine", id)["withdrawn"]).toBeUndefined();
  });
});

const booked = (bookings: readonly Booking[]) => ({ fields: { bookings: { from: null, to: bookings } } });
const over = (more: Partial<Booking>): Booking => ({ account: "111200.443100", year: 2026, cents: 11_900, ...more });

function readyFor(scene: Scene, bookings: readonly Booking[]): string {
  const id = scene.invoice({ number: `R-${scene.freshId().slice(0, 8)}` });
  scene.run(cast.accountant, "invoice", "assignBookings", id, booked(bookings));
  for (const as of ["factual", "arithmetic"])
    scene.run(cast.accountant, "invoice", "certify", id, { as, digest: scene.digest(id), statement: "richtig" });
  return id;
}
const order = (scene: Scene, id: string) =>
  scene.run(cast.officer, "invoice", "order", id, { digest: scene.digest(id), statement: "angeordnet" });

describe("the chart of accounts", () => {
  test("where there is one, nothing is certified as factual that is not booked, and nothing booked beside it", () => {
    const scene = new Scene(keepers);
    const certify = (id: string) =>
      scene.run(cast.accountant, "invoice", "certify", id, { as: "factual", digest: scene.digest(id), statement: "richtig" });
    expect(certify(scene.invoice({ number: "davor" })).kind).toBe("accepted");
    enter(scene, "account", account);
    const id = scene.invoice();
    expect(certify(id)).toMatchObject({ refusal: { code: "fieldsIncomplete", params: { field: "bookings" } } });
    for (const strange of [over({ account: "999.1" }), over({ year: 2024 })])
      expect(scene.run(cast.accountant, "invoice", "assignBookings", id, booked([strange]))).toMatchObject({
        refusal: { code: "accountNotInChart" },
      });
    expect(scene.run(cast.accountant, "invoice", "assignBookings", id, booked([over({})])).kind).toBe("accepted");
    expect(certify(id).kind).toBe("accepted");
  });
});

describe("the budget", () => {
  const body = (scene: Scene, id: string) => budgetLineSchema.parse(scene.body("budgetLine", id));

  test("an order reserves on the closest line, and whatever ends it releases", () => {
    const scene = new Scene(keepers);
    const product = enter(scene, "budgetLine", line);
    const centre = enter(scene, "budgetLine", { ...line, code: "111200.443100", costCentre: "1120" });
    const id = readyFor(scene, [over({ cents: 10_000, costCentre: "1120" }), over({ cents: 1_900 })]);
    const given = order(scene, id);
    expect([body(scene, product.id).reservations, body(scene, centre.id).reservations]).toEqual([{ [id]: 1_900 }, { [id]: 10_000 }]);
    expect(availableOn(body(scene, product.id))).toBe(18_100);
    scene.run(cast.officer, "invoice", "withdrawOrder", id, { order: given.commandId });
    expect([body(scene, product.id).reservations, body(scene, centre.id).reservations]).toEqual([{}, {}]);
    order(scene, id);
    const seen = JSON.parse(JSON.stringify(invoiceSchema.parse(scene.body("invoice", id)).bookings));
    const moved = { fields: { bookings: { from: seen, to: [over({})] } } };
    const { commandId } = scene.run(cast.accountant, "invoice", "assignBookings", id, moved);
    expect([body(scene, product.id).reservations, body(scene, centre.id).reservations]).toEqual([{}, {}]);
    scene.run(cast.accountant, "invoice", "takeBack", id, { command: commandId });
    expect([body(scene, product.id).reservations, body(scene, centre.id).reservations]).toEqual([{ [id]: 1_900 }, { [id]: 10_000 }]);
  });

  test("blocks what is beyond it, with figures, where the municipality says so; else the order goes", () => {
    for (const budgetCheck of [undefined, "off", "warn", "block"] as const) {
      const scene = new Scene({ ...keepers, budgetCheck });
      const { id } = enter(scene, "budgetLine", line);
      const [first, second] = [readyFor(scene, [over({})]), readyFor(scene, [over({})])];
      expect(order(scene, first).kind).toBe("accepted");
      const late = order(scene, second);
      if (budgetCheck === "block") {
        const params = { code: "111200", year: 2026, amount: 11_900, limit: 8_100 };
        expect(late).toMatchObject({ refusal: { code: "budgetExceeded", params } });
      } else expect(availableOn(body(scene, id))).toBe(-3_800);
    }
  });

  test("holds, whatever happens, exactly what ordered invoices draw on it", () => {
    const acts = fc.array(fc.tuple(fc.nat(2), fc.constantFrom("book", "certify", "order", "withdraw", "edit", "undo")), { maxLength: 40 });
    fc.assert(
      fc.property(acts, (steps) => {
        const scene = new Scene(keepers);
        const { id: lineId } = enter(scene, "budgetLine", line);
        const ids = [scene.invoice({ number: "1" }), scene.invoice({ number: "2" }), scene.invoice({ number: "3" })];
        for (const [index, act] of steps) {
          const id = ids[index] ?? "";
          const { order: ordered, bookings } = invoiceSchema.parse(scene.body("invoice", id));
          const from = bookings === undefined ? null : JSON.parse(JSON.stringify(bookings));
          const to = bookings === undefined ? [over({})] : [over({ cents: 5_000 }), over({ cents: 6_900, account: "9.9" })];
          if (act === "book") scene.run(cast.accountant, "invoice", "assignBookings", id, { fields: { bookings: { from, to } } });
          else if (act === "certify")
            for (const as of ["factual", "arithmetic"])
              scene.run(cast.accountant, "invoice", "certify", id, { as, digest: scene.digest(id), statement: "richtig" });
          else if (act === "order") order(scene, id);
          else if (act === "withdraw") scene.run(cast.officer, "invoice", "withdrawOrder", id, { order: ordered?.commandId ?? id });
          else if (act === "edit")
            scene.run(cast.accountant, "invoice", "editFields", id, { fields: { bic: { from: null, to: "GENODEF1NOH" } } });
          else
            for (const { commandId } of [...scene.trail("invoice", id)].reverse().slice(0, 3))
              for (const actor of [cast.accountant, cast.officer]) scene.run(actor, "invoice", "takeBack", id, { command: commandId });
          const wanted = ids.flatMap((one) => {
            const invoice = invoiceSchema.parse(scene.body("invoice", one));
            const lines = invoice.bookings ?? [];
            const cents = lines.reduce((sum, { account: on, cents: part }) => (on.startsWith("111200") ? sum + part : sum), 0);
            return invoice.order === undefined || lines.length === 0 ? [] : [[one, cents]];
          });
          expect(body(scene, lineId).reservations ?? {}).toEqual(Object.fromEntries(wanted));
        }
      }),
      { numRuns: 60 },
    );
  });
});
