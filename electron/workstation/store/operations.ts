// Everything the store can be asked, as whole operations: reads and writes apart. No SQL crosses the bridge between threads.
import { beginEpoch, applyPull, pullState, sealReplica, type PullPart } from "./apply-pull.ts";
import type { ArchiveListArgs, archiveFilesArgsSchema } from "../../../shared/desk/archive-calls.ts";
import type { InboxArgs } from "../../../shared/desk/inbox-calls.ts";
import type { z } from "../../../shared/base/zod.ts";
import type { RecordRef } from "../../../shared/domain/record.ts";
import type { RefusalCode } from "../../../shared/domain/refusal.ts";
import type { Answer } from "../../../shared/sync/push.ts";
import type { TextLine } from "../../../shared/sync/texts.ts";
import { doneSteps, outboxCounts, outboxEntries, stateOfCommand } from "../outbox/entries.ts";
import { rebase } from "../outbox/replay.ts";
import { resolve, type Resolution } from "../outbox/resolve.ts";
import { contentToUpload, requeue, takeAnswers, takeBatch, type BatchLimits } from "../outbox/send.ts";
import { resolveUnreadable, setAside } from "../outbox/set-aside.ts";
import { reviseStep, stepContent } from "../outbox/step-content.ts";
import { submit, submitOnce, type Submission } from "../outbox/submit.ts";
import { ownSteps, undoLast } from "../outbox/own-steps.ts";
import { solutions } from "../outbox/solutions.ts";
import { undo, undoTold, type UndoInput } from "../outbox/undo.ts";
import { giveUpTexts, putText, wantedTexts } from "./archive-index.ts";
import { queryArchiveFiles, queryArchiveList, queryArchiveTree } from "./archive-query.ts";
import { contentMarks, contentRoom, keepOffline, keptContent, toEvict } from "./content-room.ts";
import {
  allContent,
  contentRow,
  contentSummary,
  forgetContent,
  holdPieces,
  losePieces,
  markChecked,
  markUploaded,
  useContent,
} from "./content-rows.ts";
import type { ReadableDatabase, StoreDatabase } from "./database.ts";
import { drafts, saveDraft } from "./drafts.ts";
import { queryDeputyships } from "./deputyship-query.ts";
import { queryBookingSuggestions, queryLedger } from "./ledger-query.ts";
import { queryDuplicates } from "./duplicates-query.ts";
import { queryInbox, recordsToPrefetch } from "./inbox-query.ts";
import { readIdentity, readMeta, writeIdentity, writeMeta, type Identity } from "./meta.ts";
import { exportedRuns, notePaymentFile, paymentFilePath, queryPayable, queryPaymentRuns } from "./payment-query.ts";
import { contentOfRecord, queryRecord, unreadInvoices } from "./record-query.ts";
import { giveUpPaper, putPaperText, wantedPapers } from "./paper-index.ts";
import { rowOf } from "./records.ts";
import { queryCreditNotes } from "./credit-query.ts";
import { querySupplierInvoices, querySupplierMatch, querySuppliers, recogniseSupplier, teachingSteps } from "./supplier-query.ts";

