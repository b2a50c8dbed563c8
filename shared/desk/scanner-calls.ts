// The scanner folders as the desk watches them.
import { z } from "../base/zod.ts";
import { recipeSchema } from "../domain/pages.ts";
import { contentRefSchema } from "../domain/record.ts";
import { maxPieceBytes, readContentResultSchema } from "./content-calls.ts";

/**
 * Where a file is. `writing` and `waiting` lie in the folder, `reading`, `review` (a person is to look at its pages) and `server` are in
 * this desk's hands, `quarantined` lies aside with its reason, `ignored` is no document yet, `spooled` lies sealed on
 * this device or has gone to the server so; the others have come to their end.
 */
export const scanStages = [
  "writing",
  "waiting",
  "ignored",
  "reading",
  "review",
  "server",
  "quarantined",
  "booked",
  "duplicate",
  "elsewhere",
  "spooled",
  "gone",
] as const;

const scanFileSchema = z.object({
  /** That of the claim, in hand or ended: two of one name may end at once. Null for what waits or lies in quarantine. */
  id: z.string().nullable(),
  name: z.string(),
  stage: z.enum(scanStages),
  /** A code the screen has words for, or a sentence; empty where the stage says it all. */
  reason: z.string(),
  size: z.int().nullable(),
  /** Since when it is in this stage, or was first seen. */
  at: z.iso.datetime(),
  /** In quarantine, where a person may take it over as it is. */
  mayTakeAnyway: z.boolean(),
  /** In quarantine for want of a password. */
  wantsPassword: z.boolean(),
  /** In quarantine for a reason that leaves it harmless to look at. */
  mayLook: z.boolean(),
  /** Its text is being recognised, and a person may call that off. */
  mayStop: z.boolean(),
});
export type ScanFile = Readonly<z.infer<typeof scanFileSchema>>;

const scanDaySchema = z.object({
  day: z.iso.date(),
  seen: z.int(),
  booked: z.int(),
  duplicate: z.int(),
  quarantined: z.int(),
  /** Taken by another desk on the same folder. */
  elsewhere: z.int(),
  /** Sealed while nobody was signed in; the server books it. */
  spooled: z.int(),
  waiting: z.int(),
  /** What was seen equals the sum of the others. */
  agrees: z.boolean(),
  /** Seen, without an end, and not there any more. */
  missing: z.array(z.string()),
});
export type ScanDay = Readonly<z.infer<typeof scanDaySchema>>;

const scanFolderSchema = z.object({
  folder: z.string(),
  unit: z.string().nullable(),
  kind: z.enum(["invoice", "document"]),
  nested: z.boolean(),
  /** Ids of people whom the folder is to tell of scans but who may not see them, or are not known: they are told nothing. */
  untold: z.array(z.string()),
  /** False where the signed-in person may not capture for the folder's unit: files wait. */
  active: z.boolean(),
  /** Whether the folder tells of changes, or has to be asked; `unknown` until that is found out. */
  mode: z.enum(["unknown", "events", "polled"]),
  lookEverySeconds: z.number(),
  lastLookAt: z.iso.datetime().nullable(),
  /** Looks have not succeeded for long. */
  alarm: z.boolean(),
  unreachable: z.boolean(),
  /** The desk may not write there, and so takes nothing. */
  readOnly: z.boolean(),
  /** What happens cannot be written down: nothing is taken. */
  unnoted: z.boolean(),
  files: z.array(scanFileSchema),
  /** Files that are not in the list. */
  more: z.int(),
  /** The latest first. */
  days: z.array(scanDaySchema),
});
export type ScanFolder = Readonly<z.infer<typeof scanFolderSchema>>;

/** The folders while nobody is signed in. */
const unattendedStateSchema = z.object({
  /** The unit this device may scan for then; null where it may not: files wait. */
  unit: z.string().nullable(),
  /** Files that wait in the folders and nobody takes now. */
  waiting: z.int(),
  /** Files that lie sealed here until the server has them, and how many of them it did not take. */
  sealed: z.int(),
  stuck: z.int(),
});
export type UnattendedState = Readonly<z.infer<typeof unattendedStateSchema>>;

export const scannerStateSchema = z.object({ folders: z.array(scanFolderSchema), unattended: unattendedStateSchema });
export type ScannerState = Readonly<z.infer<typeof scannerStateSchema>>;

