// The list of suppliers: who may keep it, what two desks make of the same supplier, and what can be taken back.
import { describe, expect, test } from "vitest";
import { cast, Scene } from "../../testing/scene.ts";
import type { Actor } from "../actor.ts";
import type { AnyBody } from "../command.ts";
import type { Outcome } from "../execute.ts";
import { enteredId } from "./commands.ts";
import { emptySupplierFields, supplierIdOf, supplierSchema } from "./schema.ts";

const iban = "DE89370400440532013000";
const otherIban = "DE02120300000000202051";

function codeOf(outcome: Outcome): string {
  return outcome.kind === "refused" ? outcome.refusal.code : "accepted";
}

function entering(fields: AnyBody = {}, ibans: readonly string[] = [iban]) {
  return {
    fields: { ...emptySupplierFields, name: "Heidestrom GmbH", vatId: "DE 136 695 976", ...fields },
    ibans: ibans.map((one) => ({ iban: one, bic: null })),
  };
}

function enter(scene: Scene, args = entering(), actor: Actor = cast.accountant) {
  const id = enteredId(args) ?? scene.freshId();
  return { id, outcome: scene.run(actor, "supplier", "enter", id, args) };
}

const bodyOf = (scene: Scene, id: string) => supplierSchema.parse(scene.body("supplier", id));

