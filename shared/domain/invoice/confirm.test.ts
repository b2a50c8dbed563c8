// Nobody signs what a machine guessed and no person has looked at.
import { describe, expect, test } from "vitest";
import { cast, Scene } from "../../testing/scene.ts";
import { refusalText } from "../../../shared/text/refusal-text.ts";
import type { AnyBody } from "../command.ts";
import type { Outcome } from "../execute.ts";
import { unconfirmedFields } from "./confirm.ts";
import { invoiceSchema, type FieldOrigin } from "./schema.ts";

const iban = "DE89370400440532013000";
const recognised: FieldOrigin = {
  source: "text",
  recognised: true,
  confidence: 0.72,
  page: 1,
  box: { x: 0.1, y: 0.2, width: 0.3, height: 0.02 },
};
const guessed = {
  iban: recognised,
  gross: { ...recognised, confidence: 0.75 },
  number: { source: "xml", confidence: 1 },
  dueDate: recognised,
} as const;

const codeOf = (outcome: Outcome): string => (outcome.kind === "refused" ? outcome.refusal.code : "accepted");
const certify = (scene: Scene, id: string): Outcome =>
  scene.run(cast.accountant, "invoice", "certify", id, { as: "factual", digest: scene.digest(id), statement: "Sachlich richtig." });
const confirm = (scene: Scene, id: string, fields: AnyBody): Outcome =>
  scene.run(cast.accountant, "invoice", "confirmFields", id, { fields });
const originsOf = (scene: Scene, id: string) => invoiceSchema.parse(scene.body("invoice", id)).origins;

describe("what has to be confirmed", () => {
  test("a payment field that the reader was not sure of, and no other", () => {
    const scene = new Scene();
    const body = invoiceSchema.parse(scene.body("invoice", scene.invoice({}, guessed)));
    expect(unconfirmedFields(body)).toEqual(["iban", "gross"]);
    expect(unconfirmedFields({ ...body, origins: {} })).toEqual([]);
    expect(unconfirmedFields({ ...body, origins: { ...guessed, gross: { ...recognised, confidence: 0.8 } } })).toEqual(["iban"]);
    expect(unconfirmedFields({ ...body, fields: { ...body.fields, iban: null } })).toEqual(["gross"]);
  });

  test("nobody certifies before, the refusal names the fields in German, and one who confirms may certify afterwards", () => {
    const scene = new Scene();
    const id = scene.invoice({}, guessed);
    const refused = certify(scene, id);
    expect(refused).toMatchObject({ kind: "refused", refusal: { code: "unconfirmed", params: { fields: "iban,gross" } } });
    expect(refused.kind === "refused" && refusalText(refused.refusal, null)).toMatch(/^Noch zu bestätigen: IBAN, Brutto\./u);
    expect(codeOf(confirm(scene, id, { iban }))).toBe("accepted");
    expect(codeOf(certify(scene, id))).toBe("unconfirmed");
    expect(codeOf(confirm(scene, id, { gross: 11_900 }))).toBe("accepted");
    expect(originsOf(scene, id)["gross"]).toEqual({ ...guessed.gross, confirmedBy: cast.accountant.personId });
    expect(codeOf(certify(scene, id))).toBe("accepted");
  });

  test("a value that somebody enters needs nobody to confirm it, and keeps the place it was taken from and what else it might be", () => {
    const scene = new Scene();
    const alternatives = [{ value: 10_000, confidence: 0.4 }];
    const id = scene.invoice({}, { gross: { ...recognised, alternatives } });
    const place = { page: 2, box: { x: 0.5, y: 0.5, width: 0.1, height: 0.01 } };
    scene.run(cast.accountant, "invoice", "editFields", id, { fields: { gross: { from: 11_900, to: 11_800 } }, places: { gross: place } });
    expect(originsOf(scene, id)["gross"]).toEqual({ source: "person", confidence: 1, ...place, alternatives });
    expect(codeOf(certify(scene, id))).toBe("accepted");
  });
});

describe("confirming", () => {
  test("is of the value one saw: where another stands there by now, nothing is confirmed", () => {
    const scene = new Scene();
    const id = scene.invoice({}, guessed);
    expect(codeOf(confirm(scene, id, { iban, gross: 11_901 }))).toBe("digestChanged");
    expect(originsOf(scene, id)["iban"]).toEqual(recognised);
    expect(codeOf(confirm(scene, id, { trail: null }))).toBe("badArguments");
    expect(codeOf(confirm(scene, id, {}))).toBe("badArguments");
    expect(codeOf(scene.run(cast.clerk, "invoice", "confirmFields", id, { fields: { iban } }))).toBe("notAllowed");
  });

  test("is of a term beside the header, too, though nobody has to before a signature", () => {
    const scene = new Scene();
    const id = scene.invoice({}, { customerNumber: recognised });
    scene.run(cast.accountant, "invoice", "editFields", id, { fields: { customerNumber: { from: null, to: "K-7" } } });
    const body = invoiceSchema.parse(scene.body("invoice", id));
    expect(unconfirmedFields({ ...body, origins: { customerNumber: recognised, vatLines: recognised } })).toEqual([]);
    expect(codeOf(confirm(scene, id, { customerNumber: "K-8" }))).toBe("digestChanged");
    expect(codeOf(confirm(scene, id, { customerNumber: "K-7", vatLines: null }))).toBe("accepted");
  });

  test("stays with the one who did it first", () => {
    const scene = new Scene();
    const id = scene.invoice({}, guessed);
    confirm(scene, id, { iban });
    scene.run(cast.head, "invoice", "confirmFields", id, { fields: { iban } });
    expect(originsOf(scene, id)["iban"]?.confirmedBy).toBe(cast.accountant.personId);
  });

  test("is taken back like any step, until somebody has signed over it", () => {
    const scene = new Scene();
    const id = scene.invoice({}, { gross: guessed.gross });
    confirm(scene, id, { gross: 11_900 });
    const step = (): string => scene.trail("invoice", id).at(-1)?.commandId ?? "";
    expect(codeOf(scene.run(cast.accountant, "invoice", "takeBack", id, { command: step() }))).toBe("accepted");
    expect(originsOf(scene, id)).toEqual({ gross: guessed.gross });
    confirm(scene, id, { gross: 11_900 });
    const again = step();
    expect(codeOf(certify(scene, id))).toBe("accepted");
    expect(codeOf(scene.run(cast.accountant, "invoice", "takeBack", id, { command: again }))).toBe("laterWorkExists");
  });
});
