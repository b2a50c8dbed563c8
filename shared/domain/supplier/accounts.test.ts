// Nobody changes a supplier's accounts alone: what counts when, who is the second person, and what that means for an order.
import { describe, expect, test } from "vitest";
import { buildEntering } from "../../testing/supplier-builder.ts";
import { cast, Scene } from "../../testing/scene.ts";
import type { Actor } from "../actor.ts";
import type { AnyBody } from "../command.ts";
import type { Outcome } from "../execute.ts";
import { isConfirmed } from "./accounts.ts";
import { supplierIdOf, supplierSchema } from "./schema.ts";

const iban = "DE89370400440532013000";
const otherIban = "DE02120300000000202051";
const note = "Rückruf bei Frau Heide, Nummer aus dem Vertrag";
const first = cast.accountant;
const second: Actor = { personId: "gthiele", name: "Gesa Thiele", grants: [{ role: "CERT_ARITHMETIC", unit: "finanzen" }] };
const codeOf = (outcome: Outcome): string => (outcome.kind === "refused" ? outcome.refusal.code : "accepted");

function entered(scene: Scene): string {
  const args = buildEntering();
  const id = supplierIdOf(args);
  expect(codeOf(scene.run(first, "supplier", "enter", id, args))).toBe("accepted");
  return id;
}
const give = (scene: Scene, actor: Actor, id: string, name: string, args: AnyBody): string =>
  codeOf(scene.run(actor, "supplier", name, id, args));
const counting = (scene: Scene, id: string): readonly string[] =>
  supplierSchema
    .parse(scene.body("supplier", id))
    .ibans.filter(isConfirmed)
    .map((account) => account.iban);

describe("an account", () => {
  test("counts once a second person confirms it and says how; the first one never is the second", () => {
    const scene = new Scene();
    const id = entered(scene);
    expect(counting(scene, id)).toEqual([]);
    const deputy: Actor = { ...second, grants: [{ role: "CAPTURE", unit: "*", onBehalfOf: first.personId }] };
    const tries: readonly [Actor, AnyBody][] = [
      [first, { iban, note }],
      [deputy, { iban, note }],
      [cast.officer, { iban, note }],
      [cast.cashier, { iban, note }],
      [second, { iban, note: "  " }],
      [second, { iban: otherIban, note }],
      [second, { iban, note }],
      [second, { iban, note }],
    ];
    expect(tries.map(([actor, args]) => give(scene, actor, id, "confirmIban", args))).toEqual([
      "secondPersonNeeded",
      "secondPersonNeeded",
      "notAllowed",
      "notAllowed",
      "badArguments",
      "accountMissing",
      "accepted",
      "accountSettled",
    ]);
    expect(counting(scene, id)).toEqual([iban]);
    expect(scene.body("supplier", id)["ibans"]).toMatchObject([{ by: first.personId, confirmed: { by: "gthiele", note } }]);
  });

  test("that a deputy proposed is not confirmed by the person they stood in for", () => {
    const scene = new Scene();
    const id = entered(scene);
    const deputy: Actor = { personId: "dep", name: "Dep", grants: [{ role: "CAPTURE", unit: "*", onBehalfOf: second.personId }] };
    expect(give(scene, deputy, id, "addIban", { iban: otherIban, bic: null })).toBe("accepted");
    expect(give(scene, second, id, "confirmIban", { iban: otherIban, note })).toBe("secondPersonNeeded");
    expect(give(scene, first, id, "confirmIban", { iban: otherIban, note })).toBe("accepted");
  });

  test("goes the same way it came: it counts until a second person agrees, unless somebody keeps it", () => {
    const scene = new Scene();
    const id = entered(scene);
    give(scene, second, id, "confirmIban", { iban, note });
    expect(give(scene, first, id, "removeIban", { iban })).toBe("accepted");
    expect(give(scene, second, id, "removeIban", { iban })).toBe("removalThere");
    expect(counting(scene, id)).toEqual([iban]);
    expect(give(scene, first, id, "confirmIban", { iban, note })).toBe("secondPersonNeeded");
    expect(give(scene, second, id, "keepIban", { iban })).toBe("accepted");
    expect(give(scene, second, id, "keepIban", { iban })).toBe("accountSettled");
    give(scene, first, id, "removeIban", { iban });
    expect(give(scene, second, id, "confirmIban", { iban, note })).toBe("accepted");
    expect(scene.body("supplier", id)["ibans"]).toEqual([]);
  });

  test("from before this rule counts, and goes only by two people", () => {
    const scene = new Scene();
    const id = entered(scene);
    const key = `supplier/${id}`;
    const old = { ...scene.body("supplier", id), ibans: [{ iban, bic: null, by: "x", at: "2025-01-01T08:00:00.000Z" }] };
    const record = scene.records.get(key);
    if (record !== undefined) scene.records = new Map([...scene.records, [key, { ...record, body: old }]]);
    expect(counting(scene, id)).toEqual([iban]);
    expect(give(scene, first, id, "removeIban", { iban })).toBe("accepted");
    expect(counting(scene, id)).toEqual([iban]);
  });
});

describe("an invoice of the supplier", () => {
  function ready(scene: Scene, supplier: string, account: string): string {
    const id = scene.invoice({ iban: account });
    for (const as of ["factual", "arithmetic"])
      scene.run(first, "invoice", "certify", id, { as, digest: scene.digest(id), statement: "richtig" });
    scene.run(first, "invoice", "linkSupplier", id, { supplier });
    return id;
  }
  const order = (scene: Scene, id: string): string =>
    codeOf(scene.run(cast.officer, "invoice", "order", id, { digest: scene.digest(id), statement: "angeordnet" }));

  test("is ordered to a confirmed account alone, once the list knows one", () => {
    const scene = new Scene();
    const supplier = entered(scene);
    const early = ready(scene, supplier, otherIban);
    expect(order(scene, early)).toBe("accepted");
    give(scene, second, supplier, "confirmIban", { iban, note });
    const [right, wrong] = [ready(scene, supplier, iban), ready(scene, supplier, otherIban)];
    expect([order(scene, right), order(scene, wrong)]).toEqual(["accepted", "accountUnconfirmed"]);
    give(scene, first, supplier, "addIban", { iban: otherIban, bic: null });
    expect(order(scene, wrong)).toBe("accountUnconfirmed");
    give(scene, second, supplier, "confirmIban", { iban: otherIban, note });
    expect(order(scene, wrong)).toBe("accepted");
  });

  test("is left to the server by a desk that does not hold the supplier", () => {
    const scene = new Scene();
    const supplier = entered(scene);
    give(scene, second, supplier, "confirmIban", { iban, note });
    const id = ready(scene, supplier, otherIban);
    scene.records = new Map([...scene.records].filter(([key]) => !key.startsWith("supplier/")));
    expect(order(scene, id)).toBe("accepted");
  });
});
