// Which particulars belong to which way of paying: XRechnung 3.0, BR-DE-23 to BR-DE-25, BR-DE-30 and BR-DE-31.
import type { PaymentMeans } from "../../model.ts";
import type { Place, Rule } from "../rule.ts";
import { eachOf } from "../rule.ts";
import { given } from "../terms.ts";

/** UNTDID 4461. */
const transfer = new Set(["30", "58"]);
const card = new Set(["48", "54", "55"]);
const debit = new Set(["59"]);

const hasTransfer = ({ creditTransfers }: PaymentMeans): boolean => creditTransfers.length > 0;
const hasCard = (means: PaymentMeans): boolean => means.card !== null;
const hasDebit = ({ directDebit }: PaymentMeans): boolean => directDebit !== null;

function paidBy(codes: ReadonlySet<string>, id: string, term: Place["term"], has: (means: PaymentMeans) => boolean): Rule {
  return {
    id,
    severity: "fatal",
    broken: ({ paymentMeans }) => eachOf(paymentMeans, term, (means) => !codes.has(means.code?.trim() ?? "") || has(means)),
  };
}

function debited(id: string, term: Place["term"], has: (debit: NonNullable<PaymentMeans["directDebit"]>) => boolean): Rule {
  return {
    id,
    severity: "fatal",
    broken: ({ paymentMeans }) => eachOf(paymentMeans, term, ({ directDebit }) => directDebit === null || has(directDebit)),
  };
}

export const paymentMeansRules: readonly Rule[] = [
  paidBy(transfer, "BR-DE-23-a", "BG-17", hasTransfer),
  paidBy(transfer, "BR-DE-23-b", "BG-16", (means) => !hasCard(means) && !hasDebit(means)),
  paidBy(card, "BR-DE-24-a", "BG-18", hasCard),
  paidBy(card, "BR-DE-24-b", "BG-16", (means) => !hasTransfer(means) && !hasDebit(means)),
  paidBy(debit, "BR-DE-25-a", "BG-19", hasDebit),
  paidBy(debit, "BR-DE-25-b", "BG-16", (means) => !hasTransfer(means) && !hasCard(means)),
  debited("BR-DE-30", "BT-90", ({ creditor }) => given(creditor)),
  debited("BR-DE-31", "BT-91", ({ account }) => given(account)),
  paidBy(new Set(["49", "59"]), "PEPPOL-EN16931-R061", "BT-89", ({ directDebit }) => given(directDebit?.mandate)),
];
