// Laws that hold for every command of every kind, over random days at the office.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "../base/canonical-json.ts";
import { must } from "../base/must.ts";
import { cast, Scene, sceneStart } from "../testing/scene.ts";
import { refusals } from "../text/de/refusals.ts";
import type { Actor } from "./actor.ts";
import type { AnyBody } from "./command.ts";
import { execute, whyNot } from "./execute.ts";
import { kinds } from "./kinds.ts";
import { defaultPolicy } from "./policy.ts";
import { recordKey } from "./record.ts";

interface Step {
  readonly actor: Actor;
  readonly kind: string;
  readonly name: string;
  readonly args: (scene: Scene, id: string) => AnyBody;
}

const people = fc.constantFrom<Actor>(...Object.values(cast));
const noArgs = (): AnyBody => ({});

function step(kind: string, name: string, args: fc.Arbitrary<(scene: Scene, id: string) => AnyBody>): fc.Arbitrary<Step> {
  return fc.record({ actor: people, kind: fc.constant(kind), name: fc.constant(name), args });
}

const signed = (more: AnyBody) => (scene: Scene, id: string) => ({ ...more, digest: scene.digest(id), statement: "richtig" });
const cents = fc.integer({ min: -5, max: 5 }).map((n) => 11_900 + n * 1_000);
const invoiceStep = fc.oneof(
  step("invoice", "certify", fc.constantFrom(signed({ as: "factual" }), signed({ as: "arithmetic" }))),
  step("invoice", "order", fc.constantFrom(signed({}), signed({ exceptionReason: "Vertretung" }))),
  step(
    "invoice",
    "recordPayment",
    fc.constant(() => ({ paidOn: "2026-11-24" })),
  ),
  step("invoice", "claim", fc.constant(noArgs)),
  step("invoice", "release", fc.constant(noArgs)),
  step(
    "invoice",
    "editFields",
    fc.tuple(cents, cents).map(([from, to]) => () => ({ fields: { gross: { from, to }, dueDate: { from: null, to: "2026-12-01" } } })),
  ),
  step(
    "invoice",
    "addNote",
    fc.constant(() => ({ text: "Bitte prüfen." })),
  ),
  step(
    "invoice",
    "fileAway",
    fc.constant((scene: Scene) => ({ fileId: scene.file(), title: "Rechnung" })),
  ),
);
const applicationStep = fc.oneof(
  step("application", "claim", fc.constant(noArgs)),
  step("application", "release", fc.constant(noArgs)),
  step(
    "application",
    "decide",
    fc.constantFrom("approved", "rejected").map((outcome) => () => ({ outcome, reason: "weil" })),
  ),
  step("application", "close", fc.constant(noArgs)),
  step("application", "reopen", fc.constant(noArgs)),
  step(
    "application",
    "addNote",
    fc.constant(() => ({ text: "Notiz" })),
  ),
  step(
    "application",
    "handOver",
    fc.constant(() => ({ unit: "standesamt" })),
  ),
  step(
    "application",
    "fileAway",
    fc.constant((scene: Scene) => ({ fileId: scene.file("buergerservice"), title: "Antrag" })),
  ),
);
const day = fc.record({
  policy: fc.boolean().map((certifierMayOrderWithReason) => ({ ...defaultPolicy, certifierMayOrderWithReason })),
  steps: fc.array(fc.oneof(invoiceStep, applicationStep), { minLength: 1, maxLength: 25 }),
});

/** Plays the steps; `look` sees each with the scene before and after and may add to the counts. */
function play(
  { policy, steps }: { policy: typeof defaultPolicy; steps: readonly Step[] },
  look: (scene: Scene, ids: Readonly<Record<string, string>>, next: Step) => void,
): Scene {
  const scene = new Scene(policy);
  const ids: Record<string, string> = { invoice: scene.invoice(), application: scene.application() };
  for (const next of steps) look(scene, ids, next);
  return scene;
}

const runs = { numRuns: 300, seed: 20261124 };

