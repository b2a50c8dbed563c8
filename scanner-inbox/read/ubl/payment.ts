// How an invoice in UBL is to be paid: BG-16 with BG-17 to BG-19, BT-20 and what third parties have paid (BG-DEX-09).
import type { CreditTransfer, DirectDebit, PaymentMeans, ThirdPartyPayment } from "../../../shared/einvoice/model.ts";
import { attributeOf, childOf, childrenOf, elementsAt, writtenAt, writtenOf, type XmlElement } from "../xml-element.ts";
import { amountIn, lines, orNull, present } from "../xml-values.ts";
import { creditorOf } from "./parties.ts";

/** Type codes (BT-81) by which the seller collects. */
const DIRECT_DEBITS: ReadonlySet<string | null> = new Set(["49", "59"]);

/** Whether a means is a direct debit (BG-19): it has a mandate, or says so by its code. */
function isDirectDebit(means: XmlElement): boolean {
  return childOf(means, "PaymentMandate") !== undefined || DIRECT_DEBITS.has(writtenAt(means, "PaymentMeansCode"));
}

export function hasDirectDebit(root: XmlElement): boolean {
  return childrenOf(root, "PaymentMeans").some(isDirectDebit);
}

export function paymentMeansOf(root: XmlElement): readonly PaymentMeans[] {
  const creditor = creditorOf(root);
  return childrenOf(root, "PaymentMeans").map((means) => ({
    code: writtenAt(means, "PaymentMeansCode"),
    text: attributeOf(childOf(means, "PaymentMeansCode"), "name"),
    remittance: writtenAt(means, "PaymentID"),
    creditTransfers: present(childrenOf(means, "PayeeFinancialAccount").map(creditTransferIn)),
    card: orNull({
      number: writtenAt(means, "CardAccount", "PrimaryAccountNumberID"),
      holder: writtenAt(means, "CardAccount", "HolderName"),
    }),
    directDebit: isDirectDebit(means) ? directDebitIn(means, creditor) : null,
  }));
}

/** BT-20 with every blank of it: XRechnung asks for a line break behind each step of a discount. */
export function paymentTermsOf(root: XmlElement): string | null {
  return lines(elementsAt(root, "PaymentTerms", "Note").map((note) => (writtenOf(note) === null ? null : note.text)));
}

export function thirdPartyPaymentsOf(root: XmlElement): readonly ThirdPartyPayment[] {
  return childrenOf(root, "PrepaidPayment").map((payment) => ({
    type: writtenAt(payment, "ID"),
    amount: amountIn(childOf(payment, "PaidAmount")),
    description: writtenAt(payment, "InstructionID"),
  }));
}

function creditTransferIn(account: XmlElement): CreditTransfer | null {
  return orNull({
    account: writtenAt(account, "ID"),
    accountName: writtenAt(account, "Name"),
    bic: writtenAt(account, "FinancialInstitutionBranch", "ID"),
  });
}

function directDebitIn(means: XmlElement, creditor: string | null): DirectDebit | null {
  return orNull({
    mandate: writtenAt(means, "PaymentMandate", "ID"),
    creditor,
    account: writtenAt(means, "PaymentMandate", "PayerFinancialAccount", "ID"),
  });
}
