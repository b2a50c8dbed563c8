// Books one scanned file: bytes into the content store, a `capture` into the outbox, and then waits for the server's word.
// Must never book a file twice, however often the program is restarted in between.
import { createHash } from "node:crypto";
import { officeDateAt } from "../../../shared/base/office-date.ts";
import { DeskError } from "../../../shared/desk/errors.ts";
import { hasRole } from "../../../shared/domain/actor.ts";
import type { RecordRef } from "../../../shared/domain/record.ts";
import type { Tell } from "../../../shared/domain/task/told.ts";
import { bookingOf, claimOf, heldPart } from "../../../scanner-inbox/intake/booking.ts";
import { mimeOf, type ReadScan, type ScannedBy } from "../../../scanner-inbox/intake/capture-args.ts";
import type { ScanPart } from "../../../scanner-inbox/intake/scan-part.ts";
import { tidyText } from "../../../scanner-inbox/read/plain-text.ts";
import type { Clock } from "../clock.ts";
import type { Replica } from "../session/replica.ts";
import { captureUnit } from "../store/inbox-query.ts";

/** Duplicate: the record with these bytes was there before; the arrival is noted on it. */
export type Booked = "booked" | "duplicate";

/** The server (or the person, who discarded the command) said no; `refusal` as the protocol has it, null where there is none. */
export class ScanRefused extends Error {
  readonly refusal: unknown;
  constructor(refusal: unknown) {
    super("the scan was refused");
    this.name = "ScanRefused";
    this.refusal = refusal;
  }
}

/** The unit whose captures the signed-in person may make, `wanted` where a folder has one; undefined where files have to wait. */
export async function unitForScans(replica: Replica, now: Date, wanted: string | undefined): Promise<string | undefined> {
  const { actor } = await replica.store.read.identity(null);
  const today = officeDateAt(now.getTime());
  if (wanted === undefined) return captureUnit(actor, today);
  return hasRole(actor, ["CAPTURE"], wanted, today) ? wanted : undefined;
}

/**
 * Resolves once the server has answered. Rejects with ScanRefused where it says no, and with `notSignedIn` where the signal
 * aborts before: the file then waits where it is.
 */
export async function bookScan(options: {
  readonly replica: Replica;
  readonly part: ScanPart;
  readonly unit: string;
  readonly clock: Clock;
  readonly device: string;
  /** For the transfer note: the device as people call it, and how the folder says it scans. */
  readonly scannedWith: Pick<ScannedBy, "device" | "profile">;
  /** Who is told of it; nobody where it is undefined. */
  readonly tell: Tell | undefined;
  readonly signal: AbortSignal;
}): Promise<Booked> {
  const { replica, part, unit, clock, device, scannedWith, tell, signal } = options;
  const at = clock.now().toISOString();
  const { store, files, engine } = replica;
  const held = await heldPart(part, (path) => files.addOwn(path));
  const { kind, name, args, recordId } = bookingOf(part, held, unit, { ...scannedWith, readAt: at }, tell);
  const command = { kind, name, recordId: null, args };
  const commandId = await store.write.submitScan({
    claim: claimOf(part, held.sha256),
    submission: { commands: [command], at, device },
  });
  await keepWords(replica, { kind, id: recordId }, part.scan);
  engine.kick();
  const booked = await answerTo(replica, commandId, signal);
  // From here on the searchable rendition of an invoice is wanted, whatever becomes of this program; letters get theirs where they are filed.
  const { sha256, size } = held;
  if (kind === "invoice") await replica.readings.want({ sha256, size, name: part.name, mime: mimeOf[part.scan.type] }, recordId, at);
  return booked;
}

/** What was read here is found here at once, also without network. */
export async function keepWords({ store }: Replica, ref: RecordRef, scan: Pick<ReadScan, "text">): Promise<void> {
  const text = tidyText(scan.text ?? "");
  if (text !== "") await store.write.putReadText({ ref, sha256: createHash("sha256").update(text).digest("hex"), text });
}

function answerTo({ store }: Replica, commandId: string, signal: AbortSignal): Promise<Booked> {
  return new Promise((resolve, reject) => {
    let over = false;
    const end = (settle: () => void): void => {
      if (over) return;
      over = true;
      stopListening();
      signal.removeEventListener("abort", aborted);
      settle();
    };
    const aborted = (): void => end(() => reject(new DeskError("notSignedIn", "the desk closed before the server answered")));
    const look = (): void => {
      store.read.stateOfCommand(commandId).then(
        (row) => {
          if (row === null) end(() => reject(new ScanRefused(null)));
          else if (row.state === "refused") end(() => reject(new ScanRefused(JSON.parse(row.refusal ?? "null"))));
          else if (row.state === "acknowledged") end(() => resolve((row.acceptedVersion ?? 1) > 1 ? "duplicate" : "booked"));
        },
        (thrown: unknown) => end(() => reject(thrown instanceof Error ? thrown : new DeskError("internal", String(thrown)))),
      );
    };
    const stopListening = store.onMoved((moved) => {
      if (moved.tables.includes("outbox")) look();
    });
    signal.addEventListener("abort", aborted, { once: true });
    if (signal.aborted) aborted();
    else look();
  });
}
