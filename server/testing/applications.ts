// Applications for tests, put in by the portal as they would be in life.
import { intakeResponseSchema } from "../../shared/sync/intake.ts";
import { pushSubmission, submission } from "./submissions.ts";

let made = 0;

/** Pushes `count` submissions; the ids of their applications (all of the registry office). */
export async function makeApplications(url: string, count: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    made += 1;
    const { body } = await pushSubmission(url, submission(`made-${String(process.pid)}-${String(made)}`));
    ids.push(intakeResponseSchema.parse(body).applicationId);
  }
  return ids;
}
