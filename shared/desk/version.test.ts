// Pins the version of the desk's contract to its schemas: nobody changes the wire without saying so.
import { expect, test } from "vitest";
import { hashMoved, protocolHash } from "../testing/protocol-hash.ts";
import { deskCalls, deskQueries } from "./contract.ts";
import { deskErrorSchema } from "./errors.ts";
import { deskVersion } from "./version.ts";
import { toDeskSchema, toScreenSchema } from "./wire.ts";

const pinned = { version: 7, hash: "3786c007eed60e2ff284ec823065d25242da7f55c3a9c8f816f6c2533474f795" };

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