/** A day on which much is signed, so that the rules of signing are tried and not only refused at the door. */
const signingStep = fc.oneof(
  { weight: 3, arbitrary: invoiceStep },
  {
    weight: 5,
    arbitrary: fc.record({
      actor: fc.constantFrom<Actor>(cast.accountant, cast.head, cast.both, cast.officer),
      kind: fc.constant("invoice"),
      name: fc.constant("certify"),
      args: fc.constantFrom(signed({ as: "factual" }), signed({ as: "arithmetic" })),
    }),
  },
  { weight: 5, arbitrary: step("invoice", "order", fc.constantFrom(signed({}), signed({ exceptionReason: "Vertretung" }))) },
);
const signingDay = fc.record({
  policy: fc.boolean().map((certifierMayOrderWithReason) => ({ ...defaultPolicy, certifierMayOrderWithReason })),
  steps: fc.array(signingStep, { minLength: 10, maxLength: 30 }),
});

describe("laws of every command", () => {
  test("a refused command changes nothing and has a German sentence; an accepted one raises each version by one", () => {
    const seen = { accepted: 0, refused: 0 };
    fc.assert(
      fc.property(day, (plan) => {
        play(plan, (scene, ids, next) => {
          const id = must(ids[next.kind], "every step names a kind of the scene");
          const args = next.args(scene, id);
          const before = scene.records;
          const text = canonicalJson([...before]);
          const outcome = scene.run(next.actor, next.kind, next.name, id, args);
          expect(canonicalJson([...before])).toBe(text);
          if (outcome.kind === "refused") {
            seen.refused += 1;
            expect(scene.records).toBe(before);
            expect(Object.keys(refusals)).toContain(outcome.refusal.code);
          } else {
            seen.accepted += 1;
            for (const record of outcome.records) expect(record.version).toBe((before.get(recordKey(record))?.version ?? 0) + 1);
          }
        });
      }),
      runs,
    );
    expect(seen.accepted).toBeGreaterThan(300);
    expect(seen.refused).toBeGreaterThan(300);
  });

  test("replayed from the same records a command gives the same records, whoever replays it", () => {
    fc.assert(
      fc.property(day, (plan) => {
        play(plan, (scene, ids, next) => {
          const recordId = must(ids[next.kind], "every step names a kind of the scene");
          const command = { kind: next.kind, name: next.name, recordId, args: next.args(scene, recordId) };
          const context = { commandId: scene.freshId(), at: sceneStart, today: "2026-11-24", policy: plan.policy };
          const once = execute(kinds, command, next.actor, scene.records, context);
          expect(canonicalJson(execute(kinds, command, next.actor, scene.records, context))).toBe(canonicalJson(once));
          const refusal = whyNot(kinds, command, next.actor, scene.records, context);
          if (refusal !== undefined) expect(once).toEqual({ kind: "refused", refusal });
          scene.run(next.actor, next.kind, next.name, recordId, command.args);
        });
      }),
      runs,
    );
  });

  test(
    "no day ends in a state the law forbids: ordering and cash in one hand, or a certifier's order without a logged reason",
    { timeout: 120_000 },
    () => {
      let ordered = 0;
      fc.assert(
        fc.property(signingDay, (plan) => {
          const scene = play(plan, (current, ids, next) => {
            const id = must(ids[next.kind], "every step names a kind of the scene");
            current.run(next.actor, next.kind, next.name, id, next.args(current, id));
          });
          for (const record of scene.records.values()) {
            if (record.kind !== "invoice") continue;
            const body = scene.body("invoice", record.id) as {
              order?: { by: string; exceptionReason?: string };
              payment?: { by: string };
              certifications: Record<string, { by: string } | undefined>;
            };
            if (body.order === undefined) continue;
            ordered += 1;
            expect(body.order.by).not.toBe(cast.both.personId);
            expect(body.payment?.by).not.toBe(body.order.by);
            const certifiers = Object.values(body.certifications).map((signature) => signature?.by);
            if (certifiers.includes(body.order.by)) expect(body.order.exceptionReason).toBe("Vertretung");
          }
        }),
        { numRuns: 500, seed: 20261124 },
      );
      expect(ordered).toBeGreaterThan(50);
    },
  );
});
