// Everything the servers hold at a quiet point, read once beside them.
import type { Queryable } from "../../../server/store/database.ts";
import { logEntrySchema, type LogEntry } from "../../../server/audit/chain.ts";
import { actorOf } from "../../../server/auth/people.ts";
import { verifyLog, type LogReport } from "../../../server/audit/verify-log.ts";
import type { Actor } from "../../../shared/domain/actor.ts";
import { anyBodySchema, type AnyBody } from "../../../shared/domain/command.ts";
import { officeRecordSchema, type OfficeRecord } from "../../../shared/domain/record.ts";
import { directorySchema } from "../../../shared/domain/policy.ts";
import { scopesOf } from "../../../shared/domain/scope.ts";
import { officeDateAt } from "../../../shared/base/office-date.ts";
import type { World } from "./world.ts";

export interface ServerSide {
  readonly records: ReadonlyMap<string, OfficeRecord<AnyBody>>;
  /** Accepted, refused and noted commands by id; twice the same id keeps both. */
  readonly log: readonly LogEntry[];
  /** Accepted commands of which fields were refused. */
  readonly inPart: ReadonlySet<string>;
  readonly actors: ReadonlyMap<string, Actor>;
  readonly scopesOfPerson: (id: string) => readonly string[];
  readonly contents: readonly { readonly sha256: string; readonly size: number }[];
  readonly chain: LogReport;
}

/** How many commands the servers have answered. */
export async function logLength({ ground, tenant }: World): Promise<number> {
  const [row] = await ground.database.now<{ length: number }>("select count(*)::int as length from command_log where tenant = $1", [
    tenant,
  ]);
  return row?.length ?? 0;
}

export async function readServerSide({ ground, tenant, scheduler }: World): Promise<ServerSide> {
  const { database } = ground;
  const records = await database.now<{ record: unknown }>("select record from office_record where tenant = $1 order by kind, id", [tenant]);
  const log = await database.now<{ entry: unknown }>("select entry from command_log where tenant = $1 order by number", [tenant]);
  const people = await database.now<{ id: string; name: string; grants: unknown }>(
    "select id, name, grants from person where tenant = $1",
    [tenant],
  );
  const [town] = await database.now<{ directory: unknown }>("select directory from tenant where tenant = $1", [tenant]);
  const contents = await database.now<{ sha256: string; size: number }>(
    "select sha256, size from content where tenant = $1 order by sha256",
    [tenant],
  );
  const inPart = await database.now<{ command_id: string }>(
    `select l.command_id from command_log l join command_payload p on p.tenant = l.tenant and p.number = l.number
      where l.tenant = $1 and jsonb_array_length(coalesce(p.payload::jsonb #> '{answer,conflicts}', '[]')) > 0`,
    [tenant],
  );
  const queryable: Queryable = { query: (statement) => database.now(statement.text, [...statement.values]) };
  const actors = new Map(people.map((row) => [row.id, actorOf(row)]));
  const units = directorySchema.parse(town?.directory).units.map((unit) => unit.id);
  const today = officeDateAt(scheduler.now());
  return {
    records: new Map(
      records.map((row) => {
        const record = officeRecordSchema.parse(row.record);
        return [`${record.kind}/${record.id}`, { ...record, body: anyBodySchema.parse(record.body) }];
      }),
    ),
    log: log.map((row) => logEntrySchema.parse(row.entry)),
    inPart: new Set(inPart.map((row) => row.command_id)),
    actors,
    scopesOfPerson: (id) => {
      const actor = actors.get(id);
      return actor === undefined ? [] : scopesOf(actor, units, today);
    },
    contents,
    chain: await verifyLog(queryable, tenant),
  };
}
