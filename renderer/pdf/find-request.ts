// What a screen asks the viewer to look for. Must never hold more than the words.

export interface FindRequest {
  /** One phrase, or several words each for itself; empty ends the search. */
  readonly query: string | readonly string[];
  /** Looked for where `query` is not found. */
  readonly otherwise?: string;
  /** Marks the hits without opening the search bar. */
  readonly quiet?: boolean;
  /** A new number starts the search again. */
  readonly serial: number;
}
