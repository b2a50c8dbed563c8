// The content a body names, whatever its kind: every content reference in it, however deep.
import { contentRefSchema, type ContentRef } from "../../shared/domain/record.ts";

/** Every content reference in a body, by SHA-256. */
export function contentNamed(body: unknown): ReadonlyMap<string, ContentRef> {
  const found = new Map<string, ContentRef>();
  collect(body, found, 0);
  return found;
}

const deepest = 20;

function collect(value: unknown, found: Map<string, ContentRef>, depth: number): void {
  if (typeof value !== "object" || value === null || depth > deepest) return;
  if ("sha256" in value && "mime" in value) {
    const ref = contentRefSchema.safeParse(value);
    if (ref.success) found.set(ref.data.sha256, ref.data);
  }
  for (const member of Object.values(value)) collect(member, found, depth + 1);
}
