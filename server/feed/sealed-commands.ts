// Opens what a desk sealed because it may no longer read it (shared/sync/sealed.ts). Must never hand the key or a data key to anybody.
import { constants, createDecipheriv, privateDecrypt } from "node:crypto";
import { z } from "../../shared/base/zod.ts";
import type { Command } from "../../shared/domain/command.ts";
import { sealedArgumentsSchema, sealedUnder } from "../../shared/sync/sealed.ts";
import type { Queryable } from "../store/database.ts";
import { sql } from "../store/sql.ts";
import type { SentCommand } from "./decide.ts";

/** The commands with open arguments; a seal that does not open stays as it is and is refused for its arguments. */
export async function openSealed(queryable: Queryable, tenant: string, commands: readonly SentCommand[]): Promise<readonly SentCommand[]> {
  if (!commands.some(({ command }) => sealedArgumentsSchema.safeParse(command.args).success)) return commands;
  const [row] = await queryable.query<{ recovery_private: string }>(sql`select recovery_private from tenant where tenant = ${tenant}`);
  if (row === undefined) return commands;
  return commands.map((sent) => ({ ...sent, command: opened(sent.command, row.recovery_private) }));
}

const argumentsSchema = z.record(z.string(), z.unknown());

function opened(command: Command, privateKey: string): Command {
  const sealed = sealedArgumentsSchema.safeParse(command.args);
  if (!sealed.success) return command;
  try {
    const bytes = Buffer.from(sealed.data.sealed, "base64");
    const end = 2 + bytes.readUInt16BE(0);
    const padding = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" };
    const dataKey = privateDecrypt({ key: privateKey, ...padding }, bytes.subarray(2, end));
    const decipher = createDecipheriv("aes-256-gcm", dataKey, bytes.subarray(end, end + 12));
    decipher.setAAD(Buffer.from(sealedUnder(command))).setAuthTag(bytes.subarray(-16));
    const text = Buffer.concat([decipher.update(bytes.subarray(end + 12, -16)), decipher.final()]).toString("utf8");
    return { ...command, args: argumentsSchema.parse(JSON.parse(text)) };
  } catch {
    return command;
  }
}
