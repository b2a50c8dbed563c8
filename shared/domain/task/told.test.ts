// Who is told of scans: one notice a person, folder, unit and day, the same whoever books first; and nobody learns of what they may not see.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { must } from "../../base/must.ts";
import { cast, Scene } from "../../testing/scene.ts";
import { taskTitle } from "../../text/de/domain.ts";
import type { Outcome } from "../execute.ts";
import { postIdOf } from "../post/schema.ts";
import { taskSchema, type Task } from "./schema.ts";
import { mostNamed, noticeId, type Notice } from "./told.ts";

const codeOf = (outcome: Outcome): string => (outcome.kind === "refused" ? outcome.refusal.code : "accepted");
const on = "2026-11-24";
const notice: Notice = { topic: "scansArrived", person: "kbrandt", unit: "buergerservice", folder: "Bauhof", on };

interface Scan {
  readonly paper: number;
  readonly people: readonly string[];
  readonly folder: string;
}

function capture(scene: Scene, { paper, people, folder }: Scan): Outcome {
  const sha256 = paper.toString(16).padStart(64, "0");
  return scene.run(cast.accountant, "post", "capture", postIdOf(sha256), {
    unit: "buergerservice",
    document: { sha256, name: `SCAN${String(paper)}.pdf`, mime: "application/pdf", size: 1 },
    checks: [],
    arrival: { channel: "scanner", fileName: `SCAN${String(paper)}.pdf` },
    tell: { people: [...people], folder, on },
  });
}

function told(scene: Scene, more: Partial<Notice> = {}): Task | undefined {
  const id = noticeId({ ...notice, ...more });
  return scene.records.has(`task/${id}`) ? taskSchema.parse(scene.body("task", id)) : undefined;
}

const titleOf = (task: Task | undefined): string => {
  const { title, topic, came = [], more = false } = must(task, "there is a notice");
  return taskTitle(title, topic, { count: came.length, more });
};

describe("who is told of scans", () => {
  test("one notice a day counts what came; seen to, the next scan opens it again and counts anew", () => {
    const scene = new Scene();
    const scan = (paper: number) => capture(scene, { paper, people: ["kbrandt"], folder: "Bauhof" });
    scan(1);
    expect(titleOf(told(scene))).toBe("1 neuer Scan aus „Bauhof“");
    scan(2);
    // The same paper once more is not one more scan.
    scan(2);
    expect(titleOf(told(scene))).toBe("2 neue Scans aus „Bauhof“");
    expect(told(scene)).toMatchObject({ person: "kbrandt", dueOn: on, state: "open", trail: [{ command: "tell" }] });
    const done = scene.run(cast.clerk, "task", "complete", noticeId(notice), {});
    expect(told(scene)?.state).toBe("done");
    scan(3);
    expect(titleOf(told(scene))).toBe("1 neuer Scan aus „Bauhof“");
    expect(told(scene)?.state).toBe("open");
    const late = scene.run(cast.clerk, "task", "takeBack", noticeId(notice), { command: done.commandId });
    expect(late).toMatchObject({ refusal: { code: "laterWorkExists" } });
  });

  test("whoever may not see the record is told nothing; the scan is booked all the same", () => {
    const scene = new Scene();
    const untold = ["pkrause", "oseidel", "tvoss", "nobody"];
    scene.readers = [
      { person: "kbrandt", kind: "post", unit: "*" },
      { person: "pkrause", kind: "post", unit: "standesamt" },
      { person: "oseidel", kind: "post", unit: "buergerservice", until: "2026-11-23" },
      { person: "tvoss", kind: "invoice", unit: "*" },
    ];
    expect(codeOf(capture(scene, { paper: 1, people: ["kbrandt", ...untold], folder: "Bauhof" }))).toBe("accepted");
    expect([told(scene)?.came?.length, ...untold.map((person) => told(scene, { person }))]).toEqual([1, ...untold.map(() => undefined)]);
  });

  test("a notice names so many and says that there are more", () => {
    const scene = new Scene();
    for (let paper = 0; paper < mostNamed + 2; paper += 1) capture(scene, { paper, people: ["kbrandt"], folder: "Bauhof" });
    expect(titleOf(told(scene))).toBe(`mehr als ${String(mostNamed)} neue Scans aus „Bauhof“`);
    expect(told(scene)?.trail).toHaveLength(1);
  });

  test("a file in quarantine is told by an id alone, once, by whoever captures for the unit", () => {
    const scene = new Scene();
    const about: Notice = { ...notice, topic: "scanQuarantined" };
    const args = { unit: "buergerservice", person: "kbrandt", folder: "Bauhof", on, scan: scene.freshId() };
    const tell = (actor: Parameters<Scene["run"]>[0], id = noticeId(about)) => codeOf(scene.run(actor, "task", "tell", id, args));
    expect([tell(cast.clerk), tell(cast.accountant, scene.freshId()), tell(cast.accountant), tell(cast.accountant)]).toEqual([
      "notAllowed",
      "badArguments",
      "accepted",
      "accepted",
    ]);
    expect(titleOf(told(scene, about))).toBe("1 Datei aus „Bauhof“ in Quarantäne");
    scene.readers = [];
    expect(tell(cast.accountant)).toBe("notAllowed");
  });

  test("in whatever order desks book, and however often: the same notices say the same", () => {
    const scan = fc.record({
      paper: fc.nat(6),
      people: fc.uniqueArray(fc.constantFrom("kbrandt", "oseidel", "pkrause"), { minLength: 1 }),
      folder: fc.constantFrom("Bauhof", "Poststelle"),
    });
    const notices = (scans: readonly Scan[]): readonly string[] => {
      const scene = new Scene();
      scene.readers = ["kbrandt", "oseidel"].map((person) => ({ person, kind: "post", unit: "buergerservice" }));
      for (const one of scans) expect(codeOf(capture(scene, one))).toBe("accepted");
      return [...scene.records.values()]
        .flatMap(({ kind, id, unit }) => {
          if (kind !== "task") return [];
          const { person, title, state, came = [] } = taskSchema.parse(scene.body("task", id));
          return [JSON.stringify([id, unit, person, title, state, came.map((one) => one.id).sort()])];
        })
        .sort();
    };
    const wanted = (scans: readonly Scan[]): number =>
      new Set(scans.flatMap(({ people, folder }) => people.flatMap((person) => (person === "pkrause" ? [] : [`${person} ${folder}`]))))
        .size;
    fc.assert(
      fc.property(
        fc
          .array(scan, { maxLength: 12 })
          .chain((scans) => fc.tuple(fc.constant(scans), fc.shuffledSubarray(scans, { minLength: scans.length }), fc.subarray(scans))),
        ([scans, shuffled, again]) => {
          expect(notices([...shuffled, ...again])).toEqual(notices(scans));
          expect(notices(scans)).toHaveLength(wanted(scans));
        },
      ),
      { numRuns: 100, seed: 20261124 },
    );
  });
});
