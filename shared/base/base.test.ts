// Canonical JSON and derived ids: what digests, chains and replicas rest on.
import fc from "fast-check";
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { canonicalJson, sameJson } from "./canonical-json.ts";
import { derivedId, digestOf, sha256OfText } from "./hash.ts";
import { z } from "./zod.ts";

test("canonical JSON is JSON, and says the same whatever the order of keys", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      const turned = JSON.parse(JSON.stringify(value), (_key, member: unknown) =>
        typeof member === "object" && member !== null && !Array.isArray(member)
          ? Object.fromEntries(Object.entries(member).reverse())
          : member,
      ) as unknown;
      expect(canonicalJson(turned)).toBe(canonicalJson(value));
      expect(digestOf(turned)).toBe(digestOf(value));
    }),
  );
});

test("absent and undefined members are the same, numbers JSON cannot carry are refused", () => {
  expect(sameJson({ a: 1, b: undefined }, { a: 1 })).toBe(true);
  expect(() => canonicalJson({ a: Number.NaN })).toThrow("not finite");
});

test("the hash is SHA-256 of the UTF-8 bytes", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(sha256OfText(text)).toBe(createHash("sha256").update(text).digest("hex"));
    }),
  );
});

test("derived ids are UUIDs, the same for the same command and counter, others otherwise", () => {
  const ids = ["a", "b"].flatMap((command) => [0, 1].map((counter) => derivedId(command, counter)));
  expect(ids.every((id) => z.uuid().safeParse(id).success)).toBe(true);
  expect(new Set(ids).size).toBe(4);
  expect(derivedId("a", 0)).toBe(ids[0]);
});
