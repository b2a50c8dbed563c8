// Deputies, rule by rule: whom one may name, what it is worth, and that separation of duties counts across both (§ 42 KomHKVO).
import { describe, expect, test } from "vitest";
import { cast, Scene } from "../../testing/scene.ts";
import type { Actor, Grant } from "../actor.ts";
import type { Outcome } from "../execute.ts";
import { defaultPolicy } from "../policy.ts";
import { grantsAsDeputy } from "./grants.ts";
import { deputyshipSchema, type DeputyRight } from "./schema.ts";

const codeOf = (outcome: Outcome): string => (outcome.kind === "refused" ? outcome.refusal.code : "accepted");
const drewes: Actor = { personId: "pdrewes", name: "Petra Drewes", grants: [] };
const ordering: DeputyRight = { role: "ORDERING", unit: "*" };
const named = { unit: "finanzen", principal: "shartmann", deputy: "pdrewes", rights: [ordering], from: "2026-11-24", until: "2026-11-30" };

function name(scene: Scene, actor: Actor, more: Record<string, unknown> = {}): string {
  return codeOf(scene.run(actor, "deputyship", "name", scene.freshId(), { ...named, ...more }));
}

/** The actor with what the scene's deputyships give them, as the server draws it. */
function withDeputyships(scene: Scene, actor: Actor, principal: Actor): Actor {
  const bodies = [...scene.records.values()].filter(({ kind }) => kind === "deputyship").map(({ body }) => deputyshipSchema.parse(body));
  const mine = bodies.filter((body) => body.deputy === actor.personId);
  return { ...actor, grants: [...actor.grants, ...grantsAsDeputy(actor.grants, mine, () => principal.grants)] };
}

describe("naming", () => {
  test("one names a deputy for rights of one's own, for days that are not over", () => {
    expect(name(new Scene(), cast.officer)).toBe("accepted");
    expect(name(new Scene(), cast.officer, { deputy: "shartmann" })).toBe("deputyIsPrincipal");
    expect(name(new Scene(), cast.officer, { rights: [{ role: "CASH", unit: "*" }] })).toBe("notAllowed");
    expect(name(new Scene(), cast.officer, { from: "2026-11-30", until: "2026-11-29" })).toBe("periodWrong");
    expect(name(new Scene(), cast.officer, { from: "2026-11-01", until: "2026-11-23" })).toBe("periodWrong");
    expect(name(new Scene(), cast.clerk)).toBe("notAllowed");
  });

  test("a right held as a deputy is not passed on", () => {
    const deputy: Actor = { ...drewes, grants: [{ role: "ORDERING", unit: "*", onBehalfOf: "shartmann" }] };
    expect(name(new Scene(), deputy, { principal: "pdrewes", deputy: "mpetersen" })).toBe("notAllowed");
  });

  test("the administration names one for who is away, never itself", () => {
    const admin: Actor = { personId: "aseidel", name: "Anke Seidel", grants: [{ role: "ADMIN", unit: "*" }] };
    expect(name(new Scene(), admin)).toBe("accepted");
    expect(name(new Scene(), admin, { deputy: "aseidel" })).toBe("notAllowed");
  });

  test("ordering and cash do not come together by way of a deputy", () => {
    const scene = new Scene();
    scene.authorities = [{ person: "tvoss", role: "CASH", unit: "*" }];
    expect(name(scene, cast.officer, { deputy: "tvoss" })).toBe("orderingAndCashInOneHand");
    const rights: Grant[] = [{ role: "CASH", unit: "*" }];
    expect(grantsAsDeputy(rights, [{ ...named, state: "named" }], () => cast.officer.grants)).toEqual([]);
  });

  test("principal, deputy and administration may end it, and it is worth nothing then", () => {
    const scene = new Scene();
    const id = scene.freshId();
    scene.run(cast.officer, "deputyship", "name", id, named);
    expect(codeOf(scene.run(cast.clerk, "deputyship", "end", id, {}))).toBe("notAllowed");
    expect(codeOf(scene.run(drewes, "deputyship", "end", id, {}))).toBe("accepted");
    expect(codeOf(scene.run(cast.officer, "deputyship", "end", id, {}))).toBe("wrongState");
    expect(withDeputyships(scene, drewes, cast.officer).grants).toEqual([]);
  });
});

