// One story of the demo town: what it leaves behind, made when it is asked for and forgotten afterwards.
import type { TownContent, TownText } from "../store/town.ts";
import type { TownRecord } from "./history.ts";

export interface TownPart {
  readonly records: () => readonly TownRecord[];
  readonly contents: () => readonly TownContent[];
  readonly texts: () => readonly TownText[];
}
