// A period of an invoice in UBL: BG-14 and BG-26.
import type { Period } from "../../../shared/einvoice/model.ts";
import { writtenAt, type XmlElement } from "../xml-element.ts";
import { dayOf, orNull } from "../xml-values.ts";

export function periodIn(element: XmlElement | undefined): Period | null {
  return orNull({ start: dayOf(writtenAt(element, "StartDate")), end: dayOf(writtenAt(element, "EndDate")) });
}
