// A whole town hall as data: what `importTown` loads into an empty tenant. Must never know where the data comes from.
import type { Grant } from "../../shared/domain/actor.ts";
import type { Directory } from "../../shared/domain/policy.ts";
import type { OfficeRecord } from "../../shared/domain/record.ts";

/** Somebody who may sign in. `id` is one of `directory.people`, which also holds the name. */
export interface TownPerson {
  readonly id: string;
  readonly userName: string;
  readonly password: string;
  readonly grants: readonly Grant[];
}

/** Content that records of the town name by its SHA-256 (64 lower-case hex digits, checked on import). */
export interface TownContent {
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

/** Extracted text of a document; its record's body already carries `text: {sha256, characters}` of it. */
export interface TownText {
  readonly documentId: string;
  readonly text: string;
}

/** Somebody who may push submissions; the portal sends `key` as its bearer token. */
export interface TownIntakeSource {
  readonly id: string;
  readonly key: string;
}

/** The tenant is `directory.tenant`. Records come finished: scopes, version and body as `execute` would have left them. */
export interface Town {
  readonly directory: Directory;
  readonly people: readonly TownPerson[];
  readonly records: Iterable<OfficeRecord>;
  readonly contents: AsyncIterable<TownContent>;
  readonly texts: Iterable<TownText>;
  readonly intakeSources?: readonly TownIntakeSource[];
}
