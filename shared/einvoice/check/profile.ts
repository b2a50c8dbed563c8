// What a document says it conforms to (BT-24), which decides the rules it is held to; never what its content looks like.
import type { SemanticInvoice } from "../model.ts";

/** `hints`: profiles that are no full invoice (MINIMUM, BASIC WL), of which no rule is asked. */
export type Profile = "en16931" | "xrechnung" | "xrechnungExtension" | "hints";

/** The profile by BT-24, older identifiers of the XRechnung included; whatever is unknown is held to the norm alone. */
export function profileOf({ specification }: SemanticInvoice): Profile {
  const id = specification?.trim().toLowerCase() ?? "";
  if (/:(?:minimum|basicwl)$/u.test(id)) return "hints";
  if (!/(?:xoev-de|xeinkauf\.de):kosit:/u.test(id)) return "en16931";
  return id.includes(":extension:") ? "xrechnungExtension" : "xrechnung";
}
