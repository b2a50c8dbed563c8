// Between desks that can only read a folder the server decides: the leases of scanner-inbox over this desk's own session.
// Must never decide anything here: where the server is not reached, nobody answers.
import {
  endScansRequestSchema,
  endScansResponseSchema,
  maxScanKeys,
  takeScansRequestSchema,
  takeScansResponseSchema,
} from "../../../shared/sync/scan-leases.ts";
import type { LeaseState, ScanLeases } from "../../../scanner-inbox/watch/scan-leases.ts";
import { DeskError } from "../../../shared/desk/errors.ts";
import type { Replica } from "../session/replica.ts";

/** Rejects at once while the desk knows that the server is away, instead of holding up each look at the folder until a request is given up. */
export function serverLeases({ client, engine }: Pick<Replica, "client" | "engine">, signal: AbortSignal): ScanLeases {
  const reached = (): void => {
    if (engine.state().network === "offline") throw new DeskError("serverUnreachable", "nobody decides between desks");
  };
  return {
    take: async (keys) => {
      const answers: LeaseState[] = [];
      for (const some of chunks(keys)) {
        reached();
        const request = takeScansRequestSchema.parse({ keys: some });
        answers.push(...(await client.post("/v1/scan-leases/take", request, takeScansResponseSchema, signal)).leases);
      }
      return answers;
    },
    end: async (ends) => {
      for (const some of chunks(ends)) {
        reached();
        await client.post("/v1/scan-leases/end", endScansRequestSchema.parse({ ends: some }), endScansResponseSchema, signal);
      }
    },
  };
}

function chunks<T>(all: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / maxScanKeys) }, (_none, index) =>
    all.slice(index * maxScanKeys, (index + 1) * maxScanKeys),
  );
}
