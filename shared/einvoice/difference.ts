// What the picture of an electronic invoice says beside what its XML says. The XML is the invoice; the picture is looked at, never followed.

/** Terms that are compared, as far as the XML has them. */
export const comparedTerms = ["BT-1", "BT-2", "BT-9", "BT-27", "BT-84", "BT-109", "BT-110", "BT-112"] as const;
export type ComparedTerm = (typeof comparedTerms)[number];

export const verdicts = ["same", "different", "notFound"] as const;

export type Difference = {
  readonly term: ComparedTerm;
  /** As written in the XML. */
  readonly xml: string;
  /** What the picture says in the same form (days ISO, amounts with a point); null where it was not found there. */
  readonly pdf: string | null;
  readonly verdict: (typeof verdicts)[number];
};
