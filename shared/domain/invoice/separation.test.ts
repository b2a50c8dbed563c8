// Duties that the law keeps apart between people, whatever roles they hold: what no table of roles and states can say.
// Expectations are written from § 42 KomHKVO and § 126 NKomVG.
import { describe, expect, test } from "vitest";
import { cast, Scene } from "../../testing/scene.ts";
import { refusalText } from "../../text/refusal-text.ts";
import type { Actor, Grant } from "../actor.ts";
import type { AnyBody } from "../command.ts";
import type { Outcome } from "../execute.ts";
import { defaultPolicy, type Policy } from "../policy.ts";

const everywhere = "*";
const person = (personId: string, ...grants: readonly Grant[]): Actor => ({ personId, name: personId, grants });
const codeOf = (outcome: Outcome): string => (outcome.kind === "refused" ? outcome.refusal.code : "accepted");
const lenient: Policy = { ...defaultPolicy, certifierMayOrderWithReason: true };
const certifier = cast.accountant;

function certified(scene: Scene, by: Actor = certifier, fields = {}): string {
  const id = scene.invoice(fields);
  for (const as of ["factual", "arithmetic"])
    expect(codeOf(scene.run(by, "invoice", "certify", id, { as, digest: scene.digest(id), statement: "richtig" }))).toBe("accepted");
  return id;
}
const order = (scene: Scene, id: string, actor: Actor, more: AnyBody = {}): string =>
  codeOf(scene.run(actor, "invoice", "order", id, { digest: scene.digest(id), statement: "angeordnet", ...more }));
const pay = (scene: Scene, id: string, actor: Actor): string =>
  codeOf(scene.run(actor, "invoice", "recordPayment", id, { paidOn: "2026-11-24" }));

const ordering: Grant = { role: "ORDERING", unit: everywhere };
const cash: Grant = { role: "CASH", unit: everywhere };
const certifying: readonly Grant[] = [
  { role: "CERT_FACTUAL", unit: everywhere },
  { role: "CERT_ARITHMETIC", unit: everywhere },
];

describe("§ 42 (4): the certifier does not order", () => {
  const both = person("both", ordering, ...certifying);
  const deputy = person("deputy", { ...ordering, onBehalfOf: "both" });
  test.each<[string, Policy, Actor, AnyBody, string]>([
    ["in person", defaultPolicy, both, {}, "certifierMayNotOrder"],
    ["in person, with a reason the house does not take", defaultPolicy, both, { exceptionReason: "krank" }, "certifierMayNotOrder"],
    ["by a deputy", defaultPolicy, deputy, {}, "certifierMayNotOrder"],
    ["where the house allows it, without a reason", lenient, both, {}, "exceptionReasonMissing"],
    ["where the house allows it, with blanks for a reason", lenient, both, { exceptionReason: "  " }, "exceptionReasonMissing"],
    ["where the house allows it, with a reason", lenient, both, { exceptionReason: "Alle anderen sind krank." }, "accepted"],
    ["by a deputy, with a reason", lenient, deputy, { exceptionReason: "Alle anderen sind krank." }, "accepted"],
  ])("%s", (_how, policy, actor, more, code) => {
    const scene = new Scene(policy);
    expect(order(scene, certified(scene, both), actor, more)).toBe(code);
  });

  test("who certified as somebody's deputy keeps that person from ordering", () => {
    const scene = new Scene();
    const stand = person(
      "stand",
      { role: "CERT_FACTUAL", unit: everywhere, onBehalfOf: "boss" },
      { role: "CERT_ARITHMETIC", unit: everywhere, onBehalfOf: "boss" },
    );
    const id = certified(scene, stand);
    expect(order(scene, id, person("boss", ordering))).toBe("certifierMayNotOrder");
    expect(order(scene, id, person("third", ordering))).toBe("accepted");
  });
});

