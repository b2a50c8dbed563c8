// POST /v1/scanner-folders/list, /v1/scanner-folders/again: the folders that the server itself watches, for those who may capture for
// their units, and what they want done with files in its quarantine.
import { z } from "../base/zod.ts";

/** Why a mailbox is not emptied now; each has a German sentence. */
const mailboxTroubles = ["unreachable", "password", "certificate", "folder", "disk"] as const;
export type MailboxTrouble = (typeof mailboxTroubles)[number];

export const serverFolderStateSchema = z.object({
  kind: z.enum(["invoice", "document"]),
  nested: z.boolean(),
  lastLookAt: z.iso.datetime().nullable(),
  unreachable: z.boolean(),
  readOnly: z.boolean(),
  /** What happens cannot be written down: nothing is taken. */
  unnoted: z.boolean(),
  /** Files that still arrive, wait, or are being read. */
  waiting: z.int(),
  quarantined: z.array(
    z.object({ name: z.string(), code: z.string(), text: z.string(), size: z.int(), at: z.iso.datetime(), mayTakeAnyway: z.boolean() }),
  ),
  /** Files in quarantine that are not in the list. */
  more: z.int(),
  /** The latest first. */
  days: z.array(
    z.object({
      day: z.iso.date(),
      seen: z.int(),
      booked: z.int(),
      duplicate: z.int(),
      quarantined: z.int(),
      elsewhere: z.int(),
      spooled: z.int(),
      waiting: z.int(),
      missing: z.array(z.string()),
      agrees: z.boolean(),
    }),
  ),
  /** Where what comes into the folder comes out of a mailbox; `lastLookAt` is then when both were looked into, `waiting` counts mails too. */
  mailbox: z.object({ trouble: z.enum(mailboxTroubles).nullable() }).optional(),
});
export type ServerFolderState = Readonly<z.infer<typeof serverFolderStateSchema>>;

export const serverFolderSchema = serverFolderStateSchema.extend({
  /** The server's name, as transfer notes have it. */
  server: z.string(),
  folder: z.string(),
  unit: z.string(),
  /** When the server said so. */
  toldAt: z.iso.datetime(),
  /** It has not seen the folder for long, or is not running. */
  alarm: z.boolean(),
});
export type ServerFolder = Readonly<z.infer<typeof serverFolderSchema>>;

export const serverFoldersResponseSchema = z.object({ folders: z.array(serverFolderSchema) });

/** Reads a file in quarantine once more, or takes it `anyway` as it is. */
export const scanAgainRequestSchema = z.object({
  server: z.string().min(1),
  folder: z.string().min(1),
  name: z.string().min(1),
  anyway: z.boolean(),
});
export type ScanAgainRequest = Readonly<z.infer<typeof scanAgainRequestSchema>>;
