// Everything screens may ask of the desk. The Desk type is inferred from these tables; both ends of the wire check against them.
import { orderSheetArgsSchema, orderSheetResultSchema, readOrderSheetArgsSchema } from "./order-sheet-calls.ts";
import { z } from "../base/zod.ts";
import {
  archiveFilesArgsSchema,
  archiveFilesResultSchema,
  archiveListArgsSchema,
  archiveListResultSchema,
  archiveTreeResultSchema,
  searchServerArgsSchema,
  searchServerResultSchema,
} from "./archive-calls.ts";
import { draftsResultSchema, saveDraftArgsSchema } from "./draft-calls.ts";
import {
  contentBudgetArgsSchema,
  contentMarksArgsSchema,
  contentMarksResultSchema,
  contentSpaceSchema,
  keepOfflineArgsSchema,
  readContentArgsSchema,
  readContentResultSchema,
} from "./content-calls.ts";
import { deputyshipsResultSchema } from "./deputyship-calls.ts";
import {
  deviceListSchema,
  letDeviceScanArgsSchema,
  makeCodeArgsSchema,
  makeCodeResultSchema,
  revokeDeviceArgsSchema,
} from "./device-calls.ts";
import { duplicatesArgsSchema, duplicatesResultSchema } from "./duplicate-calls.ts";
import {
  eInvoiceArgsSchema,
  eInvoiceFileArgsSchema,
  eInvoiceLinesArgsSchema,
  eInvoiceLinesResultSchema,
  eInvoiceResultSchema,
} from "./einvoice-calls.ts";
import type { DeskError } from "./errors.ts";
import { bookingSuggestionsArgsSchema, bookingSuggestionsResultSchema, ledgerArgsSchema, ledgerResultSchema } from "./ledger-calls.ts";
import { inboxArgsSchema, inboxResultSchema } from "./inbox-calls.ts";
import { doneStepSchema, reviseStepArgsSchema, stepContentArgsSchema, stepContentResultSchema } from "./outbox-calls.ts";
import {
  payableArgsSchema,
  payableResultSchema,
  paymentFileArgsSchema,
  paymentFileResultSchema,
  paymentRunsResultSchema,
  preparePaymentArgsSchema,
  preparePaymentResultSchema,
  readStatementArgsSchema,
  readStatementResultSchema,
  writePaymentFileArgsSchema,
  writePaymentFileResultSchema,
} from "./payment-calls.ts";
import {
  outboxEntrySchema,
  recordArgsSchema,
  recordResultSchema,
  resolveArgsSchema,
  resolveResultSchema,
  solutionsResultSchema,
  submitArgsSchema,
  submitResultSchema,
} from "./record-calls.ts";
import {
  bookScanPagesArgsSchema,
  lookAtScanArgsSchema,
  readScanArgsSchema,
  readScanResultSchema,
  handScanArgsSchema,
  handScanResultSchema,
  scanAgainArgsSchema,
  scanLookSchema,
  scanPageArgsSchema,
  scanPageResultSchema,
  scanPagesArgsSchema,
  scanPagesSchema,
  scannerStateSchema,
  serverScanAgainArgsSchema,
  serverScansSchema,
  stopRecognitionArgsSchema,
} from "./scanner-calls.ts";
import {
  creditNotesArgsSchema,
  creditNotesResultSchema,
  supplierInvoicesArgsSchema,
  supplierInvoicesResultSchema,
  supplierMatchArgsSchema,
  supplierMatchResultSchema,
  suppliersArgsSchema,
  suppliersResultSchema,
} from "./supplier-calls.ts";
import { ownStepsArgsSchema, ownStepsResultSchema, undoArgsSchema, undoLastResultSchema } from "./undo-calls.ts";
import { enrolArgsSchema, sessionStateSchema, signInArgsSchema, signInResultSchema, syncStateSchema } from "./session-calls.ts";

const nothing = z.strictObject({});

