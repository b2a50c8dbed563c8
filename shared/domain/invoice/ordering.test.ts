// Amount limits: which right serves, what a refusal names, and whom it names.
import { expect, test } from "vitest";
import { cast, Scene } from "../../testing/scene.ts";
import type { Actor, Grant } from "../actor.ts";
import type { Refusal } from "../refusal.ts";

function orderAs(grants: readonly Grant[], gross: number, scene = new Scene()): Refusal | "accepted" {
  const net = gross;
  const id = scene.invoice({ net, vat: 0, gross });
  for (const as of ["factual", "arithmetic"])
    scene.run(cast.accountant, "invoice", "certify", id, { as, digest: scene.digest(id), statement: "richtig" });
  const actor: Actor = { personId: "pdrewes", name: "Petra Drewes", grants };
  const outcome = scene.run(actor, "invoice", "order", id, { digest: scene.digest(id), statement: "angeordnet" });
  return outcome.kind === "accepted" ? "accepted" : outcome.refusal;
}

const limit = (limitCents: number, more: Partial<Grant> = {}): Grant => ({ role: "ORDERING", unit: "*", limitCents, ...more });

test("up to the limit and not a cent more; a credit note counts by its amount", () => {
  expect(orderAs([limit(500_000)], 500_000)).toBe("accepted");
  expect(orderAs([limit(500_000)], 500_001)).toMatchObject({ code: "amountAboveLimit", params: { amount: 500_001, limit: 500_000 } });
  expect(orderAs([limit(500_000)], -500_001)).toMatchObject({ code: "amountAboveLimit" });
});

test("the limit of the day counts, of the unit, and the highest of several", () => {
  expect(orderAs([limit(500_000, { until: "2026-11-23" })], 100)).toMatchObject({ code: "notAllowed" });
  expect(orderAs([limit(900_000, { until: "2026-11-23" }), limit(500_000, { from: "2026-11-24" })], 600_000)).toMatchObject({
    params: { limit: 500_000 },
  });
  expect(orderAs([limit(900_000, { unit: "steuern" }), limit(500_000)], 600_000)).toMatchObject({ params: { limit: 500_000 } });
  expect(orderAs([limit(500_000), limit(900_000, { onBehalfOf: "shartmann" })], 600_000)).toBe("accepted");
});

test("who may order instead is named: enough limit, the unit, the day; nobody of the cash office, no certifier, not oneself", () => {
  const scene = new Scene();
  const line = { role: "ORDERING", unit: "*" } as const;
  scene.authorities = [
    { person: "jlueders", ...line },
    { person: "shartmann", ...line, limitCents: 1_000_000 },
    { person: "small", ...line, limitCents: 100_000 },
    { person: "elsewhere", ...line, unit: "steuern" },
    { person: "gone", ...line, until: "2026-11-23" },
    { person: "mpetersen", ...line },
    { person: "pdrewes", ...line, limitCents: 500_000 },
    { person: "both", ...line },
    { person: "both", role: "CASH", unit: "*" },
  ];
  expect(orderAs([limit(500_000)], 700_000, scene)).toMatchObject({
    code: "amountAboveLimit",
    params: { persons: "jlueders,shartmann", unit: "finanzen" },
  });
});
