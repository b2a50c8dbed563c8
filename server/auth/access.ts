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
import { checkProof, type ProofAccess, type SignedRequest } from "./device-proof.ts";
import { readAccessToken, type Holder } from "./tokens.ts";

export interface Access extends ProofAccess {
  readonly database: Database;
  readonly tenants: Tenants;
}

/** The sender a request's token and signature speak for. Throws tokenExpired, deviceRevoked, enrolmentNeeded or challengeExpired. */
export async function senderOf(access: Access, request: SignedRequest): Promise<Sender> {
  const { authorization } = request.headers;
  const token = /^Bearer (.+)$/u.exec(typeof authorization === "string" ? authorization : "")?.[1] ?? "";
  const holder = await readAccessToken(access.tokenSecret, token, access.now());
  if (holder === undefined) throw new RequestProblem("tokenExpired");
  try {
    const { sender, publicKey } = await found(access, holder, holder.issuedAt);
    checkProof(access, request, publicKey, { token });
    return sender;
  } catch (error) {
    // Who is locked out learns it from the sign-in or the refresh that follows, which say which version they speak.
    if (error instanceof RequestProblem && error.code === "personDisabled") throw new RequestProblem("tokenExpired");
    throw error;
  }
}

interface Row {
  id: string;
  name: string;
  grants: unknown;
  password_changed_at: Date;
  enrolled_at: Date;
  revoked: boolean;
  disabled: boolean;
  directory_version: number;
  deputyships: unknown;
  public_key: string | null;
}

/** The sender behind a token's holder, as their rights are now. `issuedAt` in seconds: a new password ends older tokens. */
export async function senderOfHolder(access: Access, holder: Holder, issuedAt: number): Promise<Sender> {
  return (await found(access, holder, issuedAt)).sender;
}

async function found(
  access: Access,
  holder: Holder,
  issuedAt: number,
): Promise<{ readonly sender: Sender; readonly publicKey: string | null }> {
  const [row] = await access.database.query<Row>({
    name: "sender",
    ...sql`select p.id, p.name, p.grants, p.password_changed_at, p.disabled_at is not null as disabled, d.enrolled_at, t.directory_version,
        e.public_key, e.revoked_at is not null as revoked,
        (select json_agg(json_build_object('body', r.record->'body', 'grants', a.grants))
          from record_scope s join office_record r on r.tenant = s.tenant and r.kind = s.kind and r.id = s.id
            join person a on a.tenant = s.tenant and a.id = r.record->'body'->>'principal' and a.disabled_at is null
          where s.tenant = p.tenant and s.scope = 'person:' || p.id and s.kind = 'deputyship' and not s.is_left) as deputyships
      from person p join device d on d.tenant = p.tenant and d.person_id = p.id join tenant t on t.tenant = p.tenant
      join enrolled_device e on e.tenant = d.tenant and e.id = d.id
      where p.tenant = ${holder.tenant} and p.id = ${holder.personId} and d.id = ${holder.device}`,
  });
  if (row === undefined) throw new RequestProblem("tokenExpired");
  if (row.revoked) throw new RequestProblem("deviceRevoked");
  if (row.disabled) throw new RequestProblem("personDisabled");
  if (issuedAt < Math.floor(row.password_changed_at.getTime() / 1000)) throw new RequestProblem("tokenExpired");
  const tenant = await access.tenants.at(holder.tenant, row.directory_version);
  if (tenant === undefined) throw new RequestProblem("tokenExpired");
  const own = actorOf(row);
  const actor = { ...own, grants: withDeputyships(own.personId, own.grants, row.deputyships) };
  const units = tenant.directory.units.map((unit) => unit.id);
  const sender = {
    tenant: holder.tenant,
    actor,
    device: holder.device,
    enrolledAt: row.enrolled_at.toISOString(),
    scopes: scopesOf(actor, units, officeDateAt(Date.parse(access.now()))),
    directory: tenant.directory,
  };
  return { sender, publicKey: row.public_key };
}
