// Bodies of other versions: older ones are raised on reading, newer ones are left alone, unknown members are kept.
import { expect, test } from "vitest";
import { z } from "../base/zod.ts";
import { cast, Scene, sceneStart } from "../testing/scene.ts";
import { defineKind, rule } from "./command.ts";
import { execute } from "./execute.ts";
import { defaultPolicy } from "./policy.ts";
import { recordKey } from "./record.ts";

const memoSchema = z.looseObject({ schema: z.literal(2), text: z.string(), tags: z.array(z.string()) });
type Memo = Readonly<z.infer<typeof memoSchema>>;

/** A kind in its second form: the first had no tags and called its text `words`. */
const memoKind = defineKind<Memo>({
  name: "memo",
  schema: memoSchema,
  schemaVersion: 2,
  raise: (body) => {
    if (body["schema"] !== 1) return body;
    const { words, ...rest } = body;
    return { ...rest, schema: 2, text: words, tags: [] };
  },
  invariants: () => undefined,
  scopes: () => ["memo@x"],
  commands: {
    tag: rule<Memo, { tag: string }>({
      args: z.strictObject({ tag: z.string() }),
      allowed: () => undefined,
      apply: ({ id, record, args }) => {
        const body = record?.body ?? { schema: 2, text: "", tags: [] };
        return { changes: [{ kind: "memo", id, unit: "x", body: { ...body, tags: [...body.tags, args.tag] } }] };
      },
    }),
  },
});

const id = "0191a0b0-0000-7000-8000-000000000001";

function tag(body: Record<string, unknown>) {
  const record = { kind: "memo", id, unit: "x", scopes: ["memo@x"], version: 3, body };
  const command = { kind: "memo", name: "tag", recordId: id, args: { tag: "neu" } };
  const context = { commandId: id, at: sceneStart, today: "2026-11-24", policy: defaultPolicy };
  return execute(new Map([["memo", memoKind]]), command, cast.clerk, new Map([[recordKey(record), record]]), context);
}

test("an older body is raised when it is read, and what this version does not know is kept", () => {
  const outcome = tag({ schema: 1, words: "Hallo", colour: "blue" });
  expect(outcome).toMatchObject({
    kind: "accepted",
    records: [{ version: 4, body: { schema: 2, text: "Hallo", tags: ["neu"], colour: "blue" } }],
  });
});

test("a newer body is not written; the refusal says so", () => {
  expect(tag({ schema: 3, anything: true })).toMatchObject({ kind: "refused", refusal: { code: "recordTooNew" } });
});

test("unknown members of every real kind survive a command", () => {
  const scene = new Scene();
  const recordId = scene.application();
  const key = recordKey({ kind: "application", id: recordId });
  const record = scene.records.get(key);
  if (record === undefined) throw new Error("the scene has made it");
  scene.records = new Map([
    ...scene.records,
    [key, { ...record, body: { ...scene.body("application", recordId), fromTheFuture: { a: 1 } } }],
  ]);
  expect(scene.run(cast.clerk, "application", "claim", recordId, {}).kind).toBe("accepted");
  expect(scene.body("application", recordId)["fromTheFuture"]).toEqual({ a: 1 });
});
