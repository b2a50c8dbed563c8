// An application of a citizen: what arrived, who works on it, what was decided. Never a verdict about a person.
import { z } from "../../base/zod.ts";
import { contentRefSchema } from "../record.ts";
import { bodyBase } from "../trail.ts";

export const applicationStates = ["received", "inProgress", "decided", "closed", "filed"] as const;
export type ApplicationState = (typeof applicationStates)[number];

export const decisionOutcomes = ["approved", "partlyApproved", "rejected"] as const;

/** Dates of birth may be partial: month and day can be unknown (FIM fields F00000440 ff.). */
export const partialDateSchema = z.object({
  year: z.int(),
  month: z.int().min(1).max(12).optional(),
  day: z.int().min(1).max(31).optional(),
});

export const applicantSchema = z.looseObject({
  familyName: z.string().min(1),
  givenNames: z.string().min(1),
  birthName: z.string().optional(),
  birthDate: partialDateSchema.optional(),
  street: z.string().optional(),
  postalCode: z.string().optional(),
  city: z.string().optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
});
export type Applicant = Readonly<z.infer<typeof applicantSchema>>;

export const attachmentSchema = z.object({
  content: contentRefSchema,
  /** `form` is the picture of the whole form, `attachment` what the citizen added, `report` what the source made later. */
  purpose: z.enum(["form", "attachment", "report"]),
});

export const decisionSchema = z.looseObject({
  outcome: z.enum(decisionOutcomes),
  reason: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
  commandId: z.string(),
  /** The person whose deputy `by` decided as. */
  onBehalfOf: z.string().optional(),
});

/** What the source says it received; a submission's id is unique within its source. */
export const sourceSchema = z.object({ adapter: z.string().min(1), submissionId: z.string().min(1) });

export const payloadSchema = z.record(z.string().min(1), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]));

export const applicationSchema = z.looseObject({
  ...bodyBase,
  /** Code of services.ts, or any other: an unknown service is shown, never lost. */
  service: z.string().min(1),
  memberMunicipality: z.string().optional(),
  applicant: applicantSchema,
  /** The form's own fields by their key in services.ts. */
  payload: payloadSchema,
  attachments: z.array(attachmentSchema),
  source: sourceSchema,
  receivedAt: z.iso.datetime(),
  /** The day by which the office has to act (legal or target), an office date. */
  deadline: z.iso.date().optional(),
  state: z.enum(applicationStates),
  clerk: z.string().optional(),
  decision: decisionSchema.optional(),
  /** The archived document, once filed. */
  documentId: z.uuid().optional(),
});
export type Application = Readonly<z.infer<typeof applicationSchema>>;

/** What must hold of every application; the first breach in English for the log. */
export function applicationInvariants(body: Application): string | undefined {
  const decided = body.decision !== undefined;
  if ((body.state === "decided" || body.state === "closed") && !decided) return "a decided or closed application has a decision";
  if ((body.state === "received" || body.state === "inProgress") && decided) return "an open application has no decision";
  if (body.state === "inProgress" && body.clerk === undefined) return "an application in progress has a clerk";
  if (body.state === "received" && body.clerk !== undefined) return "a received application has no clerk";
  if ((body.state === "filed") !== (body.documentId !== undefined)) return "a filed application names its document and no other does";
  return undefined;
}
