// What a portal pushes to the intake: one application with its form and attachments, for tests, bench and end-to-end specs.
import { officeDateAt } from "../../shared/base/office-date.ts";
import { serviceByCode } from "../../shared/domain/services.ts";
import { intakeRequestSchema, type IntakeRequest } from "../../shared/sync/intake.ts";
import type { Random } from "../../shared/testing/random.ts";
import { formContent } from "./application-form.ts";
import { payloadOf } from "./application-payload.ts";
import { attachment, usualAttachments } from "./attachments.ts";
import type { Content } from "./content.ts";
import { demoTenant } from "./people.ts";
import { applicantOf, placeOf } from "./person-data.ts";

/**
 * A submission for a service, by its code or any other identifier. `at` (ISO) is when the citizen sent it.
 * The identifier sent is the LeiKa urn where one is known.
 */
export function makeSubmission(random: Random, service: string, at = "2026-11-24T09:15:00.000Z"): IntakeRequest {
  const place = placeOf(random);
  const date = officeDateAt(Date.parse(at));
  const applicant = applicantOf(random, place, Number(date.slice(0, 4)));
  const submissionId = `BE-${random.hex(12).toUpperCase()}`;
  const payload = payloadOf(random, { service, applicant, date });
  const memberMunicipality = place.municipality;
  const form = formContent({
    service,
    memberMunicipality,
    applicant,
    payload,
    source: { adapter: "portal", submissionId },
    receivedAt: at,
  });
  const files = [form, ...usualAttachments(service).slice(0, 1).map(attachment)];
  const leikaKey = serviceByCode(service)?.leikaKeys[0];
  return intakeRequestSchema.parse({
    tenant: demoTenant,
    submissionId,
    service: leikaKey === undefined ? service : `urn:de:fim:leika:leistung:${leikaKey}`,
    memberMunicipality,
    applicant,
    payload,
    attachments: files.map((content, index) => ({ ...sent(content), purpose: index === 0 ? "form" : "attachment" })),
  });
}

function sent({ ref, bytes }: Content): { name: string; mime: string; base64: string } {
  return { name: ref.name, mime: ref.mime, base64: Buffer.from(bytes).toString("base64") };
}
