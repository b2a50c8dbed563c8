// A signature says how its person proved to be themselves, and what the server found right; without the password there is none.
import { describe, expect, test } from "vitest";
import { cast, Scene } from "../../testing/scene.ts";
import { defaultPolicy, newTownPolicy, type Policy } from "../policy.ts";
import type { Outcome } from "../execute.ts";
import { invoiceSchema, type Invoice } from "./schema.ts";

const at = "2026-11-24T08:30:00.000Z";
const codeOf = (outcome: Outcome): string => (outcome.kind === "refused" ? outcome.refusal.code : outcome.kind);

function onServer(policy: Policy): Scene {
  const scene = new Scene(policy);
  scene.server = { device: "pc-7", lastWord: true };
  return scene;
}
const bodyOf = (scene: Scene, id: string): Invoice => invoiceSchema.parse(scene.body("invoice", id));
const certify = (scene: Scene, id: string, as: "factual" | "arithmetic") =>
  codeOf(scene.run(cast.accountant, "invoice", "certify", id, { as, digest: scene.digest(id), statement: "Richtig." }));

describe("a municipality that wants the password", () => {
  test("takes no certification and no order without it", () => {
    const scene = onServer(newTownPolicy);
    const id = scene.invoice();
    expect(certify(scene, id, "factual")).toBe("signatureNotAuthenticated");
    scene.authenticated = { by: "device", at };
    expect([certify(scene, id, "factual"), certify(scene, id, "arithmetic")]).toEqual(["accepted", "accepted"]);
    scene.authenticated = undefined;
    const order = () => codeOf(scene.run(cast.officer, "invoice", "order", id, { digest: scene.digest(id), statement: "Angeordnet." }));
    expect(order()).toBe("signatureNotAuthenticated");
    scene.authenticated = { by: "server", at };
    expect(order()).toBe("accepted");
    const { certifications, order: ordered } = bodyOf(scene, id);
    expect(certifications.factual).toMatchObject({ device: "pc-7", authenticated: "device", authenticatedAt: at });
    expect(ordered).toMatchObject({
      authenticated: "server",
      proof: { role: "ORDERING", unit: "*", amountCents: 11_900, limitCents: 1_000_000, separated: true, sameVersion: true },
    });
  });
});

test("one that does not takes both, and says that nobody proved anything", () => {
  const scene = onServer(defaultPolicy);
  const id = scene.invoice();
  expect(certify(scene, id, "factual")).toBe("accepted");
  const { factual } = bodyOf(scene, id).certifications;
  expect(factual).toMatchObject({ by: "mpetersen", proof: { role: "CERT_FACTUAL" } });
  expect(factual).not.toHaveProperty("authenticated");
});

test("only the server says what was found right: at the desk a signature has no proof yet", () => {
  const scene = new Scene(newTownPolicy);
  scene.authenticated = { by: "server", at };
  const id = scene.invoice();
  expect(certify(scene, id, "factual")).toBe("accepted");
  expect(bodyOf(scene, id).certifications.factual).not.toHaveProperty("proof");
});

test("a deputy's signature names the principal's right, and an exception that the four eyes were not there", () => {
  const scene = onServer({ ...newTownPolicy, certifierMayOrderWithReason: true });
  scene.authenticated = { by: "server", at };
  const id = scene.invoice();
  for (const as of ["factual", "arithmetic"] as const)
    expect(codeOf(scene.run(cast.head, "invoice", "certify", id, { as, digest: scene.digest(id), statement: "Richtig." }))).toBe(
      "accepted",
    );
  const args = { digest: scene.digest(id), statement: "Angeordnet.", exceptionReason: "Alle anderen sind erkrankt." };
  expect(codeOf(scene.run(cast.head, "invoice", "order", id, args))).toBe("accepted");
  const proof = bodyOf(scene, id).order?.proof;
  expect(proof).toMatchObject({ role: "ORDERING", separated: false, amountCents: 11_900 });
  expect(proof).not.toHaveProperty("limitCents");
});
