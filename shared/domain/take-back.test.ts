// Undo for every command of every kind: the body is as it was, or a refusal says why not; and nothing is pulled from under a later step.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "../base/canonical-json.ts";
import { derivedId } from "../base/hash.ts";
import { must } from "../base/must.ts";
import { commands, day, dayAbout, of, people, place, type Ids, type Step } from "../testing/any-step.ts";
import { cast, Scene } from "../testing/scene.ts";
import { refusals } from "../text/de/refusals.ts";
import type { Actor } from "./actor.ts";
import { finalOf, inverseOf } from "./execute.ts";
import { kinds } from "./kinds.ts";
import { buildEntering } from "../testing/supplier-builder.ts";
import { supplierIdOf } from "./supplier/schema.ts";
import { recordKey } from "./record.ts";

/** Tried by themselves, at the end of this file and in post.test.ts. */
const apart: Readonly<Record<string, readonly string[]>> = {
  deputyship: ["end"],
  supplier: ["learn"],
  // Only whom the municipality has named keeps them: ledger.test.ts.
  account: ["describe", "takeOut"],
  costCentre: ["describe", "takeOut"],
  budgetLine: ["describe", "takeOut"],
  purchaseOrder: ["describe", "takeOut"],
  invoice: ["rebook", "readPaper"],
  post: ["rebook"],
  // Nothing of a run is taken back: payment-run.test.ts tries each.
  paymentRun: ["releaseRun", "exportRun", "dissolveRun", "settleRun"],
};
const creating: Readonly<Record<string, readonly string[]>> = {
  application: ["receive"],
  invoice: ["capture"],
  document: ["add"],
  file: ["open"],
  task: ["create", "tell"],
  post: ["capture"],
  deputyship: ["name"],
  supplier: ["enter"],
  account: ["enter"],
  costCentre: ["enter"],
  budgetLine: ["enter"],
  purchaseOrder: ["enter"],
  paymentRun: ["makeRun"],
};

function openScene(): { readonly scene: Scene; readonly ids: Ids } {
  const scene = new Scene();
  const file = scene.file();
  const task = scene.freshId();
  scene.run(cast.clerk, "task", "create", task, { unit: "buergerservice", title: "Rückruf", dueOn: "2026-11-30" });
  const document = scene.freshId();
  scene.run(cast.head, "document", "add", document, {
    unit: "finanzen",
    fileId: file,
    title: "Brief",
    documentType: "letter",
    documentDate: "2026-11-20",
    keywords: [],
    content: { sha256: "a".repeat(64), name: "a.pdf", mime: "application/pdf", size: 1 },
  });
  const entering = buildEntering();
  const supplier = supplierIdOf(entering);
  scene.run(cast.accountant, "supplier", "enter", supplier, entering);
  // An account that counts: taking it away is something that somebody else can decide against.
  const [account] = entering.ibans;
  scene.run(cast.head, "supplier", "confirmIban", supplier, { iban: account?.iban, note: "Rückruf" });
  scene.run(cast.accountant, "supplier", "learn", supplier, { invoice: scene.freshId(), right: [place], wrong: [] });
  return {
    scene,
    ids: {
      supplier,
      application: scene.application(),
      invoice: scene.invoice({}, { dueDate: { source: "derived", confidence: 0.6 } }),
      otherInvoice: scene.invoice(),
      post: scene.letter(),
      file,
      task,
      document,
      nobody: scene.freshId(),
    },
  };
}

/** Gives a step by the first of the people who may; undefined where nobody may. */
function give(scene: Scene, ids: Ids, next: Step): { readonly actor: Actor; readonly commandId: string } | undefined {
  const args = next.args(scene, ids);
  for (let offset = 0; offset < people.length; offset += 1) {
    const actor = must(people[(next.first + offset) % people.length], "the rest is within the list");
    const outcome = scene.run(actor, next.kind, next.name, of(ids, next.kind), args);
    if (outcome.kind === "accepted") return { actor, commandId: outcome.commandId };
  }
  return undefined;
}

/** The record without what undo adds to and what counts its changes. */
function plain(scene: Scene, kind: string, id: string): string {
  const record = must(scene.records.get(recordKey({ kind, id })), "the scene has made it");
  const { trail: _trail, ...body } = must(kinds.get(kind), "the kind is known").raise(record.body);
  return canonicalJson({ unit: record.unit, scopes: record.scopes, body });
}

