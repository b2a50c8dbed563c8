// Why a command is refused: a closed list, each with a German sentence in shared/text (a test holds both together).
import { z } from "../base/zod.ts";

export const refusalCodes = [
  "unknownKind",
  "unknownCommand",
  "badArguments",
  "recordExists",
  "recordMissing",
  "recordTooNew",
  "wrongState",
  "notAllowed",
  "systemOnly",
  "claimedByOther",
  "notClaimed",
  "fieldConflict",
  "invariantBroken",
  "reasonMissing",
  "digestChanged",
  "alreadyCertified",
  "certificationMissing",
  "certifierMayNotOrder",
  "exceptionReasonMissing",
  "technicalMissing",
  "technicalNotWanted",
  "alreadyWanted",
  "queryOpen",
  "onHold",
  "isDisputed",
  "isReturned",
  "nothingToSettle",
  "askedOneself",
  "cannotSee",
  "notAsked",
  "askedOther",
  "answerStays",
  "notCreditNote",
  "otherSupplier",
  "creditTooHigh",
  "creditMatched",
  "creditStays",
  "orderingAndCashInOneHand",
  "certifierMayNotPay",
  "amountAboveLimit",
  "payeeIsActor",
  "fieldsIncomplete",
  "unconfirmed",
  "fileClosed",
  "laterWorkExists",
  "notUndoable",
  "alreadyUndone",
  "nothingToUndo",
  "notYours",
  "notAcceptedYet",
  "arrivedStays",
  "filedStays",
  "numberStays",
  "signatureStays",
  "signatureNotAuthenticated",
  "deputyshipStays",
  "undoStays",
  "qualityCheckStays",
  "learnedStays",
  "renditionStays",
  "checkAtInvoice",
  "isDuplicate",
  "notDuplicate",
  "isNoInvoice",
  "contentMissing",
  "groupBroken",
  "deviceRevoked",
  "serverTooOld",
  "deputyIsPrincipal",
  "periodWrong",
  "accountThere",
  "accountMissing",
  "placeForgotten",
  "budgetExceeded",
  "ledgerKeepersOnly",
  "accountNotInChart",
  // The desk itself gives these to a command that no answer came for: see outbox/set-aside.ts.
  "notUnderstood",
  "tooLarge",
  "serverFails",
  "contentGone",
  "unreadable",
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

export const fieldConflictSchema = z.object({
  field: z.string(),
  /** What the person had before them, what they wanted, and what the record holds now. */
  from: z.json(),
  mine: z.json(),
  theirs: z.json(),
});
/** One edited field that somebody else changed meanwhile; both values are kept. */
export type FieldConflict = Readonly<z.infer<typeof fieldConflictSchema>>;

export const refusalSchema = z.object({
  /** An open string on the wire: a newer server may know more codes. */
  code: z.string(),
  /** What the sentence needs: names, amounts in cents, fields. Never personal data of applicants. */
  params: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  conflicts: z.array(fieldConflictSchema).optional(),
});
export type Refusal = Readonly<z.infer<typeof refusalSchema>>;

export function refuse(code: RefusalCode, params: Readonly<Record<string, string | number>> = {}): Refusal {
  return { code, params };
}
