// Asks a server that this process started, over its channel, for codes that enrol workstations. Nobody else can ask it that way.
import { z } from "../../shared/base/zod.ts";

const answerSchema = z.object({ enrolmentCode: z.string().nullable() });

export interface ServerCodes {
  /** Takes every message of the server. */
  readonly hear: (message: unknown) => void;
  /** Rejects where the server makes none. */
  readonly ask: (tenant: string) => Promise<string>;
}

/** One answer a question, in order. */
export function codesOfServer(send: (message: object) => void): ServerCodes {
  const waiting: PromiseWithResolvers<string>[] = [];
  return {
    hear: (message) => {
      const answer = answerSchema.safeParse(message).data;
      if (answer === undefined) return;
      const asked = waiting.shift();
      if (answer.enrolmentCode === null) asked?.reject(new Error("the server makes no enrolment code"));
      else asked?.resolve(answer.enrolmentCode);
    },
    ask: async (tenant) => {
      const asked = Promise.withResolvers<string>();
      waiting.push(asked);
      send({ wanted: "enrolmentCode", tenant });
      return await asked.promise;
    },
  };
}
