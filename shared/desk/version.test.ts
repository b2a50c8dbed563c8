// Pins the version of the desk's contract to its schemas: nobody changes the wire without saying so.
import { expect, test } from "vitest";
import { hashMoved, protocolHash } from "../testing/protocol-hash.ts";
import { deskCalls, deskQueries } from "./contract.ts";
import { deskErrorSchema } from "./errors.ts";
import { deskVersion } from "./version.ts";
import { toDeskSchema, toScreenSchema } from "./wire.ts";

const pinned = { version: 7, hash: "bef48469b0de76f22aa765ad6b48c85ec96b9f68c14642f90aaae25e865220c8" };

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
