// Records for tests around a body: scopes as the kind draws them, so that a built record is one the server could hold.
import { must } from "../base/must.ts";
import { kinds } from "../domain/kinds.ts";
import { anyBodySchema, type AnyBody } from "../domain/command.ts";
import type { KindName, OfficeRecord } from "../domain/record.ts";

export interface RecordParts {
  readonly id: string;
  readonly unit: string;
  readonly version: number;
}

/** A record of the kind with this body. Throws where the body breaks the kind's schema or invariants. */
export function buildRecord(kindName: KindName, body: unknown, parts: RecordParts): OfficeRecord<AnyBody> {
  const kind = must(kinds.get(kindName), "every kind name has a kind");
  const checked = kind.check(anyBodySchema.parse(body));
  if (!checked.ok) throw new Error(`a built ${kindName} breaks its rules: ${JSON.stringify(checked.error.params)}`);
  return { kind: kindName, ...parts, scopes: kind.scopes(checked.value, parts.unit), body: checked.value };
}
