// The scanner folders at this desk: each watched only while somebody sits here who may capture for its unit, so that files wait for a
// desk that can book them. Must never move a file by itself: the folder does, after the server has answered.
import { createHash } from "node:crypto";
import { basename, join } from "node:path";
import { DeskError } from "../../../shared/desk/errors.ts";
import type { CallArgs, CallResult } from "../../../shared/desk/contract.ts";
import type { ScanFile, ScannerState } from "../../../shared/desk/scanner-calls.ts";
import { refusalSchema } from "../../../shared/domain/refusal.ts";
import { scanFailures } from "../../../shared/text/de/screens-scans.ts";
import { lookUp, refusalText } from "../../../shared/text/refusal-text.ts";
import type { FolderRule } from "../../../scanner-inbox/intake/folder-rules.ts";
import { openRecognitions } from "../../../scanner-inbox/intake/recognitions.ts";
import { openReviews, type ReviewedFile } from "../../../scanner-inbox/intake/reviews.ts";
import type { ReadScan } from "../../../scanner-inbox/intake/capture-args.ts";
import {
  openScanReader,
  type HeldPaper,
  type House,
  type ScanReader,
  type ScanReaderOptions,
} from "../../../scanner-inbox/intake/scan-reader.ts";
import type { ScanPart } from "../../../scanner-inbox/intake/scan-part.ts";
import { tellOf, untoldOf } from "../../../scanner-inbox/intake/telling.ts";
import {
  defaultIntervals,
  type ClaimedFile,
  type FileOutcome,
  type KeepDivision,
  type ScannerFolder,
  type ScannerFolderOptions,
  type ScannerIntervals,
  type TellStage,
  type WaitingFile,
} from "../../../scanner-inbox/watch/folder-state.ts";
import { dropCopies } from "../../../scanner-inbox/watch/lease-claims.ts";
import { liesOnShare } from "../../../scanner-inbox/spool/on-share.ts";
import { openScannerFolder } from "../../../scanner-inbox/watch/scanner-folder.ts";
import type { Clock } from "../clock.ts";
import { reasonOf, type Log } from "../log.ts";
import type { Replica } from "../session/replica.ts";
import type { Unattended } from "../spool/unattended.ts";
import { waitingFiles } from "../spool/waiting-files.ts";
import { bookScan, ScanRefused, unitForScans } from "./book-scan.ts";
import { handedFiles } from "./handed-files.ts";
import { quarantineLooks } from "./quarantine-looks.ts";
import { serverLeases } from "./server-leases.ts";
import { scanFolderOf, scanPagesOf } from "./scanner-state.ts";
import { tellOfQuarantine } from "./telling.ts";
import { tidyDone } from "./tidy-done.ts";

export interface Intake {
  state(): ScannerState;
  /** Another replica, none, other rights, or records that left: watching begins or ends, and nothing is left unpacked. */
  settle(replica: Replica | undefined): Promise<void>;
  /** The device may do something else while nobody sits here. */
  permissionChanged(): Promise<void>;
  /** A piece of a file that the person who sits here puts into a folder. */
  hand(args: CallArgs<"handScan">): Promise<CallResult<"handScan">>;
  again(args: CallArgs<"scanAgain">): Promise<void>;
  /** Opens a file in quarantine for a look, and hands out pieces of it. */
  look(args: CallArgs<"lookAtScan">): Promise<CallResult<"lookAtScan">>;
  readLook(args: CallArgs<"readScan">): Promise<CallResult<"readScan">>;
  /** The pages of a file that waits for a person, one of them as a picture, and the person's word. */
  pages(args: CallArgs<"scanPages">): Promise<CallResult<"scanPages">>;
  page(args: CallArgs<"scanPage">): Promise<CallResult<"scanPage">>;
  book(args: CallArgs<"bookScanPages">): Promise<void>;
  /** Calls off the recognition of a file: it goes on with the pages recognised so far. */
  stopRecognition(args: CallArgs<"stopRecognition">): Promise<void>;
  /** Reads a paper that is held already once more, as the scanner's reader would. */
  readonly readHeld: ScanReader["readHeld"];
  /** Reads a paper that is held for what a new invoice would be booked with. */
  readPaper(replica: Replica, paper: HeldPaper, signal: AbortSignal): Promise<ReadScan | null>;
  close(): Promise<void>;
}