/** A folder that the server watches by itself, as it last said. */
const serverScanFolderSchema = z.object({
  server: z.string(),
  folder: z.string(),
  unit: z.string(),
  kind: z.enum(["invoice", "document"]),
  nested: z.boolean(),
  lastLookAt: z.iso.datetime().nullable(),
  /** It has not seen the folder for long, or does not run. */
  alarm: z.boolean(),
  unreachable: z.boolean(),
  readOnly: z.boolean(),
  unnoted: z.boolean(),
  /** Files that arrive, wait or are being read. */
  waiting: z.int(),
  quarantined: z.array(scanFileSchema.pick({ name: true, reason: true, size: true, at: true, mayTakeAnyway: true })),
  more: z.int(),
  days: z.array(scanDaySchema),
  /** Where it is a mailbox, and why it is not emptied now. */
  mailbox: z.object({ trouble: z.enum(["unreachable", "password", "certificate", "folder", "disk"]).nullable() }).optional(),
});
export type ServerScanFolder = Readonly<z.infer<typeof serverScanFolderSchema>>;

/** Those whose units the person may capture for; `fresh` is false where the server was not reached and this is what it said at `at`. */
export const serverScansSchema = z.object({
  folders: z.array(serverScanFolderSchema),
  at: z.iso.datetime().nullable(),
  fresh: z.boolean(),
});
export type ServerScans = Readonly<z.infer<typeof serverScansSchema>>;

/** Has the server take a file out of its quarantine: read once more, or `anyway` as it is. */
export const serverScanAgainArgsSchema = z.object({
  server: z.string().min(1),
  folder: z.string().min(1),
  name: z.string().min(1),
  anyway: z.boolean(),
});

/** Takes a file out of quarantine: read once more, with a password where it has one, or `anyway` as it is and without fields. */
export const scanAgainArgsSchema = z.object({
  folder: z.string().min(1),
  name: z.string().min(1),
  anyway: z.boolean(),
  password: z.string().min(1).max(500).optional(),
});

/** Bytes of a file that a person hands over; larger ones are not read anyway. */
export const mostHandedBytes = 256 * 1024 * 1024;

/** A piece of a file that a person puts into a folder from the window, in order; `upload` tells two of one name apart. */
export const handScanArgsSchema = z.object({
  folder: z.string().min(1),
  upload: z.uuid(),
  name: z.string().min(1).max(500),
  size: z.int().min(1).max(mostHandedBytes),
  offset: z.int().nonnegative(),
  base64: z.base64().max(Math.ceil(maxPieceBytes / 3) * 4),
});
/** The name it got in the folder once it is whole. */
export const handScanResultSchema = z.object({ name: z.string().nullable() });

const scanNameSchema = z.object({ folder: z.string().min(1), name: z.string().min(1) });

/** Opens a file in quarantine for a look: it passes every door anew. Where it is not shown, `reason` is a code the screen has words for. */
export const lookAtScanArgsSchema = scanNameSchema;
export const scanLookSchema = z.object({ content: contentRefSchema.nullable(), reason: z.string().nullable() });
export type ScanLook = Readonly<z.infer<typeof scanLookSchema>>;

/** A piece of what was opened. */
export const readScanArgsSchema = scanNameSchema.extend({
  sha256: z.string().length(64),
  offset: z.int().nonnegative(),
  length: z.int().min(1).max(maxPieceBytes),
});
export const readScanResultSchema = readContentResultSchema;

/** How a file that waits for a person is proposed to be divided. */
const heldScanSchema = z.object({ folder: z.string().min(1), id: z.string().min(1) });
export const scanPagesArgsSchema = heldScanSchema;
export const scanPagesSchema = z.object({
  pageCount: z.int().positive(),
  recipe: recipeSchema,
  /** What the separator sheet before each part says; null where there is none of ours. */
  sheets: z.array(z.object({ unit: z.string(), kind: z.enum(["invoice", "document"]) }).nullable()),
  /** Pages that look like a separator sheet whose code cannot be read. */
  damaged: z.array(z.int().positive()),
});
export type ScanPages = Readonly<z.infer<typeof scanPagesSchema>>;

/** One page as a PNG. */
export const scanPageArgsSchema = heldScanSchema.extend({ page: z.int().positive(), width: z.int().min(40).max(1600) });
export const scanPageResultSchema = z.object({ base64: z.string() });

/** Ends the recognition of a file at once: it is booked with the pages recognised so far, and told as not read to its end. */
export const stopRecognitionArgsSchema = heldScanSchema;

/** The person's word: so the pages are booked. */
export const bookScanPagesArgsSchema = heldScanSchema.extend({ recipe: recipeSchema });
