// A valid application for tests; what a test is about goes into the overrides.
import type { AnyBody } from "../domain/command.ts";
import type { Application } from "../domain/application/schema.ts";
import type { OfficeRecord } from "../domain/record.ts";
import { buildRecord, type RecordParts } from "./record-builder.ts";

export const applicationId = "0190a000-0000-7000-8000-0000000000a1";

/** The body of a received application for a certificate of residence. */
export function buildApplication(overrides: Partial<Application> = {}): Application {
  return {
    schema: 1,
    service: "RESIDENCE_CERT_SIMPLE",
    memberMunicipality: "Ebstorf",
    applicant: { familyName: "Wolter", givenNames: "Elke", birthDate: { year: 1971, month: 5, day: 9 }, email: "elke.wolter@example.org" },
    payload: { currentAddress: "Lindenstraße 4, 29574 Ebstorf", usagePurpose: "Vorlage bei der Bank", delivery: "post" },
    attachments: [],
    source: { adapter: "push", submissionId: "submission-1" },
    receivedAt: "2026-11-20T09:30:00.000Z",
    deadline: "2026-11-25",
    state: "received",
    notes: [],
    trail: [],
    ...overrides,
  };
}

/** An application as a record of the citizens' office. */
export function buildApplicationRecord(overrides: Partial<Application> = {}, parts: Partial<RecordParts> = {}): OfficeRecord<AnyBody> {
  return buildRecord("application", buildApplication(overrides), { id: applicationId, unit: "buergerservice", version: 1, ...parts });
}
