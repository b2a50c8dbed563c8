// Submissions of a portal for tests.
import { smallIntakeKey, smallTenant } from "./small-town.ts";

/** A submission as a portal pushes it; parts replace its members. */
export function submission(submissionId: string, parts: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return {
    tenant: smallTenant,
    submissionId,
    service: "CIVIL_CERT_BIRTH",
    applicant: { familyName: "Świątek-Ünlü", givenNames: "Zoë", birthDate: { year: 1961, month: 3 }, email: "zoe@example.org" },
    payload: { registryOffice: "Musterstadt", copies: 2, documentForm: "international", personNames: "Zoë Świątek" },
    attachments: [],
    ...parts,
  };
}

/** Pushes a submission; the answer with its parsed body. */
export async function pushSubmission(
  url: string,
  body: unknown,
  key = smallIntakeKey,
): Promise<{ readonly status: number; readonly body: unknown }> {
  const response = await fetch(`${url}/v1/intake/applications`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}
