// What a payment order sheet says, in the order in which it says it. Pure data: whoever describes it has the words, whoever draws it none.

/** Names and their values, or rows under columns; amounts stand on the right. */
export type SheetPart =
  | { readonly heading: string; readonly values: readonly (readonly [name: string, value: string])[] }
  | {
      readonly heading: string;
      readonly columns: readonly { readonly title: string; readonly share: number; readonly amount?: boolean }[];
      readonly rows: readonly (readonly string[])[];
    };

export type OrderSheet = {
  readonly title: string;
  /** Below the title: which order of which municipality. */
  readonly line: string;
  readonly parts: readonly SheetPart[];
  /** Said small at the end. */
  readonly foot: string;
  /** The day the sheet was made, ISO; the same words make the same file. */
  readonly at: string;
};

/** The file the order is about, and the pages of it that the record is; all where they are absent. */
export type OrderedFile = {
  readonly bytes: Uint8Array;
  readonly mime: string;
  readonly pages?: readonly { readonly page: number; readonly turn: number }[];
};
