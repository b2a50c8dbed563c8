// One number for everything two sides say to each other, so that a test notices when a schema changes and its version does not.
// Must never be used by the program.
import { digestOf } from "../base/hash.ts";
import { z } from "../base/zod.ts";

/**
 * SHA-256 over the JSON Schemas of all these schemas by name, as they are written and as they are read.
 * What JSON Schema cannot express counts as "anything".
 */
export function protocolHash(schemas: Readonly<Record<string, z.ZodType>>): string {
  const shapes = Object.entries(schemas).map(([name, schema]) => [
    name,
    (["input", "output"] as const).map((io) => z.toJSONSchema(schema, { io, unrepresentable: "any" })),
  ]);
  return digestOf(Object.fromEntries(shapes));
}

/** What a person reads whose change moved the hash. */
export function hashMoved(versionFile: string): string {
  return (
    `the schemas are not those of this version. If older programs still understand the change, or none is out yet, write the new hash here; ` +
    `else raise the number in ${versionFile} and add a line to its history as well.`
  );
}