describe("the list of suppliers", () => {
  test("who captures or certifies keeps it, wherever that right is held; who orders or pays reads it", () => {
    const elsewhere: Actor = { ...cast.accountant, grants: [{ role: "CAPTURE", unit: "standesamt" }] };
    const can = [cast.accountant, elsewhere, cast.head, cast.officer, cast.cashier, cast.clerk].map((actor) =>
      codeOf(enter(new Scene(), entering(), actor).outcome),
    );
    expect(can).toEqual(["accepted", "accepted", "accepted", "notAllowed", "notAllowed", "notAllowed"]);
  });

  test("belongs to the whole municipality", () => {
    const scene = new Scene();
    const { outcome } = enter(scene);
    expect(outcome.kind === "accepted" && outcome.records[0]).toMatchObject({ unit: "*", scopes: ["supplier@*"] });
  });

  test("its id follows from VAT id, else account, else name, whatever the spelling", () => {
    const id = (fields: AnyBody, ibans?: readonly string[]): string | undefined => enteredId(entering(fields, ibans));
    expect(id({ vatId: "de136695976", name: "Heidestrom" })).toBe(id({}));
    expect(id({ vatId: null, name: "HEIDESTROM" })).toBe(id({ vatId: null }));
    expect(id({ vatId: null }, [otherIban])).not.toBe(id({ vatId: null }));
    expect(id({ vatId: null, name: "Müller & Söhne GmbH" }, [])).toBe(id({ vatId: null, name: "MUELLER und SOEHNE" }, []));
    expect(codeOf(new Scene().run(cast.accountant, "supplier", "enter", supplierIdOf({ ...entering(), ibans: [] }), entering()))).toBe(
      "accepted",
    );
    expect(codeOf(new Scene().run(cast.accountant, "supplier", "enter", new Scene().freshId(), entering()))).toBe("badArguments");
  });

  test("entered at a second desk it takes what it lacked, and never another account on the side", () => {
    const scene = new Scene();
    const { id } = enter(scene);
    enter(scene, entering({ name: "Heidestrom Netz", city: "Ebstorf" }, [otherIban]));
    const { fields, ibans } = bodyOf(scene, id);
    expect(fields).toMatchObject({ name: "Heidestrom GmbH", otherNames: ["Heidestrom Netz"], city: "Ebstorf" });
    expect(ibans.map((account) => account.iban)).toEqual([iban]);
  });

  test("a first account comes with the second entering where the first had none", () => {
    const scene = new Scene();
    const { id } = enter(scene, entering({}, []));
    enter(scene);
    expect(bodyOf(scene, id).ibans).toMatchObject([{ iban, by: cast.accountant.personId }]);
  });

  test("an edit of what another has changed keeps both words", () => {
    const scene = new Scene();
    const { id } = enter(scene);
    const edit = (from: string, to: string) =>
      scene.run(cast.accountant, "supplier", "describe", id, { fields: { name: { from, to }, city: { from: null, to: "Uelzen" } } });
    expect(codeOf(edit("Heidestrom GmbH", "Heidestrom Netz GmbH"))).toBe("accepted");
    const second = edit("Heidestrom GmbH", "Heidestrom AG");
    expect(second).toMatchObject({ refusal: { conflicts: [{ field: "name", mine: "Heidestrom AG", theirs: "Heidestrom Netz GmbH" }] } });
    expect(codeOf(scene.run(cast.accountant, "supplier", "describe", id, { fields: { learned: { from: null, to: {} } } }))).toBe(
      "badArguments",
    );
  });

  test("an account stands there once, and goes by its own step", () => {
    const scene = new Scene();
    const { id } = enter(scene);
    const account = (name: string, args: AnyBody): string => codeOf(scene.run(cast.accountant, "supplier", name, id, args));
    expect(account("addIban", { iban, bic: null })).toBe("accountThere");
    expect(account("addIban", { iban: otherIban, bic: null })).toBe("accepted");
    expect(account("removeIban", { iban })).toBe("accepted");
    expect(account("removeIban", { iban })).toBe("accountMissing");
    expect(account("addIban", { iban: "DE89 3704", bic: null })).toBe("badArguments");
    expect(bodyOf(scene, id).ibans.map((one) => one.iban)).toEqual([otherIban]);
  });

  test("blocked and free again; the reason is kept", () => {
    const scene = new Scene();
    const { id } = enter(scene);
    const run = (name: string, args: AnyBody = {}): string => codeOf(scene.run(cast.accountant, "supplier", name, id, args));
    expect([run("unblock"), run("block", { reason: "Insolvenz" }), run("block", { reason: "Insolvenz" })]).toEqual([
      "wrongState",
      "accepted",
      "wrongState",
    ]);
    expect(scene.trail("supplier", id).at(-1)).toMatchObject({ command: "block", details: { reason: "Insolvenz" } });
    expect(run("unblock")).toBe("accepted");
  });

  test("entering is taken back, and the same supplier can be entered anew", () => {
    const scene = new Scene();
    const { id, outcome } = enter(scene);
    expect(codeOf(scene.run(cast.accountant, "supplier", "takeBack", id, { command: outcome.commandId }))).toBe("accepted");
    expect(bodyOf(scene, id).withdrawn).toBe(true);
    expect(codeOf(scene.run(cast.accountant, "supplier", "addIban", id, { iban: otherIban, bic: null }))).toBe("alreadyUndone");
    enter(scene, entering({ name: "Heidestrom AG" }, [otherIban]));
    expect(bodyOf(scene, id)).toMatchObject({ fields: { name: "Heidestrom AG" }, ibans: [{ iban: otherIban }] });
    expect(bodyOf(scene, id).withdrawn).toBeUndefined();
  });

  test("an invoice is said to come from a supplier of the list, and no other", () => {
    const scene = new Scene();
    const { id } = enter(scene);
    const invoice = scene.invoice();
    const before = scene.digest(invoice);
    expect(codeOf(scene.run(cast.accountant, "invoice", "linkSupplier", invoice, { supplier: scene.freshId() }))).toBe("recordMissing");
    const linked = scene.run(cast.accountant, "invoice", "linkSupplier", invoice, { supplier: id });
    expect(codeOf(linked)).toBe("accepted");
    expect(scene.body("invoice", invoice)["supplierId"]).toBe(id);
    expect(scene.digest(invoice)).toBe(before);
    expect(codeOf(scene.run(cast.accountant, "invoice", "takeBack", invoice, { command: linked.commandId }))).toBe("accepted");
    expect(scene.body("invoice", invoice)["supplierId"]).toBeUndefined();
  });
});
