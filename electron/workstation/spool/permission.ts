// What the server lets this device do while nobody is signed in, kept as the server signed it. Must never be believed without the signature:
// whoever has the disk could write another key there and have scans sealed for themselves.
import { createPublicKey, randomUUID, verify } from "node:crypto";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  signedUnattendedSchema,
  unattendedStatementSchema,
  unattendedText,
  type SignedUnattended,
  type UnattendedStatement,
} from "../../../shared/sync/unattended.ts";

export interface Permission {
  /** Undefined where there is none, or none that holds. */
  now(): UnattendedStatement | undefined;
  /** The server's latest word; true where it changed anything. */
  learn(said: SignedUnattended | null): Promise<boolean>;
}

/** As whom the device is enrolled, and who may sign. */
export interface EnrolledAs {
  readonly tenant: string;
  readonly device: string;
  readonly serverKeys: readonly string[];
}

export async function openPermission(dataFolder: string, enrolled: () => EnrolledAs | undefined): Promise<Permission> {
  const path = join(dataFolder, "unattended.json");
  let kept = await readFile(path, "utf8").then(
    (text) => signedUnattendedSchema.safeParse(jsonOf(text)).data,
    () => undefined,
  );
  return {
    now: () => {
      const as = enrolled();
      return kept === undefined || as === undefined ? undefined : statementFor(kept, as);
    },
    learn: async (said) => {
      const as = enrolled();
      const before = kept === undefined || as === undefined ? undefined : statementFor(kept, as);
      const after = said === null || as === undefined ? undefined : statementFor(said, as);
      if (said === null || after === undefined) {
        const had = kept !== undefined;
        kept = undefined;
        if (had) await rm(path, { force: true });
        return had;
      }
      // Each answer is signed anew; only what it allows matters.
      if (before?.unit === after.unit && before.intakeKey === after.intakeKey) return false;
      const half = `${path}.${randomUUID()}`;
      await writeFile(half, JSON.stringify(said), { mode: 0o600, flush: true });
      await rename(half, path);
      kept = said;
      return true;
    },
  };
}

function statementFor(
  { statement, signature }: SignedUnattended,
  { tenant, device, serverKeys }: EnrolledAs,
): UnattendedStatement | undefined {
  const said = unattendedStatementSchema.safeParse(jsonOf(statement)).data;
  if (said === undefined || said.tenant !== tenant || said.device !== device) return undefined;
  return serverKeys.some((key) => isSigned(key, statement, signature)) ? said : undefined;
}

function isSigned(key: string, statement: string, signature: string): boolean {
  try {
    const publicKey = createPublicKey({ key: Buffer.from(key, "base64"), type: "spki", format: "der" });
    return verify(null, Buffer.from(unattendedText(statement)), publicKey, Buffer.from(signature, "base64"));
  } catch {
    return false;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
