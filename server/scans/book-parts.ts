// Books the documents of one file as the server itself: content first, then the commands, all in one transaction.
// Must never book a document twice: ids come from the claim, so that the same again is the same command.
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { derivedId, sha256OfText } from "../../shared/base/hash.ts";
import { must } from "../../shared/base/must.ts";
import type { Command } from "../../shared/domain/command.ts";
import { idOf } from "../../shared/domain/execute.ts";
import { kinds } from "../../shared/domain/kinds.ts";
import type { Tell } from "../../shared/domain/task/told.ts";
import { refusalText } from "../../shared/text/refusal-text.ts";
import { bookingOf, claimOf, heldPart, type Held } from "../../scanner-inbox/intake/booking.ts";
import type { ScannedBy } from "../../scanner-inbox/intake/capture-args.ts";
import { quarantineNotices } from "../../scanner-inbox/intake/telling.ts";
import type { ScanPart } from "../../scanner-inbox/intake/scan-part.ts";
import { tidyText } from "../../scanner-inbox/read/plain-text.ts";
import { sha256OfFile } from "../../scanner-inbox/watch/folder-places.ts";
import type { FileOutcome } from "../../scanner-inbox/watch/folder-state.ts";
import type { ContentStore } from "../content/content-store.ts";
import type { PieceHashes } from "../content/piece-hasher.ts";
import { takeContent } from "../content/held.ts";
import { attachText } from "../derive/text-reader.ts";
import { pushCommands } from "../feed/push.ts";
import { systemSender } from "../feed/sender.ts";
import type { Database } from "../store/database.ts";
import type { Tenants } from "../store/tenants.ts";

export interface BookingAccess {
  readonly database: Database;
  readonly content: ContentStore;
  readonly tenants: Tenants;
  readonly now: () => string;
}

export interface BookedFor {
  readonly tenant: string;
  readonly unit: string;
  /** For the transfer note: the device as people call it, and how was scanned. */
  readonly scannedWith: Pick<ScannedBy, "device" | "profile">;
  /** Whom the folder tells; undefined where it tells nobody. */
  readonly tell?: Tell | undefined;
}

/** Resolves once everything is durable. Rejects where the server cannot decide now: the file waits and is tried again. */
export async function bookParts(access: BookingAccess, parts: readonly ScanPart[], target: BookedFor): Promise<FileOutcome> {
  const { database, now } = access;
  const { tenant, unit, scannedWith, tell } = target;
  const directory = (await access.tenants.now(tenant))?.directory;
  if (directory === undefined) throw new Error("no such municipality");
  const at = now();
  const commands: Command[] = [];
  for (const part of parts) {
    const held = await heldPart(part, (path) => hold(access, tenant, part.id, path));
    const wanted = directory.units.find(({ id }) => id === part.unit)?.id ?? unit;
    const booking = bookingOf(part, held, wanted, { ...scannedWith, readAt: at }, tell);
    commands.push({ ...booking, id: derivedId(claimOf(part, held.sha256), 0), seen: { version: 0, after: null }, device: "server", at });
  }
  const sent = commands.map((command) => ({ number: null, command }));
  const answers = await pushCommands(database, systemSender(tenant, directory), sent, at);
  for (const answer of answers) {
    if (answer.answer === "waiting") throw new Error("not decided now");
    if (answer.answer === "refused") return { failed: { code: answer.refusal.code, text: refusalText(answer.refusal, directory) } };
  }
  // What was read here is found at every desk, and not read once more.
  for (const [index, { kind, recordId: id }] of commands.entries()) {
    const text = tidyText(parts[index]?.scan.text ?? "");
    if (text !== "") await attachText(database, { tenant, kind, id }, systemSender(tenant, directory), text, at);
  }
  return answers.some((answer) => answer.answer === "accepted" && answer.version === 1) ? "booked" : "duplicate";
}

/** Tells a folder's people as the server that a file of it lies in quarantine; once for each claim of the file. */
export async function tellOfQuarantine(
  access: BookingAccess,
  tenant: string,
  told: Omit<Parameters<typeof quarantineNotices>[0], "directory" | "now">,
): Promise<void> {
  const directory = (await access.tenants.now(tenant))?.directory;
  if (directory === undefined) return;
  const at = access.now();
  const sent = quarantineNotices({ ...told, directory, now: new Date(at) }).map(({ claim, args }) => {
    const recordId = must(idOf(kinds, { kind: "task", name: "tell", args }), "a notice has an id of its own");
    const id = derivedId(`${tenant}/${claim}`, 0);
    return {
      number: null,
      command: { id, kind: "task", name: "tell", recordId, args, seen: { version: 0, after: null }, device: "server", at },
    };
  });
  if (sent.length > 0) await pushCommands(access.database, systemSender(tenant, directory), sent, at);
}

/** Brings the bytes of a file into the content store, in pieces: a scan may be large. */
async function hold({ database, content, now }: BookingAccess, tenant: string, id: string, path: string): Promise<Held> {
  const [sha256, { size }] = [await sha256OfFile(path), await stat(path)];
  const upload = sha256OfText(`${tenant}/${id}/${sha256}`);
  const fill = async (): Promise<PieceHashes> => {
    await content.append(tenant, upload, 0, size, createReadStream(path));
    const hashes = await content.hash(tenant, upload);
    if (hashes.sha256 === sha256) return hashes;
    await content.dropPart(tenant, upload);
    throw new Error("the file changed while it was taken over");
  };
  // Before the lock, which is held over as little as can be.
  const filled = (await content.size(tenant, sha256)) === undefined ? await fill() : undefined;
  await takeContent(database, { tenant, sha256, size, at: now() }, async () => {
    if ((await content.size(tenant, sha256)) === undefined) await content.place(tenant, upload, filled ?? (await fill()));
    else if (filled !== undefined) await content.dropPart(tenant, upload);
  });
  return { sha256, size };
}
