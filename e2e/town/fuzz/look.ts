// What an invariant of a replica gets to see.
import type { StoreDatabase } from "../../../electron/workstation/store/database.ts";
import type { ServerSide } from "./server-side.ts";
import type { World } from "./world.ts";

export interface Look {
  readonly database: StoreDatabase;
  readonly userName: string;
  readonly name: string;
  readonly side: ServerSide;
  readonly world: World;
}

/** What is wrong, in words; undefined where it holds. */
export type ReplicaInvariant = (look: Look) => string | undefined;