export interface IntakeOptions {
  readonly rules: readonly FolderRule[];
  /** Where the journals of the folders lie, and copies of what comes from those that can only be read. */
  readonly journals: string;
  readonly reading: Omit<ScanReaderOptions, "log" | "reviews">;
  readonly unattended: Pick<Unattended, "permission" | "has" | "seal" | "counts">;
  readonly clock: Clock;
  readonly log: Log;
  readonly device: () => string;
  /** The device as the municipality calls it. */
  readonly deviceName: () => string;
  readonly intervals: Partial<ScannerIntervals>;
  readonly onChange: () => void;
  /** Whether the municipality has locked this device out: no copy of anything stays on it then. */
  readonly lockedOut: () => boolean;
  /** Whether a folder can be written to; found out by trying where it is not given. */
  readonly folderAccess?: ScannerFolderOptions["access"] | undefined;
  /** A file was booked: its searchable rendition may be made. */
  readonly onBooked: () => void;
}

/** For whom a folder is worked on: for who sits here, or sealed for the server. */
interface Seated {
  /** Undefined while nobody sits here. */
  readonly replica: Replica | undefined;
  readonly unit: string;
}

/** Everything of one folder while it is watched. */
interface Watching extends Seated {
  readonly folder: ScannerFolder;
  readonly stopping: AbortController;
}

interface Job {
  readonly file: ClaimedFile;
  readonly at: TellStage;
  readonly keep: KeepDivision;
  readonly replica: Replica;
  readonly rule: FolderRule;
  readonly unit: string;
  readonly signal: AbortSignal;
}

