// Whether we speak the sender's version, before anything else of the request is read.
import { z } from "../../shared/base/zod.ts";
import { oldestSyncVersion, syncVersion } from "../../shared/sync/version.ts";
import { RequestProblem } from "./problem.ts";

const versionedSchema = z.object({ version: z.int() });

/** Throws versionTooOld or versionTooNew; a body without a version is left to its own schema. */
export function checkProtocolVersion(body: unknown): void {
  const version = versionedSchema.safeParse(body).data?.version;
  if (version === undefined) return;
  if (version < oldestSyncVersion)
    throw new RequestProblem("versionTooOld", `this server speaks ${String(oldestSyncVersion)} to ${String(syncVersion)}`);
  if (version > syncVersion)
    throw new RequestProblem("versionTooNew", `this server speaks ${String(oldestSyncVersion)} to ${String(syncVersion)}`);
}
