// Arguments of a command that its own desk may no longer read: the rights to its record are gone, and the command is kept for a server
// that was restored to a day before it. They stand in the place of the arguments; the server opens them before it decides.
import { z } from "../base/zod.ts";
import type { Command } from "../domain/command.ts";

/** Base64 of a data key under the municipality's recovery key (RSA-OAEP, SHA-256; its length first, two bytes), nonce, AES-256-GCM, tag. */
export const sealedArgumentsSchema = z.strictObject({ sealed: z.base64() });

/** What the seal is bound to: a copy of it under another command opens nothing. */
export function sealedUnder(command: Pick<Command, "id" | "kind" | "name" | "recordId">): string {
  return JSON.stringify([command.id, command.kind, command.name, command.recordId]);
}