/** An intake at rest; without folders it stays so. */
export function createIntake(options: IntakeOptions): Intake {
  const { rules, clock, log, device, unattended, onChange } = options;
  const watching = new Map<FolderRule, Watching>();
  /** Whom a folder is to tell and cannot. */
  const untold = new Map<FolderRule, readonly string[]>();
  const reviews = openReviews();
  const recognitions = openRecognitions();
  const reader = openScanReader({ ...options.reading, reviews, log });
  const handed = handedFiles(device);
  const looks = quarantineLooks((file) => reader.admit(file));
  const lookMs = options.intervals.lookMs ?? defaultIntervals.lookMs;
  const waiting = waitingFiles(lookMs, onChange);
  let seated: Replica | undefined;
  let inTurn: Promise<void> = Promise.resolve();

  const onFile = async (job: Job): Promise<FileOutcome> => {
    const outcome = await bookFile(job);
    const { file, replica, rule, unit, signal } = job;
    if (typeof outcome === "string" || !("failed" in outcome) || signal.aborted) return outcome;
    // That a file lies in quarantine does not hang on whether anybody can be told.
    await tellOfQuarantine({ replica, rule, folder: profileOf(rule), unit, file, clock, device: device() }).catch((thrown: unknown) =>
      log("warn", "nobody told of quarantine", { reason: reasonOf(thrown) }),
    );
    return outcome;
  };

  const bookFile = async (job: Job): Promise<FileOutcome> => {
    const { file, at, keep, replica, unit, signal } = job;
    try {
      return await recognitions.lend(job.rule.folder, file.id, async (recognition) => {
        const wish = { rule: job.rule, house: houseOf(replica), at, keep, signal, recognition };
        return reader.read(file, wish, async (parts) => {
          at("server");
          const profile = profileOf(job.rule);
          const scannedWith = { device: options.deviceName(), profile };
          const tell = tellOf(job.rule, profile, clock.now());
          const units = await Promise.all(parts.map((part) => unitOf(part, job)));
          const booking = parts.map((part, index) =>
            bookScan({ replica, part, unit: units[index] ?? unit, clock, device: device(), scannedWith, tell, signal }),
          );
          // None is left alone half-way, whatever becomes of another.
          await Promise.allSettled(booking);
          const ends = await Promise.all(booking);
          options.onBooked();
          return ends.includes("booked") ? "booked" : "duplicate";
        });
      });
    } catch (thrown) {
      if (!(thrown instanceof ScanRefused)) throw thrown;
      const { directory } = await replica.store.read.identity(null);
      const refusal = refusalSchema.safeParse(thrown.refusal);
      const code = refusal.success ? refusal.data.code : "discarded";
      return { failed: { code, text: refusal.success ? refusalText(refusal.data, directory) : (lookUp(scanFailures, code) ?? code) } };
    }
  };

  /** The unit on the sheet before it, where who sits here may capture for it; else that of the folder. */
  const unitOf = async ({ unit: wanted }: ScanPart, { replica, unit }: Job): Promise<string> =>
    wanted === undefined ? unit : ((await unitForScans(replica, clock.now(), wanted)) ?? unit);

  const ownFolderOf = (rule: FolderRule): string =>
    join(options.journals, createHash("sha256").update(rule.folder).digest("hex").slice(0, 16));

  const seal = async (file: ClaimedFile, at: TellStage, rule: FolderRule): Promise<FileOutcome> => {
    at("reading");
    await unattended.seal(file, rule, profileOf(rule));
    return "spooled";
  };

  const begin = async (rule: FolderRule, { replica, unit }: Seated): Promise<void> => {
    const stopping = new AbortController();
    const deletesSealed = !(rule.onShare ?? (await liesOnShare(rule.folder)));
    const folder = await openScannerFolder({
      folder: rule.folder,
      nested: rule.nested,
      journal: ownFolderOf(rule),
      desk: device(),
      now: () => clock.now().getTime(),
      intervals: options.intervals,
      ...(options.folderAccess === undefined ? {} : { access: options.folderAccess }),
      // What can only be read waits for somebody to sit here: a lease is a person's.
      ...(replica === undefined ? {} : { leases: serverLeases(replica, stopping.signal) }),
      deletesSealed,
      onFile: async (file, at, keep, lost) => {
        // Sealed by an earlier run: the server books it, whoever sits here now.
        if (await unattended.has(file.id)) return "spooled";
        if (replica === undefined) return seal(file, at, rule);
        return onFile({ file, at, keep, replica, rule, unit, signal: AbortSignal.any([stopping.signal, lost]) });
      },
    });
    folder.onChange(onChange);
    watching.set(rule, { replica, unit, folder, stopping });
    if (replica !== undefined) await handed.tidy(rule.folder);
    const { emptyDoneAfterDays: afterDays } = rule;
    if (afterDays !== undefined && replica !== undefined)
      tidyDone({ folder: rule.folder, afterDays, replica, clock, log, signal: stopping.signal });
  };

  const end = async (rule: FolderRule): Promise<void> => {
    const here = watching.get(rule);
    if (here === undefined) return;
    watching.delete(rule);
    // The folder first: what its files are answered from now on must not count.
    await here.folder.close();
    here.stopping.abort();
  };

  const noteUntold = async (rule: FolderRule, replica: Replica, unit: string): Promise<void> => {
    const { directory } = await replica.store.read.identity(null);
    const now = untoldOf(rule, unit, directory, clock.now());
    if (now.length > 0 && now.join() !== untold.get(rule)?.join())
      log("warn", "people to be told of scans may not see them: the screen Scan-Eingang names them", { count: now.length });
    untold.set(rule, now);
  };

  /** The unit of a folder that may be worked on while nobody sits here. */
  const sealedUnit = ({ unit: wanted }: FolderRule): string | undefined => {
    const allowed = unattended.permission()?.unit;
    return wanted === undefined || wanted === allowed ? allowed : undefined;
  };

  /** Files in folders that are worked on, and in those that are not. */
  const waitingNow = (): number => {
    const inFolders = [...watching.values()]
      .map(({ folder }) => folder.state())
      .map((state) => state.waiting.filter(isFile).length + state.processing.length);
    return inFolders.reduce((total, files) => total + files, waiting.count());
  };

  const settle = async (replica: Replica | undefined): Promise<void> => {
    // What one person began to hand over is not the next one's.
    if (seated !== replica) await handed.drop();
    seated = replica;
    for (const rule of rules) {
      const unit = replica === undefined ? sealedUnit(rule) : await unitForScans(replica, clock.now(), rule.unit);
      const here = watching.get(rule);
      if (replica !== undefined && unit !== undefined) await noteUntold(rule, replica, unit);
      if (here !== undefined && here.replica === replica && here.unit === unit) continue;
      await end(rule);
      if (unit !== undefined) await begin(rule, { replica, unit });
    }
    waiting.watch(replica === undefined ? rules.filter((rule) => !watching.has(rule)) : []);
    if (watching.size === 0) await reader.rest();
    // Whoever asks has seen a right or a person go, or may have: what lies about unpacked is nobody's any more.
    await reader.clear();
    if (replica === undefined && options.lockedOut()) for (const rule of rules) await dropCopies(ownFolderOf(rule));
    onChange();
  };

  const settleInTurn = (whose: () => Replica | undefined): Promise<void> => {
    inTurn = inTurn.then(() => settle(whose())).catch((thrown: unknown) => log("warn", "scanner folder", { reason: reasonOf(thrown) }));
    return inTurn;
  };

  const notThere = (): DeskError => new DeskError("notFound", "no such file waits");

  /** A file that lies aside in a folder that is watched for the person who sits here. */
  const inQuarantine = (
    folder: string,
    name: string,
  ): { readonly file: ScanFile; readonly path: string; readonly opened: ScannerFolder } => {
    const rule = rules.find((one) => one.folder === folder);
    const opened = rule === undefined ? undefined : watching.get(rule)?.folder;
    if (rule === undefined || opened === undefined || basename(name) !== name) throw notThere();
    const state = opened.state();
    const file = scanFolderOf(rule, state, 0).files.find((one) => one.name === name && one.stage === "quarantined");
    const path = state.failed.find((one) => one.name === name)?.path;
    if (file === undefined || path === undefined) throw notThere();
    return { file, path, opened };
  };

  /** A file whose pages wait for a person, in a folder that is watched for who sits here. */
  const inReview = (folder: string, id: string): ReviewedFile => {
    const file = reviews.find(folder, id);
    if (file === undefined) throw notThere();
    return file;
  };

  const restingAfter = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } finally {
      if (watching.size === 0) await reader.rest();
    }
  };

  return {
    hand: async (piece) => {
      const rule = rules.find((one) => one.folder === piece.folder);
      const here = rule === undefined ? undefined : watching.get(rule);
      // Only for who may capture for the folder, and where the desk takes from it what it puts there.
      if (here?.replica === undefined || here.folder.state().readOnly) throw notThere();
      return { name: await handed.take(piece) };
    },
    state: () => ({
      // While nobody sits here no name of a file is shown.
      folders: rules.map((rule) =>
        scanFolderOf(rule, seated === undefined ? undefined : watching.get(rule)?.folder.state(), lookMs, untold.get(rule), (id) =>
          recognitions.isUnderWay(rule.folder, id),
        ),
      ),
      unattended: {
        unit: unattended.permission()?.unit ?? null,
        waiting: seated === undefined ? waitingNow() : 0,
        ...unattended.counts(),
      },
    }),
    settle: (replica) => settleInTurn(() => replica),
    permissionChanged: () => settleInTurn(() => seated),
    again: async ({ folder, name, anyway, password }) => {
      const { file, opened } = inQuarantine(folder, name);
      if ((anyway && !file.mayTakeAnyway) || !(await opened.again(name, { anyway, password }))) throw notThere();
    },
    look: async ({ folder, name }) => {
      const { file, path } = inQuarantine(folder, name);
      if (!file.mayLook) throw notThere();
      return looks.open(path, name);
    },
    readLook: async ({ folder, name, sha256, offset, length }) => {
      const { path } = inQuarantine(folder, name);
      const { bytes, size } = await looks.read(path, sha256, offset, length);
      return { base64: Buffer.from(bytes).toString("base64"), size };
    },
    pages: async ({ folder, id }) => {
      const { pageCount, proposal } = inReview(folder, id);
      return Promise.resolve(scanPagesOf(pageCount, proposal));
    },
    page: async ({ folder, id, page, width }) => {
      const file = inReview(folder, id);
      if (page > file.pageCount) throw notThere();
      const picture = await reader.picture(file, page, width);
      if (!picture.ok) throw new DeskError("notFound", `page ${String(page)}: ${picture.error.code}`);
      return { base64: Buffer.from(picture.value).toString("base64") };
    },
    book: async ({ folder, id, recipe }) => {
      if (!reviews.confirm(folder, id, recipe)) throw notThere();
      return Promise.resolve();
    },
    stopRecognition: async ({ folder, id }) => {
      if (!recognitions.stop(folder, id)) throw notThere();
      onChange();
      return Promise.resolve();
    },
    readHeld: (id, name, save) => restingAfter(() => reader.readHeld(id, name, save)),
    readPaper: (replica, paper, signal) => restingAfter(() => reader.readPaper(paper, houseOf(replica), signal)),
    close: () => {
      inTurn = inTurn.then(async () => {
        waiting.watch([]);
        await handed.drop();
        for (const rule of rules) await end(rule);
        await reader.rest();
        await reader.clear();
      });
      return inTurn;
    },
  };
}

/** What people call a folder: how is scanned into it. */
function profileOf({ profile, folder }: FolderRule): string {
  return (profile ?? basename(folder)).slice(0, 100);
}

function isFile({ why }: WaitingFile): boolean {
  return why !== "empty" && why !== "temporary";
}

/** What this desk knows that helps to read. */
function houseOf({ store, readings }: Replica): House {
  return {
    names: async () => [(await store.read.identity(null)).directory.townName],
    supplierOf: (marks) => store.read.recogniseSupplier(marks),
    readPages: (sha256) => readings.pages(sha256),
    keepPage: (sha256, page) => readings.keep(sha256, page),
  };
}
