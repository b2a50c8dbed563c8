// Filing away: how a finished application or invoice becomes a document of a file, in one command over three records.
import { must } from "../../base/must.ts";
import { z } from "../../base/zod.ts";
import { newId, type Change, type CommandInput } from "../command.ts";
import type { TransferNote } from "../invoice/transfer-note.ts";
import type { FilePages } from "../pages.ts";
import { recordKey, type ContentRef, type OfficeRecord, type RecordRef, type Rendition } from "../record.ts";
import { refuse, type Refusal } from "../refusal.ts";
import { trailEntry } from "../trail.ts";
import { fileSchema, type OfficeFile } from "../file/schema.ts";
import type { OfficeDocument } from "./schema.ts";

export const filingArgsSchema = z.strictObject({ fileId: z.uuid(), title: z.string().trim().min(1).max(300) });
export type FilingArgs = z.infer<typeof filingArgsSchema>;

export function filingReads(args: FilingArgs): readonly RecordRef[] {
  return [{ kind: "file", id: args.fileId }];
}

/** Refuses a file that is closed. The file was read, so it exists. */
export function openFile(records: ReadonlyMap<string, OfficeRecord>, fileId: string): Refusal | undefined {
  return fileBody(records, fileId).state === "open" ? undefined : refuse("fileClosed");
}

function fileBody(records: ReadonlyMap<string, OfficeRecord>, fileId: string): OfficeFile {
  return fileSchema.parse(must(records.get(recordKey({ kind: "file", id: fileId })), "the command names its file in `reads`").body);
}

/** The document record that filing makes; it lies in the file's unit, under an id derived from the command. */
export function documentFromFiling(
  input: CommandInput<unknown, FilingArgs>,
  from: Readonly<{
    about: RecordRef;
    content: ContentRef | undefined;
    pages?: FilePages | undefined;
    renditions?: readonly Rendition[] | undefined;
    transferNote?: TransferNote | undefined;
    enclosures: readonly ContentRef[];
    documentDate: string;
    documentType: OfficeDocument["documentType"];
    alsoSeenBy: OfficeDocument["alsoSeenBy"];
  }>,
): Change {
  const file = must(input.others.get(recordKey({ kind: "file", id: input.args.fileId })), "the command names its file in `reads`");
  const body: OfficeDocument = {
    schema: 1,
    title: input.args.title,
    fileId: input.args.fileId,
    documentType: from.documentType,
    documentDate: from.documentDate,
    keywords: [],
    ...(from.content === undefined ? {} : { content: from.content }),
    ...(from.pages === undefined ? {} : { pages: from.pages }),
    ...(from.renditions === undefined ? {} : { renditions: [...from.renditions] }),
    ...(from.transferNote === undefined ? {} : { transferNote: from.transferNote }),
    enclosures: [...from.enclosures],
    about: from.about,
    alsoSeenBy: from.alsoSeenBy,
    filedBy: input.actor.personId,
    filedAt: input.context.at,
    notes: [],
    trail: [trailEntry(input.context.commandId, "file", input.actor, input.context.at)],
  };
  return { kind: "document", id: newId(input.context), unit: file.unit, body };
}
