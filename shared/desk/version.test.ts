// Pins the version of the desk's contract to its schemas: nobody changes the wire without saying so.
import { expect, test } from "vitest";
import { hashMoved, protocolHash } from "../testing/protocol-hash.ts";
import { deskCalls, deskQueries } from "./contract.ts";
import { deskErrorSchema } from "./errors.ts";
import { deskVersion } from "./version.ts";
import { toDeskSchema, toScreenSchema } from "./wire.ts";

const pinned = { version: 7, hash: "2ba3027e3b0f556636869170270eb4d4f512abbe29a6cca1c9b3ea2b414f249a" };

test("the desk's protocol is the one its version names", () => {
  const tables = { ...deskCalls, ...deskQueries };
  const schemas = Object.entries(tables).flatMap(([name, { args, result }]) => [
    [`${name}.args`, args],
    [`${name}.result`, result],
  ]);
  expect(schemas.length).toBeGreaterThan(20);
  const hash = protocolHash({ ...Object.fromEntries(schemas), toDeskSchema, toScreenSchema, deskErrorSchema });
  expect({ version: deskVersion, hash }, hashMoved("shared/desk/version.ts")).toEqual(pinned);
});