describe("§ 42 (5), § 126 NKomVG: ordering and cash never in one hand, no exception", () => {
  test.each<[string, Actor]>([
    ["own rights", person("x", ordering, cash)],
    ["cash as a deputy", person("x", ordering, { ...cash, onBehalfOf: "tvoss" })],
    ["ordering as a deputy", person("x", cash, { ...ordering, onBehalfOf: "shartmann" })],
    ["cash for another unit", person("x", ordering, { role: "CASH", unit: "steuern" })],
  ])("%s: neither orders nor pays, whatever the policy and the reason", (_how, actor) => {
    for (const policy of [defaultPolicy, lenient]) {
      const scene = new Scene(policy);
      const id = certified(scene);
      expect(order(scene, id, actor, { exceptionReason: "Notfall" })).toBe("orderingAndCashInOneHand");
      expect(order(scene, id, cast.officer)).toBe("accepted");
      expect(["orderingAndCashInOneHand", "notAllowed"]).toContain(pay(scene, id, actor));
    }
  });

  test("whoever ordered does not pay later, when the right to order is gone; nor does their deputy", () => {
    const scene = new Scene();
    const id = certified(scene);
    expect(order(scene, id, person("moved", ordering))).toBe("accepted");
    expect(pay(scene, id, person("moved", cash))).toBe("orderingAndCashInOneHand");
    expect(pay(scene, id, person("deputy", { ...cash, onBehalfOf: "moved" }))).toBe("orderingAndCashInOneHand");
    expect(pay(scene, id, cast.cashier)).toBe("accepted");
  });

  test("a right of yesterday is none", () => {
    const scene = new Scene();
    expect(order(scene, certified(scene), person("x", ordering, { ...cash, until: "2026-11-23" }))).toBe("accepted");
  });

  test("where staff of the cash office certify, a second one of them pays out", () => {
    const scene = new Scene();
    const teller = person("teller", cash, ...certifying);
    const id = certified(scene, teller);
    expect(order(scene, id, cast.officer)).toBe("accepted");
    expect(pay(scene, id, teller)).toBe("certifierMayNotPay");
    expect(pay(scene, id, cast.cashier)).toBe("accepted");
  });
});

describe("bias and limits", () => {
  test("nobody certifies or orders a payment to themselves, whatever the capitals", () => {
    const scene = new Scene();
    const id = scene.invoice({ supplier: " MALTE Petersen " });
    const args = { as: "factual", digest: scene.digest(id), statement: "richtig" };
    expect(codeOf(scene.run(certifier, "invoice", "certify", id, args))).toBe("payeeIsActor");
    const payee: Actor = { ...person("heide", ordering), name: "Heidestrom GmbH" };
    expect(order(scene, certified(scene), payee)).toBe("payeeIsActor");
  });

  test("the limit is that of whose right is used, to the cent, for credit notes too", () => {
    const limited = person("x", { ...ordering, limitCents: 11_900 });
    for (const [gross, code] of [
      [11_900, "accepted"],
      [11_901, "amountAboveLimit"],
      [-11_901, "amountAboveLimit"],
    ] as const) {
      const scene = new Scene();
      expect(order(scene, certified(scene, certifier, { net: gross, vat: 0, gross }), limited)).toBe(code);
    }
  });
});

test("a refusal names who may, where the directory tells; of steps that everybody may take it names nobody", () => {
  const scene = new Scene();
  scene.duties = [
    { person: "mpetersen", role: "CERT_FACTUAL", unit: "*" },
    { person: "elsewhere", role: "CERT_FACTUAL", unit: "steuern" },
    { person: "gone", role: "CERT_FACTUAL", unit: "*", until: "2026-11-23" },
  ];
  scene.authorities = [{ person: "tvoss", role: "CASH", unit: "*" }];
  const id = scene.invoice();
  const refusal = (actor: Actor, name: string, args: AnyBody) => {
    const outcome = scene.run(actor, "invoice", name, id, args);
    return outcome.kind === "refused" ? outcome.refusal : undefined;
  };
  const certify = refusal(cast.officer, "certify", { as: "factual", digest: scene.digest(id), statement: "richtig" });
  expect(certify).toEqual({ code: "notAllowed", params: { role: "CERT_FACTUAL", unit: "finanzen", persons: "mpetersen" } });
  const directory = {
    tenant: "t",
    townName: "T",
    units: [{ id: "finanzen", name: "Finanzen", short: "20" }],
    people: [{ id: "mpetersen", name: "Malte Petersen", units: [] }],
    filePlan: [],
    policy: defaultPolicy,
  };
  expect(certify === undefined ? "" : refusalText(certify, directory)).toBe(
    "Dafür fehlt Ihnen die Berechtigung „sachliche Feststellung“ für „Finanzen“. Das darf: Malte Petersen.",
  );
  expect(refusal(cast.officer, "recordPayment", { paidOn: "2026-11-24" })).toMatchObject({ params: { persons: "tvoss" } });
  expect(refusal(cast.cashier, "assign", { unit: "steuern" })?.params).toEqual({ role: "CAPTURE", unit: "finanzen" });
});