describe("what a deputyship is worth", () => {
  const of = (own: readonly Grant[], rights: readonly DeputyRight[]): readonly Grant[] =>
    grantsAsDeputy([], [{ ...named, state: "named", rights: [...rights] }], () => own);

  test("the principal's right with its limit, for the days both have", () => {
    expect(of(cast.officer.grants, [ordering])).toEqual([
      { role: "ORDERING", unit: "*", limitCents: 1_000_000, onBehalfOf: "shartmann", from: "2026-11-24", until: "2026-11-30" },
    ]);
    expect(of([{ role: "ORDERING", unit: "*", from: "2026-11-26", until: "2026-11-28" }], [ordering])).toMatchObject([
      { from: "2026-11-26", until: "2026-11-28" },
    ]);
    expect(of([{ role: "ORDERING", unit: "*", until: "2026-11-20" }], [ordering])).toEqual([]);
  });

  test("no more than the principal holds: not another unit, not another role, not what they hold for somebody else", () => {
    expect(of([{ role: "CLERK", unit: "standesamt" }], [{ role: "CLERK", unit: "*" }])).toMatchObject([{ unit: "standesamt" }]);
    expect(of([{ role: "CLERK", unit: "*" }], [{ role: "CLERK", unit: "steuern" }])).toMatchObject([{ unit: "steuern" }]);
    expect(of([{ role: "CLERK", unit: "standesamt" }], [{ role: "CLERK", unit: "steuern" }])).toEqual([]);
    expect(of([], [ordering])).toEqual([]);
    expect(of([{ role: "ORDERING", unit: "*", onBehalfOf: "jlueders" }], [ordering])).toEqual([]);
  });
});

describe("separation of duties across deputy and principal", () => {
  function scene(
    deputy: Actor,
    principal: Actor,
    certifier: Actor,
    allow = false,
  ): { run: (more?: Record<string, string>) => string; body: () => unknown } {
    const town = new Scene({ ...defaultPolicy, certifierMayOrderWithReason: allow });
    town.run(principal, "deputyship", "name", town.freshId(), { ...named, principal: principal.personId, deputy: deputy.personId });
    const id = town.invoice();
    for (const as of ["factual", "arithmetic"])
      expect(codeOf(town.run(certifier, "invoice", "certify", id, { as, digest: town.digest(id), statement: "richtig" }))).toBe("accepted");
    const actor = withDeputyships(town, deputy, principal);
    return {
      run: (more = {}) => codeOf(town.run(actor, "invoice", "order", id, { digest: town.digest(id), statement: "angeordnet", ...more })),
      body: () => town.body("invoice", id),
    };
  }

  test("a deputy orders in the principal's name, and both names stand in order and trail", () => {
    const { run, body } = scene(drewes, cast.officer, cast.accountant);
    expect(run()).toBe("accepted");
    expect(body()).toMatchObject({ order: { by: "pdrewes", onBehalfOf: "shartmann" } });
    expect(body()).toMatchObject({
      trail: expect.arrayContaining([expect.objectContaining({ command: "order", onBehalfOf: "shartmann" })]),
    });
  });

  test("whoever certified as themselves does not order as a deputy", () => {
    expect(scene(cast.accountant, cast.officer, cast.accountant).run()).toBe("certifierMayNotOrder");
  });

  test("what the principal certified, the deputy does not order in their name", () => {
    const { run } = scene(drewes, cast.head, cast.head);
    expect(run()).toBe("certifierMayNotOrder");
  });

  test("in one's own right one orders what the principal certified: two people have looked", () => {
    const { run, body } = scene({ ...drewes, grants: [{ role: "ORDERING", unit: "*" }] }, cast.head, cast.head);
    expect(run()).toBe("accepted");
    expect(body()).toMatchObject({ order: { by: "pdrewes" } });
    expect(body()).not.toHaveProperty("order.onBehalfOf");
  });

  test("the exception that a municipality allows needs its reason, for a deputy too, and the reason is kept", () => {
    const { run, body } = scene(cast.accountant, cast.officer, cast.accountant, true);
    expect(run()).toBe("exceptionReasonMissing");
    expect(run({ exceptionReason: "Niemand sonst im Haus" })).toBe("accepted");
    expect(body()).toMatchObject({ order: { exceptionReason: "Niemand sonst im Haus", onBehalfOf: "shartmann" } });
  });
});
