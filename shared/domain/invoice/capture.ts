// How an invoice comes in and how its fields are put right.
import type { Json } from "../../base/canonical-json.ts";
import { must } from "../../base/must.ts";
import { z } from "../../base/zod.ts";
import { arrivedSchema, checkSchema } from "../arrival.ts";
import { rule } from "../command.ts";
import { fieldEditsSchema, mergeEdits } from "../field-edit.ts";
import { filePagesSchema } from "../pages.ts";
import { contentRefSchema } from "../record.ts";
import { refuse } from "../refusal.ts";
import { tellOfScan, tellSchema, toldOf } from "../task/told.ts";
import { trailEntry } from "../trail.ts";
import { changed } from "./changed.ts";
import { bookingsOver, withAccount } from "./bookings-kept.ts";
import { sampleOf, sampleTask } from "./quality.ts";
import { noticesOfVoided } from "./voided.ts";
import { mayAct, notInRun, permitted } from "./rights.ts";
import {
  invoiceFieldGroups,
  invoiceFieldNames,
  invoiceFieldsSchema,
  invoiceIdOf,
  isPaymentField,
  originSchema,
  placeSchema,
  type FieldOrigin,
  type Invoice,
} from "./schema.ts";
import { allFieldNames, invoiceTermNames, termsArgsSchema } from "./terms.ts";

const captureArgs = z.strictObject({
  unit: z.string().min(1),
  document: contentRefSchema,
  /** Where the invoice is a part of the file. */
  pages: filePagesSchema.optional(),
  documentKind: z.enum(["invoice", "creditNote", "picture", "other"]),
  readState: z.enum(["read", "notReadYet"]),
  reminder: z.boolean().optional(),
  fields: invoiceFieldsSchema,
  terms: termsArgsSchema.optional(),
  origins: z.record(z.string(), originSchema),
  checks: z.array(checkSchema),
  /** Where the reader has recognised the supplier. */
  supplierId: z.uuid().optional(),
  arrival: arrivedSchema,
  tell: tellSchema.optional(),
});
export type CaptureArgs = z.infer<typeof captureArgs>;

/** Books a file or a part of one. The same again, from any desk, are noted as one more arrival of the invoice that exists. */
export const capture = rule<Invoice, CaptureArgs>({
  args: captureArgs,
  creates: "either",
  idOf: (args) => invoiceIdOf(args.document.sha256, args.pages),
  final: "arrivedStays",
  touches: toldOf,
  content: (args) => [args.document.sha256, ...(args.pages?.pictures ?? []).map(({ sha256 }) => sha256)],
  allowed: ({ actor, args, context }) => mayAct(actor, "capture", args.unit, context),
  apply: (input) => {
    const { actor, args, id, record, context } = input;
    const arrival = { ...args.arrival, by: actor.personId, at: context.at };
    if (record !== undefined) {
      // What was booked here from a letter, and taken back, has now come as an invoice of its own.
      const next = { arrivals: [...record.body.arrivals, arrival], withdrawn: undefined };
      const duplicate = changed(input, "duplicate", next, { fileName: arrival.fileName });
      return { changes: [duplicate, ...tellOfScan("invoice", input)] };
    }
    const sample = sampleOf(id, arrival.channel, context);
    const body: Invoice = {
      schema: 1,
      document: args.document,
      ...(args.pages === undefined ? {} : { pages: args.pages }),
      documentKind: args.documentKind,
      readState: args.readState,
      ...(args.reminder === true ? { reminder: true } : {}),
      fields: args.fields,
      ...(args.terms === undefined ? {} : { terms: args.terms }),
      origins: args.origins,
      checks: args.checks,
      ...(args.supplierId === undefined ? {} : { supplierId: args.supplierId }),
      arrivals: [arrival],
      receivedAt: context.at,
      state: "captured",
      certifications: {},
      ...(sample === undefined ? {} : { quality: { task: sample, checks: [] } }),
      notes: [],
      trail: [trailEntry(context.commandId, "capture", actor, context.at, { fileName: arrival.fileName })],
    };
    return {
      changes: [{ kind: "invoice", id, unit: args.unit, body }, ...sampleTask(input, args.unit, body), ...tellOfScan("invoice", input)],
    };
  },
});

const editArgs = z.strictObject({
  fields: fieldEditsSchema,
  /** By field: where on the page the person took the new value from. */
  places: z.record(z.string(), placeSchema).optional(),
});

