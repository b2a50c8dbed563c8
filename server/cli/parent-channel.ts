// What a program that started the server may ask over its channel: a code that enrols one device. Must never answer anybody else.
import { z } from "../../shared/base/zod.ts";
import { makeEnrolmentCode } from "../auth/enrolment-codes.ts";
import type { Database } from "../store/database.ts";

const wantedSchema = z.object({ wanted: z.literal("enrolmentCode"), tenant: z.string() });

/** Answers `{wanted: "enrolmentCode", tenant}` with `{enrolmentCode}`; whoever holds the channel holds the database as well. */
export function answerParent(database: Database): void {
  process.on("message", (message) => {
    const wanted = wantedSchema.safeParse(message).data;
    if (wanted === undefined) return;
    const code = makeEnrolmentCode(database, { tenant: wanted.tenant, deviceName: "", madeBy: "operator" }, new Date().toISOString());
    code.then(
      (made) => process.send?.({ enrolmentCode: made.code }),
      () => process.send?.({ enrolmentCode: null }),
    );
  });
}
