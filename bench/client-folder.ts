// A data folder for a desk of a bench, with the code that enrols it: desks speak to no server that has not admitted them.
import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { handOverCode } from "../build/start/hand-over-code.ts";
import { makeEnrolmentCode } from "../server/auth/enrolment-codes.ts";
import type { Database } from "../server/store/database.ts";

/** Makes the folder below `folder`. */
export async function newClientFolder(folder: string, database: Database, tenant: string): Promise<string> {
  const made = await mkdtemp(join(folder, "client-"));
  const wanted = { tenant, deviceName: "", madeBy: "operator" };
  await handOverCode(made, async () => (await makeEnrolmentCode(database, wanted, new Date().toISOString())).code);
  return made;
}
