// Whether we speak the sender's version, before anything else of the request is read.
import { z } from "../../shared/base/zod.ts";
import type { SpokenVersions } from "../../shared/sync/version.ts";
import { RequestProblem } from "./problem.ts";

const versionedSchema = z.object({ version: z.int() });

/** Throws versionTooOld or versionTooNew; a body without a version is left to its own schema. */
export function checkProtocolVersion({ oldest, newest }: SpokenVersions, body: unknown): void {
  const version = versionedSchema.safeParse(body).data?.version;
  if (version === undefined) return;
  const spoken = `this server speaks ${String(oldest)} to ${String(newest)}`;
  if (version < oldest) throw new RequestProblem("versionTooOld", spoken);
  if (version > newest) throw new RequestProblem("versionTooNew", spoken);
}
