// From a bearer token to a sender: checked against the database at every request, so that a revoked device ends at once.
import { officeDateAt } from "../../shared/base/office-date.ts";
import { scopesOf } from "../../shared/domain/scope.ts";
import type { Sender } from "../feed/sender.ts";
import { RequestProblem } from "../http/problem.ts";
import type { Database } from "../store/database.ts";
import { sql } from "../store/sql.ts";
import type { Tenants } from "../store/tenants.ts";
import { withDeputyships } from "./authorities.ts";
import { actorOf } from "./people.ts";
import { readAccessToken, type Holder } from "./tokens.ts";

export interface Access {
  readonly database: Database;
  readonly tenants: Tenants;
  readonly tokenSecret: Uint8Array;
  /** The server's clock, ISO. */
  readonly now: () => string;
}

/** The sender a request's `authorization` header speaks for. Throws tokenExpired or deviceRevoked. */
export async function senderOf(access: Access, authorization: string | undefined): Promise<Sender> {
  const token = /^Bearer (.+)$/u.exec(authorization ?? "")?.[1] ?? "";
  const holder = await readAccessToken(access.tokenSecret, token, access.now());
  if (holder === undefined) throw new RequestProblem("tokenExpired");
  return await senderOfHolder(access, holder, holder.issuedAt);
}

interface Row {
  id: string;
  name: string;
  grants: unknown;
  password_changed_at: Date;
  enrolled_at: Date;
  revoked: boolean;
  directory_version: number;
  deputyships: unknown;
}

/** The sender behind a token's holder, as their rights are now. `issuedAt` in seconds: a new password ends older tokens. */
export async function senderOfHolder(access: Access, holder: Holder, issuedAt: number): Promise<Sender> {
  const [row] = await access.database.query<Row>({
    name: "sender",
    ...sql`select p.id, p.name, p.grants, p.password_changed_at, d.enrolled_at, t.directory_version,
        exists (select from device r where r.tenant = d.tenant and r.id = d.id and r.revoked_at is not null) as revoked,
        (select json_agg(json_build_object('body', r.record->'body', 'grants', a.grants))
          from record_scope s join office_record r on r.tenant = s.tenant and r.kind = s.kind and r.id = s.id
            join person a on a.tenant = s.tenant and a.id = r.record->'body'->>'principal' and a.disabled_at is null
          where s.tenant = p.tenant and s.scope = 'person:' || p.id and s.kind = 'deputyship' and not s.is_left) as deputyships
      from person p join device d on d.tenant = p.tenant and d.person_id = p.id join tenant t on t.tenant = p.tenant
      where p.tenant = ${holder.tenant} and p.id = ${holder.personId} and p.disabled_at is null and d.id = ${holder.device}`,
  });
  if (row === undefined) throw new RequestProblem("tokenExpired");
  if (row.revoked) throw new RequestProblem("deviceRevoked");
  if (issuedAt < Math.floor(row.password_changed_at.getTime() / 1000)) throw new RequestProblem("tokenExpired");
  const tenant = await access.tenants.at(holder.tenant, row.directory_version);
  if (tenant === undefined) throw new RequestProblem("tokenExpired");
  const own = actorOf(row);
  const actor = { ...own, grants: withDeputyships(own.personId, own.grants, row.deputyships) };
  const units = tenant.directory.units.map((unit) => unit.id);
  return {
    tenant: holder.tenant,
    actor,
    device: holder.device,
    enrolledAt: row.enrolled_at.toISOString(),
    scopes: scopesOf(actor, units, officeDateAt(Date.parse(access.now()))),
    directory: tenant.directory,
  };
}
