// POST /v1/intake/applications: a portal pushes a submission. Idempotent by source and submission id; answered when durable.
import { z } from "../base/zod.ts";
import { applicantSchema, payloadSchema } from "../domain/application/schema.ts";

export const intakeRequestSchema = z.object({
  tenant: z.string().min(1),
  /** Unique within the source that the bearer key names. */
  submissionId: z.string().min(1).max(200),
  /** Our code, or a FIM identifier `urn:de:fim:leika:leistung:<14 digits>`; an unknown one lands in the central tray. */
  service: z.string().min(1).max(255),
  memberMunicipality: z.string().max(100).optional(),
  applicant: applicantSchema,
  payload: payloadSchema,
  attachments: z
    .array(
      z.object({
        name: z.string().min(1).max(255),
        mime: z.string().max(100),
        purpose: z.enum(["form", "attachment", "report"]),
        /** The file's bytes. */
        base64: z.base64(),
      }),
    )
    .max(50),
});
export type IntakeRequest = Readonly<z.infer<typeof intakeRequestSchema>>;

export const intakeResponseSchema = z.object({ applicationId: z.uuid(), state: z.enum(["created", "known"]) });
