// POST /v1/confirm: a person gives their password for acts they are about to send. What comes back goes with each act and serves for it alone.
import { canonicalJson } from "../base/canonical-json.ts";
import { digestOf } from "../base/hash.ts";
import { z } from "../base/zod.ts";
import type { Command } from "../domain/command.ts";

/** One act as the password is bound to it. */
const actSchema = z.object({
  /** The id its command will have. */
  command: z.uuid(),
  /** `actDigest` of the command. */
  digest: z.string().length(64),
});
export type Act = Readonly<z.infer<typeof actSchema>>;

export const confirmRequestSchema = z.object({
  version: z.int(),
  password: z.string().min(1).max(200),
  acts: z.array(actSchema).min(1).max(500),
});

export const confirmResponseSchema = z.object({
  /** The server's clock. */
  at: z.iso.datetime(),
  /** One an act, in their order; base64url. */
  seals: z.array(z.string().max(200)),
});

/** What a command does and to which record, whatever its id: SHA-256. */
export function actDigest({ kind, name, recordId, args }: Pick<Command, "kind" | "name" | "recordId" | "args">): string {
  return digestOf({ kind, name, recordId, args });
}

/** What a proof is taken over, by the server's secret or the device's key: who gave the password, where, when and for which act. */
export function actText(
  proof: Act & { readonly by: string; readonly at: string; readonly tenant: string; readonly person: string; readonly device: string },
): string {
  const { by, at, tenant, person, device, command, digest } = proof;
  return `amtsstube act\n${canonicalJson({ by, at, tenant, person, device, command, digest })}`;
}
