// Discounts in elements of their own, which the semantic model does not know: profiles and senders beyond EN 16931 write them.
// Must never read them out of words: BT-20 is read elsewhere.
import { centsOfDecimal } from "../../shared/base/money.ts";
import { addDays, isOfficeDate, type OfficeDate } from "../../shared/base/office-date.ts";
import type { Discount } from "../../shared/domain/invoice/terms-schema.ts";
import type { DayText } from "../../shared/einvoice/model.ts";
import { dayIn, partsOf } from "./cii/parts.ts";
import { childOf, childrenOf, elementsAt, writtenAt, writtenOf, type XmlElement } from "./xml-element.ts";
import { dayOf } from "./xml-values.ts";

/** Steps of a UBL document, each with its last day. */
export function ublDiscounts(root: XmlElement): readonly Discount[] | null {
  return inOrder(
    childrenOf(root, "PaymentTerms").map((term) => ({
      rate: centsOfDecimal(writtenAt(term, "SettlementDiscountPercent") ?? ""),
      until: officeDay(dayOf(writtenAt(term, "SettlementPeriod", "EndDate"))),
    })),
  );
}

/** Steps of a CII document, counted from their own day or that of the invoice. */
export function ciiDiscounts(root: XmlElement): readonly Discount[] | null {
  const { document, settlement } = partsOf(root);
  const issued = dayIn(childOf(document, "IssueDateTime"));
  return inOrder(
    elementsAt(settlement, "SpecifiedTradePaymentTerms", "ApplicableTradePaymentDiscountTerms").map((discount) => {
      const from = officeDay(dayIn(childOf(discount, "BasisDateTime")) ?? issued);
      const period = childOf(discount, "BasisPeriodMeasure");
      const days = Number(writtenOf(period) ?? Number.NaN);
      const known = (period?.attributes.get("unitCode") ?? "DAY") === "DAY" && Number.isInteger(days);
      return {
        rate: centsOfDecimal(writtenAt(discount, "CalculationPercent") ?? ""),
        until: from === null || !known ? null : addDays(from, days),
      };
    }),
  );
}

function officeDay(text: DayText | null): OfficeDate | null {
  return text !== null && isOfficeDate(text) ? text : null;
}

/** Whole steps by their days, six at most; null where there is none. */
function inOrder(steps: readonly { readonly rate: number | null; readonly until: OfficeDate | null }[]): readonly Discount[] | null {
  const whole = steps.flatMap(({ rate, until }) =>
    rate === null || rate <= 0 || rate > 10_000 || until === null ? [] : [{ rate, until }],
  );
  return whole.length === 0 ? null : whole.toSorted((one, other) => (one.until < other.until ? -1 : 1)).slice(0, 6);
}
