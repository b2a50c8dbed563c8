// The folders that the server watches by itself, as it last told this desk. Kept in memory alone and for one replica: what names files
// must not outlive who may see them.
import { z } from "../../../shared/base/zod.ts";
import type { CallArgs } from "../../../shared/desk/contract.ts";
import { DeskError } from "../../../shared/desk/errors.ts";
import type { ServerScanFolder, ServerScans } from "../../../shared/desk/scanner-calls.ts";
import { serverFoldersResponseSchema, type ServerFolder } from "../../../shared/sync/scanner-folders.ts";
import { scanFailures } from "../../../shared/text/de/screens-scans.ts";
import { lookUp } from "../../../shared/text/refusal-text.ts";
import type { Clock } from "../clock.ts";
import type { Replica } from "../session/replica.ts";
import { deskErrorOf } from "../sync/problem-error.ts";

export interface ServerScansView {
  /** Asks the server; where it cannot be reached, what it said before. Rejects with a DeskError where it said no. */
  list(replica: Replica): Promise<ServerScans>;
  again(replica: Replica, args: CallArgs<"serverScanAgain">): Promise<void>;
}

export function serverScans(clock: Clock): ServerScansView {
  const known = new WeakMap<Replica, ServerScans>();
  const ask = async <T>(replica: Replica, path: string, json: unknown, schema: z.ZodType<T>): Promise<T> => {
    try {
      return await replica.client.post(path, json, schema);
    } catch (thrown) {
      throw deskErrorOf(thrown);
    }
  };
  return {
    list: async (replica) => {
      try {
        const { folders } = await ask(replica, "/v1/scanner-folders/list", {}, serverFoldersResponseSchema);
        const told = { folders: folders.map(folderOf), at: clock.now().toISOString(), fresh: true };
        known.set(replica, told);
        return told;
      } catch (thrown) {
        // A server from before it watched folders.
        if (thrown instanceof DeskError && thrown.code === "notFound") return { folders: [], at: clock.now().toISOString(), fresh: true };
        const before = known.get(replica);
        if (before === undefined) throw thrown;
        return { ...before, fresh: false };
      }
    },
    again: async (replica, args) => {
      await ask(replica, "/v1/scanner-folders/again", args, z.object({}));
    },
  };
}

function folderOf({ toldAt: _toldAt, quarantined, days, ...folder }: ServerFolder): ServerScanFolder {
  return {
    ...folder,
    quarantined: quarantined.map(({ code, text, ...file }) => ({
      ...file,
      reason: lookUp(scanFailures, code) === undefined ? text : code,
    })),
    days: [...days],
  };
}