describe("undo", () => {
  test("every command of every kind can be taken back or says by its nature why not, with a German sentence", () => {
    for (const [name, kind] of kinds) {
      const tried = [...Object.keys(commands[name] ?? {}), ...(creating[name] ?? []), ...(apart[name] ?? []), "takeBack"].sort();
      expect(tried, name).toEqual(Object.keys(kind.commands).sort());
      for (const command of Object.keys(kind.commands)) {
        const final = finalOf(kinds, { kind: name, name: command });
        expect(inverseOf(kinds, { id: "x", kind: name, name: command }) === undefined).toBe(final !== undefined);
        if (final !== undefined) expect(Object.keys(refusals)).toContain(final);
      }
    }
    const forGood = [...kinds].flatMap(([name, kind]) =>
      Object.entries(kind.commands).flatMap(([command, { final }]) => (final === undefined ? [] : [`${name}.${command}: ${final}`])),
    );
    expect(forGood.sort()).toEqual([
      "account.takeBack: undoStays",
      "application.fileAway: filedStays",
      "application.receive: systemOnly",
      "application.takeBack: undoStays",
      "budgetLine.takeBack: undoStays",
      "costCentre.takeBack: undoStays",
      "deputyship.end: deputyshipStays",
      "deputyship.takeBack: undoStays",
      "document.add: filedStays",
      "document.attachText: systemOnly",
      "document.takeBack: undoStays",
      "file.open: numberStays",
      "file.takeBack: undoStays",
      "invoice.addRendition: renditionStays",
      "invoice.answer: answerStays",
      "invoice.attachText: systemOnly",
      "invoice.capture: arrivedStays",
      "invoice.checkTransfer: qualityCheckStays",
      "invoice.fileAway: filedStays",
      "invoice.matchCredit: creditStays",
      "invoice.readPaper: arrivedStays",
      "invoice.takeBack: undoStays",
      "invoice.unmatchCredit: creditStays",
      "invoice.withdrawCertification: signatureStays",
      "invoice.withdrawOrder: signatureStays",
      "invoice.withdrawTechnical: signatureStays",
      "paymentRun.dissolveRun: paymentStays",
      "paymentRun.exportRun: paymentStays",
      "paymentRun.makeRun: paymentStays",
      "paymentRun.releaseRun: signatureStays",
      "paymentRun.settleRun: paymentStays",
      "paymentRun.takeBack: undoStays",
      "post.attachText: systemOnly",
      "post.capture: arrivedStays",
      "post.fileAway: filedStays",
      "post.takeBack: undoStays",
      "purchaseOrder.takeBack: undoStays",
      "supplier.learn: learnedStays",
      "supplier.takeBack: undoStays",
      "task.takeBack: undoStays",
      "task.tell: arrivedStays",
    ]);
  });

  test(
    "given and taken back at once, a command leaves the record as it was but for its trail, or is refused with a reason",
    { timeout: 120_000 },
    () => {
      const undone = new Set<string>();
      const tryDay = (steps: readonly Step[]): void => {
        const { scene, ids } = openScene();
        for (const next of steps) {
          const id = of(ids, next.kind);
          const before = plain(scene, next.kind, id);
          const outcome = give(scene, ids, next);
          if (outcome === undefined) continue;
          const given = scene.records;
          const back = scene.run(outcome.actor, next.kind, "takeBack", id, { command: outcome.commandId });
          const name = `${next.kind}.${next.name}`;
          if (back.kind === "accepted") {
            expect(plain(scene, next.kind, id), name).toBe(before);
            undone.add(name);
            const twice = scene.run(outcome.actor, next.kind, "takeBack", id, { command: outcome.commandId });
            expect(twice).toMatchObject({ kind: "refused", refusal: { code: "alreadyUndone" } });
            if (next.stays) scene.records = given;
          } else {
            const final = finalOf(kinds, next);
            expect([final, "nothingToUndo"], name).toContain(back.refusal.code);
            if (back.refusal.code === "nothingToUndo") expect(before).toBe(plain(scene, next.kind, id));
          }
        }
      };
      fc.assert(fc.property(day, tryDay), { numRuns: 120, seed: 20261124 });
      const reached = [...kinds].flatMap(([kind, { commands: all }]) =>
        Object.entries(all).flatMap(([name, { creates, final }]) =>
          final === undefined && creates === false && apart[kind]?.includes(name) !== true ? [{ kind, name: `${kind}.${name}` }] : [],
        ),
      );
      // What no day so far has had is looked for: a law that was asked of nothing holds nothing.
      for (const { kind, name } of reached)
        for (const steps of undone.has(name) ? [] : fc.sample(dayAbout(kind), { numRuns: 400, seed: 20261124 })) {
          tryDay(steps);
          if (undone.has(name)) break;
        }
      expect(reached.filter(({ name }) => !undone.has(name))).toEqual([]);
    },
  );

  test("taken back later, a step brings back what it changed and nothing else, or names who built on it", { timeout: 120_000 }, () => {
    const seen = { later: 0, built: 0 };
    fc.assert(
      fc.property(day, fc.nat(), (steps, which) => {
        const { scene, ids } = openScene();
        const given = steps.flatMap((next) => {
          const outcome = give(scene, ids, next);
          return outcome === undefined ? [] : [{ next, ...outcome }];
        });
        const one = given[which % Math.max(1, given.length)];
        if (one === undefined) return;
        const { kind } = one.next;
        const id = of(ids, kind);
        const trail = scene.trail(kind, id);
        const entry = must(
          trail.find(({ commandId }) => commandId === one.commandId),
          "every step is in the trail",
        );
        const before = scene.body(kind, id);
        const back = scene.run(one.actor, kind, "takeBack", id, { command: one.commandId });
        if (back.kind === "refused") {
          if (back.refusal.code !== "laterWorkExists") return;
          seen.built += 1;
          const by = must(
            trail.slice(trail.indexOf(entry) + 1).find((later) => later.at === back.refusal.params["at"]),
            "it names a later step",
          );
          expect(by.by).toBe(back.refusal.params["person"]);
          return;
        }
        if (trail.indexOf(entry) < trail.length - 1) seen.later += 1;
        const after = scene.body(kind, id);
        const touched = new Set(Object.keys(entry.before ?? {}).map((path) => path.split(".")[0]));
        for (const member of Object.keys(before))
          if (!touched.has(member) && member !== "trail" && member !== "state")
            expect(canonicalJson(after[member] ?? null), member).toBe(canonicalJson(before[member] ?? null));
      }),
      { numRuns: 120, seed: 20261124 },
    );
    expect(seen.later).toBeGreaterThan(20);
    expect(seen.built).toBeGreaterThan(20);
  });

  test("only who did a step takes it back, and only while they still work there", () => {
    const { scene, ids } = openScene();
    const id = of(ids, "application");
    const { commandId } = scene.run(cast.clerk, "application", "claim", id, {});
    const colleague = scene.run(cast.colleague, "application", "takeBack", id, { command: commandId });
    expect(colleague).toMatchObject({ refusal: { code: "notYours", params: { person: "kbrandt" } } });
    const moved: Actor = { ...cast.clerk, grants: [] };
    expect(scene.run(moved, "application", "takeBack", id, { command: commandId })).toMatchObject({ refusal: { code: "notAllowed" } });
    expect(scene.run(cast.clerk, "application", "takeBack", id, { command: ids["nobody"] })).toMatchObject({
      refusal: { code: "notUndoable" },
    });
  });

  test("what was handed to another unit comes back until somebody there has touched it", () => {
    const { scene, ids } = openScene();
    const id = of(ids, "application");
    scene.run(cast.clerk, "application", "claim", id, {});
    const first = scene.run(cast.clerk, "application", "handOver", id, { unit: "standesamt" });
    expect(scene.run(cast.clerk, "application", "takeBack", id, { command: first.commandId }).kind).toBe("accepted");
    expect(scene.records.get(recordKey({ kind: "application", id }))?.unit).toBe("buergerservice");
    expect(scene.body("application", id)).toMatchObject({ state: "inProgress", clerk: "kbrandt" });
    const second = scene.run(cast.clerk, "application", "handOver", id, { unit: "standesamt" });
    scene.run(cast.stranger, "application", "claim", id, {});
    expect(scene.run(cast.clerk, "application", "takeBack", id, { command: second.commandId })).toMatchObject({
      refusal: { code: "laterWorkExists", params: { person: "pkrause", command: "claim" } },
    });
  });

  test("an edit that voided signatures gives them back with the fields; over other fields they stay void", () => {
    const { scene, ids } = openScene();
    const id = of(ids, "invoice");
    const sign = (as: string) => ({ as, digest: scene.digest(id), statement: "richtig" });
    scene.run(cast.accountant, "invoice", "certify", id, sign("factual"));
    const change = (field: string, from: unknown, to: unknown) => ({ fields: { [field]: { from, to } } });
    const edited = scene.run(cast.accountant, "invoice", "editFields", id, change("gross", 11_900, 12_900));
    expect(scene.body("invoice", id)).toMatchObject({ state: "captured", certifications: {} });
    const other = scene.run(cast.head, "invoice", "editFields", id, change("iban", "DE89370400440532013000", "DE02120300000000202051"));
    expect(scene.run(cast.accountant, "invoice", "takeBack", id, { command: edited.commandId }).kind).toBe("accepted");
    expect(scene.body("invoice", id)).toMatchObject({ state: "captured", fields: { gross: 11_900 } });
    expect(scene.body("invoice", id)["certifications"]).not.toMatchObject({ factual: { by: "mpetersen" } });
    expect(scene.run(cast.head, "invoice", "takeBack", id, { command: other.commandId }).kind).toBe("accepted");
    const again = scene.run(cast.accountant, "invoice", "certify", id, sign("factual"));
    const third = scene.run(cast.head, "invoice", "editFields", id, change("gross", 11_900, 1));
    scene.run(cast.head, "invoice", "takeBack", id, { command: third.commandId });
    expect(scene.body("invoice", id)).toMatchObject({ state: "inReview", certifications: { factual: { commandId: again.commandId } } });
  });

  test("the notice of a voided signature goes with the edit that made it, where the signature counts again", () => {
    const { scene, ids } = openScene();
    const id = of(ids, "invoice");
    const sign = () =>
      scene.run(cast.accountant, "invoice", "certify", id, { as: "factual", digest: scene.digest(id), statement: "richtig" });
    const change = (field: string, from: unknown, to: unknown) =>
      scene.run(cast.head, "invoice", "editFields", id, { fields: { [field]: { from, to } } });
    const back = (command: string) => scene.run(cast.head, "invoice", "takeBack", id, { command });
    const notice = (command: string) => derivedId(command, 0);
    sign();
    const first = change("gross", 11_900, 12_900);
    expect(scene.body("task", notice(first.commandId))).toMatchObject({ state: "open", person: "mpetersen", topic: "certificationVoided" });
    expect(back(first.commandId).kind).toBe("accepted");
    expect(scene.body("task", notice(first.commandId))).toMatchObject({ state: "done", withdrawn: true });

    // Another field has changed since: the signature stays void, and its person has to know.
    const second = change("gross", 11_900, 12_900);
    change("iban", "DE89370400440532013000", "DE02120300000000202051");
    expect(back(second.commandId).kind).toBe("accepted");
    expect(scene.body("task", notice(second.commandId))).toMatchObject({ state: "open" });
  });

  test("of an edit taken in part only what was taken comes back", () => {
    const { scene, ids } = openScene();
    const id = of(ids, "invoice");
    scene.run(cast.head, "invoice", "editFields", id, { fields: { number: { from: "R-17", to: "R-99" } } });
    const mine = scene.run(cast.accountant, "invoice", "editFields", id, {
      fields: { number: { from: "R-17", to: "R-18" }, remittance: { from: null, to: "Strom" } },
    });
    expect(mine).toMatchObject({ kind: "accepted", conflicts: [{ field: "number", mine: "R-18", theirs: "R-99" }] });
    expect(scene.run(cast.accountant, "invoice", "takeBack", id, { command: mine.commandId }).kind).toBe("accepted");
    expect(scene.body("invoice", id)).toMatchObject({ fields: { number: "R-99", remittance: null } });
  });

  test("a task made by mistake leaves everyone's list, until somebody has worked on it", () => {
    const { scene } = openScene();
    const make = () => {
      const id = scene.freshId();
      const made = scene.run(cast.clerk, "task", "create", id, { unit: "buergerservice", title: "Irrtum", dueOn: "2026-11-30" });
      return { id, commandId: made.commandId };
    };
    const one = make();
    expect(scene.run(cast.clerk, "task", "takeBack", one.id, { command: one.commandId }).kind).toBe("accepted");
    expect(scene.body("task", one.id)).toMatchObject({ state: "done", withdrawn: true });
    expect(scene.run(cast.clerk, "task", "resume", one.id, {})).toMatchObject({ refusal: { code: "alreadyUndone" } });
    const two = make();
    scene.run(cast.colleague, "task", "complete", two.id, {});
    expect(scene.run(cast.clerk, "task", "takeBack", two.id, { command: two.commandId })).toMatchObject({
      refusal: { code: "laterWorkExists", params: { person: "oseidel" } },
    });
  });

  test("a deputyship named by mistake has ended for everyone; an ended one does not live again", () => {
    const { scene } = openScene();
    const id = scene.freshId();
    const rights = [{ role: "ORDERING", unit: "*" }];
    const named = scene.run(cast.head, "deputyship", "name", id, {
      unit: "finanzen",
      principal: cast.head.personId,
      deputy: cast.officer.personId,
      rights,
      from: "2026-11-24",
      until: "2026-12-01",
    });
    expect(named.kind).toBe("accepted");
    expect(scene.run(cast.head, "deputyship", "takeBack", id, { command: named.commandId }).kind).toBe("accepted");
    expect(scene.body("deputyship", id)).toMatchObject({ state: "ended" });
    expect(finalOf(kinds, { kind: "deputyship", name: "end" })).toBe("deputyshipStays");
  });
});
