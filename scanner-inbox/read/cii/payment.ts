// How an invoice in CII is to be paid: BG-16 with BG-17 to BG-19, BT-9, BT-20 and what third parties have paid.
import type { CreditTransfer, DayText, PaymentMeans, ThirdPartyPayment } from "../../../shared/einvoice/model.ts";
import { childOf, childrenOf, elementsAt, writtenAt, writtenOf, type XmlElement } from "../xml-element.ts";
import { amountIn, lines, orNull } from "../xml-values.ts";
import { dayIn, type CiiParts } from "./parts.ts";

/** Type codes (BT-81) by which the seller collects. */
const DIRECT_DEBITS: ReadonlySet<string | null> = new Set(["49", "59"]);

/**
 * CII writes mandate, creditor and remittance once for all means. Mandate and creditor are told at each direct debit, or at the first means
 * where none is one, so that a rule sees the contradiction; without any means they make one of their own, so that nothing is lost.
 */
export function paymentMeansOf({ settlement }: CiiParts): readonly PaymentMeans[] {
  const all: readonly (XmlElement | undefined)[] = childrenOf(settlement, "SpecifiedTradeSettlementPaymentMeans");
  const remittance = writtenAt(settlement, "PaymentReference");
  const mandate = writtenAt(settlement, "SpecifiedTradePaymentTerms", "DirectDebitMandateID");
  const creditor = writtenAt(settlement, "CreditorReferenceID");
  const alone = all.length === 0 && [remittance, mandate, creditor].some((term) => term !== null);
  const means = alone ? [undefined] : all;
  const debits = means.filter(isDirectDebit);
  const holders = debits.length > 0 ? debits : means.slice(0, 1);
  return means.map((each) => {
    const account = writtenAt(each, "PayerPartyDebtorFinancialAccount", "IBANID");
    const transfer = creditTransferIn(each);
    return {
      code: writtenAt(each, "TypeCode"),
      text: lines(childrenOf(each, "Information").map(writtenOf)),
      remittance,
      creditTransfers: transfer === null ? [] : [transfer],
      card: orNull({
        number: writtenAt(each, "ApplicableTradeSettlementFinancialCard", "ID"),
        holder: writtenAt(each, "ApplicableTradeSettlementFinancialCard", "CardholderName"),
      }),
      directDebit: orNull(holders.includes(each) ? { mandate, creditor, account } : { mandate: null, creditor: null, account }),
    };
  });
}

/** BT-9. */
export function dueDateOf({ settlement }: CiiParts): DayText | null {
  for (const due of elementsAt(settlement, "SpecifiedTradePaymentTerms", "DueDateDateTime")) {
    const day = dayIn(due);
    if (day !== null) return day;
  }
  return null;
}

/** BT-20 with every blank of it: XRechnung asks for a line break behind each step of a discount. */
export function paymentTermsOf({ settlement }: CiiParts): string | null {
  const terms = elementsAt(settlement, "SpecifiedTradePaymentTerms", "Description");
  return lines(terms.map((term) => (writtenOf(term) === null ? null : term.text)));
}

/** XRechnung has no place for them in CII; the extended profile of ZUGFeRD has. */
export function thirdPartyPaymentsOf({ settlement }: CiiParts): readonly ThirdPartyPayment[] {
  return childrenOf(settlement, "SpecifiedFinancialAdjustment").map((payment) => ({
    type: writtenAt(payment, "ReasonCode"),
    amount: amountIn(childOf(payment, "ActualAmount")),
    description: lines(childrenOf(payment, "Reason").map(writtenOf)),
  }));
}

function isDirectDebit(means: XmlElement | undefined): boolean {
  return childOf(means, "PayerPartyDebtorFinancialAccount") !== undefined || DIRECT_DEBITS.has(writtenAt(means, "TypeCode"));
}

function creditTransferIn(means: XmlElement | undefined): CreditTransfer | null {
  const account = childOf(means, "PayeePartyCreditorFinancialAccount");
  return orNull({
    account: writtenAt(account, "IBANID") ?? writtenAt(account, "ProprietaryID"),
    accountName: writtenAt(account, "AccountName"),
    bic: writtenAt(means, "PayeeSpecifiedCreditorFinancialInstitution", "BICID"),
  });
}
