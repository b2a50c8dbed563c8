// What an invoice is in beyond its state: asked about, put off, disputed, sent back, set off. Pure. Must never be stored: it follows from the body.
import { refuse, type Refusal } from "../refusal.ts";
import type { Query } from "./clarify-schema.ts";
import type { Invoice } from "./schema.ts";

/** In the order in which one of them is shown. */
export const stages = ["returned", "disputed", "inQuery", "held", "credited", "inRun", "partlyPaid", "partlyCredited"] as const;
export type Stage = (typeof stages)[number];

/** The first question nobody has answered. */
export function openQuery({ queries }: Pick<Invoice, "queries">): (Query & { readonly id: string }) | undefined {
  const open = Object.entries(queries ?? {}).find(([, { answer }]) => answer === undefined);
  return open === undefined ? undefined : { ...open[1], id: open[0] };
}

/** Whether the invoice is put off on that office day. */
export function isHeld({ hold }: Pick<Invoice, "hold">, today: string): boolean {
  return hold !== undefined && today < hold.until;
}

/** Everything it is in on that office day, the weightiest first. */
export function stagesOf(body: Invoice, today: string): readonly Stage[] {
  const is: Readonly<Record<Stage, boolean>> = {
    returned: body.returned !== undefined,
    disputed: body.dispute !== undefined,
    inQuery: openQuery(body) !== undefined,
    held: isHeld(body, today),
    credited: body.credited !== undefined,
    inRun: body["inRun"] !== undefined && body.payment === undefined,
    partlyPaid: body["payments"] !== undefined && body.payment === undefined,
    partlyCredited: Object.keys(body.credits ?? {}).length > 0,
  };
  return stages.filter((stage) => is[stage]);
}

/** What a person sees beside the state; undefined where there is nothing more to say. */
export function stageOf(body: Invoice, today: string): Stage | undefined {
  return stagesOf(body, today)[0];
}

/** The sentence of one of these stages that is in the way, with who can settle it; undefined where none is. */
export function barredBy(body: Invoice, wanted: readonly Stage[], today: string): Refusal | undefined {
  const stage = stagesOf(body, today).find((one) => wanted.includes(one));
  switch (stage) {
    case "returned":
      return refuse("isReturned", { person: body.returned?.by ?? "" });
    case "disputed":
      return refuse("isDisputed", { person: body.dispute?.by ?? "" });
    case "inQuery":
      return refuse("queryOpen", { person: openQuery(body)?.to ?? "" });
    case "held":
      return refuse("onHold", { person: body.hold?.by ?? "", until: body.hold?.until ?? "" });
    case "credited":
    case "partlyCredited":
      return refuse("creditMatched");
    default:
      return undefined;
  }
}

/** Cents of the credit notes that were matched with the invoice. */
export function creditedCents({ credits }: Pick<Invoice, "credits">): number {
  return Object.values(credits ?? {}).reduce((sum, { cents }) => sum + cents, 0);
}

/** What is to be paid: the gross amount less matched credit notes, in cents; null where the gross amount is not known. */
export function payableOf(body: Pick<Invoice, "fields" | "credits">): number | null {
  return body.fields.gross === null ? null : body.fields.gross - creditedCents(body);
}
