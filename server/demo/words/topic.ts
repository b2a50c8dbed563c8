// What a topic of the archive brings to its texts.

export interface Topic {
  /** Entries of the file plan whose files are about it. */
  readonly plan: readonly string[];
  /** Titles of files; `{ort}` becomes a member municipality. */
  readonly titles: readonly string[];
  /** Nouns in the writing of nouns.ts. */
  readonly things: readonly string[];
  readonly measures: readonly string[];
  readonly partners: readonly string[];
  /** Whole main clauses without a full stop. */
  readonly findings: readonly string[];
  readonly keywords: readonly string[];
}
