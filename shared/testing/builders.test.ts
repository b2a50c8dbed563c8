import { describe, expect, test } from "vitest";
import { execute } from "../domain/execute.ts";
import { kinds } from "../domain/kinds.ts";
import { recordKey } from "../domain/record.ts";
import { buildActor } from "./actor-builder.ts";
import { buildApplicationRecord } from "./application-builder.ts";
import { fixedClock } from "./clock.ts";
import { commandMaker } from "./command-builder.ts";
import { buildDocumentRecord } from "./document-builder.ts";
import { buildFileRecord } from "./file-builder.ts";
import { buildInvoice, buildInvoiceRecord, buildSignature } from "./invoice-builder.ts";
import { randomOf } from "./random.ts";
import { buildTaskRecord } from "./task-builder.ts";

describe("builders", () => {
  test("every builder gives a record its kind accepts", () => {
    const built = [buildApplicationRecord(), buildInvoiceRecord(), buildFileRecord(), buildDocumentRecord(), buildTaskRecord()];
    for (const record of built) expect(kinds.get(record.kind)?.check(record.body).ok).toBe(true);
    expect(built.map((record) => record.scopes.length > 0)).toEqual([true, true, true, true, true]);
  });

  test("a body that breaks its kind's rules is no record", () => {
    expect(() => buildApplicationRecord({ state: "inProgress" })).toThrow("an application in progress has a clerk");
  });

  test("the state of a built invoice follows from its signatures", () => {
    const plain = buildInvoice();
    const factual = buildSignature(plain, "p-one");
    expect(buildInvoice({ certifications: { factual } }).state).toBe("inReview");
    expect(buildInvoice({ certifications: { factual, arithmetic: factual } }).state).toBe("ready");
  });

  test("a made command runs", () => {
    const record = buildApplicationRecord();
    const made = commandMaker(randomOf(1), fixedClock());
    const command = made.command("application", "claim", record.id);
    const held = new Map([[recordKey(record), record]]);
    const outcome = execute(kinds, command, buildActor("p-clerk", ["CLERK"]), held, made.context(command));
    expect(outcome).toMatchObject({ kind: "accepted", records: [{ version: 2, body: { state: "inProgress", clerk: "p-clerk" } }] });
  });
});

describe("seeded chance", () => {
  test("the same seed gives the same values, another seed others", () => {
    const values = (seed: string): readonly number[] => {
      const random = randomOf(seed);
      return Array.from({ length: 50 }, () => random.int(0, 1_000_000));
    };
    expect(values("a")).toEqual(values("a"));
    expect(values("a")).not.toEqual(values("b"));
  });

  test("a fork depends on its labels alone", () => {
    const used = randomOf("seed");
    used.digits(40);
    expect(used.fork("item", 7).hex(16)).toBe(randomOf("seed").fork("item", 7).hex(16));
    expect(used.fork("item", 7).hex(16)).not.toBe(used.fork("item", 8).hex(16));
  });

  test("integers cover their range evenly", () => {
    const random = randomOf("spread");
    const counts = new Map<number, number>();
    for (let turn = 0; turn < 6000; turn += 1) {
      const value = random.int(1, 6);
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    expect([...counts.keys()].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6]);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  test("shuffle keeps the items, sample keeps their order, weights of nothing never come", () => {
    const random = randomOf("order");
    const items = [1, 2, 3, 4, 5, 6, 7, 8];
    expect(random.shuffle(items).sort((a, b) => a - b)).toEqual(items);
    const some = random.sample(items, 3);
    expect(some).toEqual([...some].sort((a, b) => a - b));
    expect(new Set(some).size).toBe(3);
    expect(new Set(Array.from({ length: 200 }, () => random.weighted({ a: 1, b: 0, c: 3 })))).toEqual(new Set(["a", "c"]));
  });
});