/** Asked of the reading thread: always the last committed state. */
export const reads = {
  inbox: (db: ReadableDatabase, args: InboxArgs & { readonly today: string }) => queryInbox(db, args),
  record: (db: ReadableDatabase, args: { readonly ref: RecordRef; readonly at: string }) => queryRecord(db, args),
  outbox: (db: ReadableDatabase, _args: null) => outboxEntries(db),
  solutions: (db: ReadableDatabase, args: { readonly ref: RecordRef; readonly at: string }) => solutions(db, args),
  ownSteps: (db: ReadableDatabase, args: { readonly limit: number; readonly at: string }) => ownSteps(db, args),
  drafts: (db: ReadableDatabase, _args: null) => drafts(db),
  outboxCounts: (db: ReadableDatabase, _args: null) => outboxCounts(db),
  outboxDone: (db: ReadableDatabase, _args: null) => doneSteps(db),
  stepContent: (db: ReadableDatabase, commandId: string) => stepContent(db, commandId),
  stateOfCommand: (db: ReadableDatabase, id: string) => stateOfCommand(db, id) ?? null,
  archiveTree: (db: ReadableDatabase, _args: null) => queryArchiveTree(db),
  archiveFiles: (db: ReadableDatabase, args: z.output<typeof archiveFilesArgsSchema>) => queryArchiveFiles(db, args),
  archiveList: (db: ReadableDatabase, args: ArchiveListArgs) => queryArchiveList(db, args),
  deputyships: (db: ReadableDatabase, args: { readonly today: string }) => queryDeputyships(db, args),
  duplicates: (db: ReadableDatabase, id: string) => queryDuplicates(db, id),
  suppliers: (db: ReadableDatabase, args: Parameters<typeof querySuppliers>[1]) => querySuppliers(db, args),
  creditNotes: (db: ReadableDatabase, id: string) => queryCreditNotes(db, id),
  supplierInvoices: (db: ReadableDatabase, args: Parameters<typeof querySupplierInvoices>[1]) => querySupplierInvoices(db, args),
  supplierMatch: (db: ReadableDatabase, id: string) => querySupplierMatch(db, id),
  ledger: (db: ReadableDatabase, args: Parameters<typeof queryLedger>[1]) => queryLedger(db, args),
  bookingSuggestions: (db: ReadableDatabase, id: string) => queryBookingSuggestions(db, id),
  recogniseSupplier: (db: ReadableDatabase, marks: Parameters<typeof recogniseSupplier>[1]) => recogniseSupplier(db, marks),
  payable: (db: ReadableDatabase, args: Parameters<typeof queryPayable>[1]) => queryPayable(db, args),
  paymentRuns: (db: ReadableDatabase, _args: null) => queryPaymentRuns(db),
  paymentFilePath: (db: ReadableDatabase, exportId: string) => paymentFilePath(db, exportId),
  exportedRuns: (db: ReadableDatabase, _args: null) => exportedRuns(db),
  identity: (db: ReadableDatabase, _args: null) => readIdentity(db),
  meta: (db: ReadableDatabase, name: string) => readMeta(db, name) ?? null,
  pullState: (db: ReadableDatabase, _args: null) => pullState(db),
  contentToUpload: (db: ReadableDatabase, _args: null) => contentToUpload(db),
  content: (db: ReadableDatabase, sha256: string) => contentRow(db, sha256) ?? null,
  contentOfRecord: (db: ReadableDatabase, ref: RecordRef) => contentOfRecord(db, ref) ?? null,
  allContent: (db: ReadableDatabase, _args: null) => allContent(db),
  contentSummary: (db: ReadableDatabase, sha256: string) => contentSummary(db, sha256) ?? null,
  contentMarks: (db: ReadableDatabase, args: Parameters<typeof contentMarks>[1]) => contentMarks(db, args),
  contentRoom: (db: ReadableDatabase, _args: null) => contentRoom(db),
  keptContent: (db: ReadableDatabase, _args: null) => keptContent(db),
  toEvict: (db: ReadableDatabase, args: Parameters<typeof toEvict>[1]) => toEvict(db, args),
  recordsToPrefetch: (db: ReadableDatabase, args: { readonly today: string; readonly limit: number }) =>
    recordsToPrefetch(db, args.today, args.limit),
  unreadInvoices: (db: ReadableDatabase, among: Parameters<typeof unreadInvoices>[1]) => unreadInvoices(db, among),
  // What waits comes before what is filed.
  wantedTexts: (db: ReadableDatabase, args: Parameters<typeof wantedTexts>[1]) => {
    const papers = wantedPapers(db, args.limit);
    return papers.length > 0 ? papers : wantedTexts(db, args);
  },
  holdsRecord: (db: ReadableDatabase, ref: RecordRef) => rowOf(db, ref) !== undefined,
} as const;

