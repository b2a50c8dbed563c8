// What a run has found: the invariant that does not hold, and where.

export interface Breach {
  readonly invariant: string;
  readonly what: string;
}