/** Calls: asked once, answered once. */
export const deskCalls = {
  enrol: { args: enrolArgsSchema, result: nothing },
  devices: { args: nothing, result: deviceListSchema },
  makeEnrolmentCode: { args: makeCodeArgsSchema, result: makeCodeResultSchema },
  revokeDevice: { args: revokeDeviceArgsSchema, result: nothing },
  letDeviceScan: { args: letDeviceScanArgsSchema, result: nothing },
  signIn: { args: signInArgsSchema, result: signInResultSchema },
  signOut: { args: nothing, result: nothing },
  syncNow: { args: nothing, result: nothing },
  /** The network may be back, or the machine woke up: the desk looks at once. Answers at once. */
  wake: { args: nothing, result: nothing },
  submit: { args: submitArgsSchema, result: submitResultSchema },
  undo: { args: undoArgsSchema, result: submitResultSchema },
  undoLast: { args: nothing, result: undoLastResultSchema },
  resolve: { args: resolveArgsSchema, result: resolveResultSchema },
  drafts: { args: nothing, result: draftsResultSchema },
  saveDraft: { args: saveDraftArgsSchema, result: nothing },
  stepContent: { args: stepContentArgsSchema, result: stepContentResultSchema },
  reviseStep: { args: reviseStepArgsSchema, result: resolveResultSchema },
  readContent: { args: readContentArgsSchema, result: readContentResultSchema },
  eInvoice: { args: eInvoiceArgsSchema, result: eInvoiceResultSchema },
  eInvoiceFile: { args: eInvoiceFileArgsSchema, result: readContentResultSchema },
  orderSheet: { args: orderSheetArgsSchema, result: orderSheetResultSchema },
  readOrderSheet: { args: readOrderSheetArgsSchema, result: readContentResultSchema },
  eInvoiceLines: { args: eInvoiceLinesArgsSchema, result: eInvoiceLinesResultSchema },
  keepOffline: { args: keepOfflineArgsSchema, result: nothing },
  setContentBudget: { args: contentBudgetArgsSchema, result: nothing },
  searchServer: { args: searchServerArgsSchema, result: searchServerResultSchema },
  handScan: { args: handScanArgsSchema, result: handScanResultSchema },
  scanAgain: { args: scanAgainArgsSchema, result: nothing },
  lookAtScan: { args: lookAtScanArgsSchema, result: scanLookSchema },
  readScan: { args: readScanArgsSchema, result: readScanResultSchema },
  scanPages: { args: scanPagesArgsSchema, result: scanPagesSchema },
  scanPage: { args: scanPageArgsSchema, result: scanPageResultSchema },
  serverScans: { args: nothing, result: serverScansSchema },
  serverScanAgain: { args: serverScanAgainArgsSchema, result: nothing },
  stopRecognition: { args: stopRecognitionArgsSchema, result: nothing },
  bookScanPages: { args: bookScanPagesArgsSchema, result: nothing },
  preparePayment: { args: preparePaymentArgsSchema, result: preparePaymentResultSchema },
  writePaymentFile: { args: writePaymentFileArgsSchema, result: writePaymentFileResultSchema },
  readStatement: { args: readStatementArgsSchema, result: readStatementResultSchema },
} as const;

/** Live queries: answered at once, and again whenever the answer changes. */
export const deskQueries = {
  session: { args: nothing, result: sessionStateSchema },
  sync: { args: nothing, result: syncStateSchema },
  inbox: { args: inboxArgsSchema, result: inboxResultSchema },
  record: { args: recordArgsSchema, result: recordResultSchema },
  outbox: { args: nothing, result: z.array(outboxEntrySchema) },
  solutions: { args: recordArgsSchema, result: solutionsResultSchema },
  ownSteps: { args: ownStepsArgsSchema, result: ownStepsResultSchema },
  outboxDone: { args: nothing, result: z.array(doneStepSchema) },
  archiveTree: { args: nothing, result: archiveTreeResultSchema },
  archiveFiles: { args: archiveFilesArgsSchema, result: archiveFilesResultSchema },
  archiveList: { args: archiveListArgsSchema, result: archiveListResultSchema },
  deputyships: { args: nothing, result: deputyshipsResultSchema },
  duplicates: { args: duplicatesArgsSchema, result: duplicatesResultSchema },
  suppliers: { args: suppliersArgsSchema, result: suppliersResultSchema },
  supplierInvoices: { args: supplierInvoicesArgsSchema, result: supplierInvoicesResultSchema },
  creditNotes: { args: creditNotesArgsSchema, result: creditNotesResultSchema },
  supplierMatch: { args: supplierMatchArgsSchema, result: supplierMatchResultSchema },
  ledger: { args: ledgerArgsSchema, result: ledgerResultSchema },
  bookingSuggestions: { args: bookingSuggestionsArgsSchema, result: bookingSuggestionsResultSchema },
  payable: { args: payableArgsSchema, result: payableResultSchema },
  paymentRuns: { args: nothing, result: paymentRunsResultSchema },
  paymentFile: { args: paymentFileArgsSchema, result: paymentFileResultSchema },
  scanner: { args: nothing, result: scannerStateSchema },
  contentMarks: { args: contentMarksArgsSchema, result: contentMarksResultSchema },
  contentSpace: { args: nothing, result: contentSpaceSchema },
} as const;

export type CallName = keyof typeof deskCalls;
export type CallArgs<N extends CallName> = z.input<(typeof deskCalls)[N]["args"]>;
export type CallResult<N extends CallName> = z.output<(typeof deskCalls)[N]["result"]>;
export type QueryName = keyof typeof deskQueries;
export type QueryArgs<N extends QueryName> = z.input<(typeof deskQueries)[N]["args"]>;
export type QueryResult<N extends QueryName> = z.output<(typeof deskQueries)[N]["result"]>;

/** What screens know. Every promise settles: with the result or with a DeskError. */
export interface Desk {
  call<N extends CallName>(name: N, args: CallArgs<N>): Promise<CallResult<N>>;
  /** Calls `onValue` with each answer until stopped; `onError` at most once, after which the watch is over. */
  watch<N extends QueryName>(
    name: N,
    args: QueryArgs<N>,
    onValue: (value: QueryResult<N>) => void,
    onError: (error: DeskError) => void,
  ): () => void;
}

export function isCallName(name: string): name is CallName {
  return Object.hasOwn(deskCalls, name);
}

export function isQueryName(name: string): name is QueryName {
  return Object.hasOwn(deskQueries, name);
}
