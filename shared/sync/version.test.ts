// Pins the version of the protocol between desk and server to its schemas: nobody changes a message without saying so.
import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "../base/zod.ts";
import { hashMoved, protocolHash } from "../testing/protocol-hash.ts";
import { oldestSyncVersion, syncVersion } from "./version.ts";

const pinned = { version: 2, hash: "abc6785f4f53e729508f8878c7006f5cd1e0fa814e2f01ee210072818c295e00" };

async function everySchema(): Promise<Record<string, z.ZodType>> {
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
  const found: Record<string, z.ZodType> = {};
  for (const file of files) {
    const members: Record<string, unknown> = await import(`./${file}`);
    for (const [name, member] of Object.entries(members)) if (member instanceof z.ZodType) found[`${file}/${name}`] = member;
  }
  return found;
}

test("the sync protocol is the one its version names", async () => {
  const schemas = await everySchema();
  for (const message of ["push.ts/pushRequestSchema", "pull.ts", "session.ts/signInRequestSchema"]) {
    expect(Object.keys(schemas).filter((name) => name.startsWith(message))).not.toEqual([]);
  }
  expect({ version: syncVersion, hash: protocolHash(schemas) }, hashMoved("shared/sync/version.ts")).toEqual(pinned);
  expect(oldestSyncVersion).toBeLessThanOrEqual(syncVersion);
});
