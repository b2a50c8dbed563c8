// Bodies of a newer form than this program writes: read as far as they go, with everything they carry, and never written.
import type { AnyBody } from "./command.ts";
import { bodyForm } from "./trail.ts";

/** A body as today's schemas can read it. One of a newer form that is too different still fails its schema. */
export function readableBody(body: AnyBody): AnyBody {
  return Number(body["schema"]) > bodyForm ? { ...body, schema: bodyForm } : body;
}
