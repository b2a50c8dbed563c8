// What a screen asks the viewer to look for. Must never hold more than the words.

/** One phrase, or several words each for itself; empty ends the search. A new `serial` starts it again. */
export interface FindRequest {
  readonly query: string | readonly string[];
  readonly serial: number;
}