/** Asked of the writing thread, one after the other. */
export const writes = {
  identify: (db: StoreDatabase, identity: Identity) =>
    db.transaction(() => {
      // Own steps are judged by what their person may do, and by what the municipality has laid down.
      if (writeIdentity(db, identity)) rebase(db);
    }),
  setMeta: (db: StoreDatabase, args: { readonly name: string; readonly value: string }) => writeMeta(db, args.name, args.value),
  submit: (db: StoreDatabase, submission: Submission) => {
    const result = submit(db, submission);
    return { ...result, teaching: teachingSteps(db, submission.commands, result) };
  },
  submitScan: (db: StoreDatabase, args: { readonly claim: string; readonly submission: Submission }) =>
    submitOnce(db, args.claim, args.submission),
  undo: (db: StoreDatabase, args: UndoInput) => undo(db, args),
  undoTold: (db: StoreDatabase, args: Parameters<typeof undoTold>[1]) => undoTold(db, args),
  undoLast: (db: StoreDatabase, args: Pick<UndoInput, "at" | "device">) => undoLast(db, args),
  notePaymentFile: (db: StoreDatabase, args: Parameters<typeof notePaymentFile>[1]) => db.transaction(() => notePaymentFile(db, args)),
  saveDraft: (db: StoreDatabase, args: { readonly key: string; readonly text: string }) => saveDraft(db, args),
  resolve: (db: StoreDatabase, resolution: Resolution) => (resolveUnreadable(db, resolution) ? null : resolve(db, resolution)),
  reviseStep: (db: StoreDatabase, revision: Parameters<typeof reviseStep>[1]) => reviseStep(db, revision),
  takeBatch: (db: StoreDatabase, args: { readonly limits: BatchLimits; readonly except: readonly string[] }) =>
    takeBatch(db, args.limits, args.except),
  setAside: (db: StoreDatabase, args: { readonly ids: readonly string[]; readonly code: RefusalCode }) => setAside(db, args.ids, args.code),
  takeAnswers: (db: StoreDatabase, answers: readonly Answer[]) => takeAnswers(db, answers),
  requeue: (db: StoreDatabase, _args: null) => requeue(db),
  applyPull: (db: StoreDatabase, part: PullPart) => applyPull(db, part),
  beginEpoch: (db: StoreDatabase, epoch: string) => beginEpoch(db, epoch),
  putTexts: (db: StoreDatabase, args: { readonly asked: readonly string[]; readonly lines: readonly TextLine[] }) =>
    db.transaction(() => {
      for (const { id, sha256, text } of args.lines)
        if (!putText(db, id, sha256, text)) for (const kind of ["invoice", "post"]) putPaperText(db, { kind, id }, sha256, text);
      const got = new Set(args.lines.map((line) => line.id));
      const missing = args.asked.filter((id) => !got.has(id));
      giveUpTexts(db, missing);
      for (const id of missing) giveUpPaper(db, id);
    }),
  putReadText: (db: StoreDatabase, args: { readonly ref: RecordRef; readonly sha256: string; readonly text: string }) =>
    db.transaction(() => putPaperText(db, args.ref, args.sha256, args.text, true)),
  holdPieces: (db: StoreDatabase, held: Parameters<typeof holdPieces>[1]) => holdPieces(db, held),
  losePieces: (db: StoreDatabase, lost: Parameters<typeof losePieces>[1]) => db.transaction(() => losePieces(db, lost)),
  markChecked: (db: StoreDatabase, sha256: string) => markChecked(db, sha256),
  useContent: (db: StoreDatabase, used: Parameters<typeof useContent>[1]) => db.transaction(() => useContent(db, used)),
  keepOffline: (db: StoreDatabase, args: Parameters<typeof keepOffline>[1]) => keepOffline(db, args),
  markUploaded: (db: StoreDatabase, sha256: string) => markUploaded(db, sha256),
  forgetContent: (db: StoreDatabase, names: readonly string[]) => db.transaction(() => forgetContent(db, names)),
  seal: (db: StoreDatabase, _args: null) => sealReplica(db),
} as const;

/** The operations as the other thread sees them. */
export type Remote<Operations> = {
  readonly [Name in keyof Operations]: Operations[Name] extends (db: never, args: infer Args) => infer Result
    ? (args: Args) => Promise<Result>
    : never;
};
export type StoreReads = Remote<typeof reads>;
export type StoreWrites = Remote<typeof writes>;
