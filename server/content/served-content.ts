// Content under a record that names it, for somebody who may see the record; for anybody else it does not exist.
import { recordKey, type RecordRef } from "../../shared/domain/record.ts";
import { contentNamed } from "../feed/content-named.ts";
import { loadRecords } from "../feed/load.ts";
import type { Sender } from "../feed/sender.ts";
import type { Database } from "../store/database.ts";
import type { ContentStore } from "./content-store.ts";

export interface ServedContent {
  readonly size: number;
  readonly mime: string;
}

/** Types that a viewer shows; anything else is bytes. */
const servedTypes = ["application/pdf", "image/png", "image/jpeg", "image/tiff", "application/xml", "text/xml", "text/plain"];

export async function servedContent(
  database: Database,
  store: ContentStore,
  sender: Sender,
  ref: RecordRef,
  sha256: string,
): Promise<ServedContent | undefined> {
  const record = (await loadRecords(database, sender.tenant, [ref])).get(recordKey(ref));
  if (record === undefined || !record.scopes.some((scope) => sender.scopes.includes(scope))) return undefined;
  const named = contentNamed(record.body).get(sha256);
  const size = named === undefined ? undefined : await store.size(sender.tenant, sha256);
  if (named === undefined || size === undefined) return undefined;
  return { size, mime: servedTypes.includes(named.mime) ? named.mime : "application/octet-stream" };
}
