// Closes the arguments of a command under the municipality's recovery key: this desk keeps them and cannot read them any more.
import { constants, createCipheriv, publicEncrypt, randomBytes } from "node:crypto";
import type { Command } from "../../../shared/domain/command.ts";
import { sealedArgumentsSchema, sealedUnder } from "../../../shared/sync/sealed.ts";

export function isSealed(command: Pick<Command, "args">): boolean {
  return sealedArgumentsSchema.safeParse(command.args).success;
}

/** The command with sealed arguments; `publicKey` is SPKI in PEM. */
export function sealArguments(command: Command, publicKey: string): Command {
  const [dataKey, nonce] = [randomBytes(32), randomBytes(12)];
  const wrapped = publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" }, dataKey);
  const cipher = createCipheriv("aes-256-gcm", dataKey, nonce).setAAD(Buffer.from(sealedUnder(command)));
  const closed = [cipher.update(JSON.stringify(command.args)), cipher.final(), cipher.getAuthTag()];
  const length = Buffer.alloc(2);
  length.writeUInt16BE(wrapped.length);
  return { ...command, args: { sealed: Buffer.concat([length, wrapped, nonce, ...closed]).toString("base64") } };
}