/** Puts fields right. A change of a payment field voids every certification and the order. */
export const editFields = rule<Invoice, z.infer<typeof editArgs>>({
  args: editArgs,
  allowed: (input) => {
    const strange = Object.keys(input.args.fields).some((field) => !allFieldNames.some((known) => known === field));
    if (strange) return refuse("badArguments");
    const signed = Object.keys(input.args.fields).some(isPaymentField);
    return permitted(input, "editFields") ?? (signed ? notInRun(input) : undefined);
  },
  apply: (input) => {
    const body = must(input.record, "the rule's `allowed` refused a missing record").body;
    const merged = mergeEdits({ ...body.terms, ...withAccount(body) }, input.args.fields, invoiceFieldGroups);
    const account = merged.applied["account"] === undefined ? body.fields.account : merged.fields["account"];
    const fields = invoiceFieldsSchema.safeParse(partOf({ ...merged.fields, account: account ?? null }, invoiceFieldNames));
    const terms = termsArgsSchema.safeParse(partOf(merged.fields, invoiceTermNames));
    if (!fields.success || !terms.success) return refuse("badArguments");
    const names = Object.keys(merged.applied);
    if (names.length === 0 && merged.conflicts.length > 0) return { ...refuse("fieldConflict"), conflicts: [...merged.conflicts] };
    const byPerson = (name: string): FieldOrigin => {
      const alternatives = body.origins[name]?.alternatives;
      const more = alternatives === undefined ? {} : { alternatives };
      return { source: "person", confidence: 1, ...input.args.places?.[name], ...more };
    };
    const voids = names.some(isPaymentField);
    // The amount that was set off is the amount it had.
    if (voids && body.credited !== undefined) return refuse("creditMatched");
    const next: Partial<Invoice> = {
      fields: fields.data,
      ...bookingsOver(body, fields.data),
      ...(Object.keys(terms.data).length === 0 ? {} : { terms: { ...body.terms, ...terms.data } }),
      origins: { ...body.origins, ...Object.fromEntries(names.map((name) => [name, byPerson(name)])) },
      ...(voids ? { certifications: {}, technical: undefined, order: undefined } : {}),
    };
    const voided = voids && (body.order !== undefined || body.technical !== undefined || Object.keys(body.certifications).length > 0);
    const edited = changed(input, "editFields", next, { edits: merged.applied, voided });
    const told = voided ? noticesOfVoided(input, body) : [];
    return { changes: [edited, ...told], conflicts: merged.conflicts };
  },
});

function partOf(fields: Readonly<Record<string, Json>>, names: readonly string[]): Record<string, Json> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => names.includes(name)));
}

const assignArgs = z.strictObject({ unit: z.string().min(1) });

/** Hands the invoice to the unit that can judge it. */
export const assign = rule<Invoice, z.infer<typeof assignArgs>>({
  args: assignArgs,
  allowed: (input) => permitted(input, "assign"),
  apply: (input) => {
    const from = must(input.record, "the rule's `allowed` refused a missing record").unit;
    return { changes: [changed(input, "assign", { clerk: undefined }, { from, to: input.args.unit }, { unit: input.args.unit })] };
  },
});

const noArgs = z.strictObject({});

/** Takes the invoice on one's own desk; says who looks after it, blocks nobody. */
export const claim = rule<Invoice, z.infer<typeof noArgs>>({
  args: noArgs,
  allowed: (input) => {
    const clerk = input.record?.body.clerk;
    const other = clerk !== undefined && clerk !== input.actor.personId;
    return permitted(input, "claim") ?? (other ? refuse("claimedByOther", { person: clerk }) : undefined);
  },
  apply: (input) => ({ changes: [changed(input, "claim", { clerk: input.actor.personId })] }),
});

export const release = rule<Invoice, z.infer<typeof noArgs>>({
  args: noArgs,
  allowed: (input) => {
    const clerk = input.record?.body.clerk;
    const refused = permitted(input, "release");
    if (refused !== undefined) return refused;
    if (clerk === undefined) return refuse("notClaimed");
    return clerk === input.actor.personId ? undefined : refuse("claimedByOther", { person: clerk });
  },
  apply: (input) => ({ changes: [changed(input, "release", { clerk: undefined })] }),
});
