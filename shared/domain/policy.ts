// What a municipality configures and the rules read: units, people, file plan, and the few switches the law leaves open.
import { z } from "../base/zod.ts";
import { tableMappingSchema } from "./payment-run/table-mapping.ts";

export const bankAccountSchema = z.object({
  /** The account's holder as the bank knows it. */
  name: z.string().min(1).max(70),
  iban: z.string().regex(/^[A-Z]{2}\d{2}[A-Z\d]{8,30}$/u),
  bic: z
    .string()
    .regex(/^[A-Z\d]{8}(?:[A-Z\d]{3})?$/u)
    .optional(),
});
export type BankAccount = Readonly<z.infer<typeof bankAccountSchema>>;

export const policySchema = z.object({
  /** § 42 KomHKVO: the certifier should not order. True allows an exception with a logged, written reason. */
  certifierMayOrderWithReason: z.boolean(),
  /** Days without contact after which a desk no longer unlocks offline. */
  offlineDays: z.int().positive(),
  /** So many of a hundred scans are held beside their paper (BSI TR-03138 RESISCAN); absent means none. */
  qualitySamplePercent: z.number().min(0).max(100).optional(),
  /** Whether certifying and ordering want the person's password at the act; absent means no. */
  signaturesNeedPassword: z.boolean().optional(),
  /** What an order beyond the budget meets: nothing, a warning, a refusal; absent means a warning. */
  budgetCheck: z.enum(["off", "warn", "block"]).optional(),
  /** Ids of those who keep chart of accounts, cost centres, budget and open orders; absent means nobody. */
  ledgerKeepers: z.array(z.string()).optional(),
  /** The account the cash office pays from; absent means that nothing can be transferred yet. */
  payingAccount: bankAccountSchema.optional(),
  /** How tables for the finance system are written; one that this program cannot follow counts as none. */
  paymentTable: tableMappingSchema.optional().catch(undefined),
});
export type Policy = Readonly<z.infer<typeof policySchema>>;

export const defaultPolicy: Policy = { certifierMayOrderWithReason: false, offlineDays: 14 };

/** What a new municipality begins with. One from before this switch decides by itself when its desks are ready for it. */
export const newTownPolicy: Policy = { ...defaultPolicy, signaturesNeedPassword: true };

export const unitSchema = z.object({ id: z.string().min(1), name: z.string().min(1), short: z.string().min(1) });
export type Unit = Readonly<z.infer<typeof unitSchema>>;

export const personSchema = z.object({ id: z.string().min(1), name: z.string().min(1), units: z.array(z.string()) });
export type Person = Readonly<z.infer<typeof personSchema>>;

export const planEntrySchema = z.object({
  /** Number in the file plan, e.g. "34.1"; the parent is the number without its last part. */
  number: z.string().min(1),
  title: z.string().min(1),
  /** Unit that keeps the files of this entry. */
  unit: z.string().min(1),
  retentionYears: z.int().nonnegative(),
});
export type PlanEntry = Readonly<z.infer<typeof planEntrySchema>>;

export const authoritySchema = z.object({
  person: z.string().min(1),
  role: z.enum(["ORDERING", "CASH"]),
  /** Id of a unit; "*" stands for every unit. */
  unit: z.string().min(1),
  /** Upper limit of an order in cents; absent means no limit. */
  limitCents: z.int().nonnegative().optional(),
  from: z.iso.date().optional(),
  until: z.iso.date().optional(),
});
/** One line of the list of who may order payments up to which amount, and who pays (§ 42 KomHKVO). */
export type Authority = Readonly<z.infer<typeof authoritySchema>>;

const dutySchema = z.object({
  person: z.string().min(1),
  /** CAPTURE, CERT_FACTUAL or CERT_ARITHMETIC; open, so that a newer server may list more. */
  role: z.string().min(1),
  /** Id of a unit; "*" stands for every unit. */
  unit: z.string().min(1),
  from: z.iso.date().optional(),
  until: z.iso.date().optional(),
});
/** One line of the list of who captures and certifies invoices of which unit (§ 42 (3) KomHKVO): whom a refusal names. */
export type Duty = Readonly<z.infer<typeof dutySchema>>;

const readerSchema = z.object({
  person: z.string().min(1),
  /** A kind that comes out of scanners: "invoice" or "post". */
  kind: z.string().min(1),
  /** Id of a unit; "*" stands for every unit. */
  unit: z.string().min(1),
  from: z.iso.date().optional(),
  until: z.iso.date().optional(),
});
/** One line of the list of who may see what comes out of the scanners of which unit: only they are told of it. */
export type Reader = Readonly<z.infer<typeof readerSchema>>;

export const directorySchema = z.object({
  tenant: z.string(),
  townName: z.string(),
  units: z.array(unitSchema),
  people: z.array(personSchema),
  filePlan: z.array(planEntrySchema),
  policy: policySchema,
  /** Drawn by the server from the rights of all people; absent from an older one. */
  authorities: z.array(authoritySchema).optional(),
  /** Drawn by the server likewise. */
  readers: z.array(readerSchema).optional(),
  /** Drawn by the server likewise. */
  duties: z.array(dutySchema).optional(),
});
/** What every desk of a municipality knows besides its records. */
export type Directory = Readonly<z.infer<typeof directorySchema>>;
