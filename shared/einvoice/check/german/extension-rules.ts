// The extension of the XRechnung: BR-DEX-01 to BR-DEX-14, which also ask in place of the norm's lists that it widens.
import { attachmentTypes } from "../../codes/document-codes.ts";
import { addressSchemes, registrars } from "../../codes/identifier-schemes.ts";
import { amountOf, cents, decimalsOf, sumOf } from "../../decimal.ts";
import type { InvoiceLine, SemanticInvoice, ThirdPartyPayment } from "../../model.ts";
import type { Place, Rule } from "../rule.ts";
import { eachOf } from "../rule.ts";
import { addressSchemeTerms, attachmentType, coded, itemScheme, partySchemes, placeScheme, registrationSchemes } from "../schemes.ts";
import { given } from "../terms.ts";

/** Digital health applications. */
const health = ["XR01", "XR02", "XR03"];
const widerRegistrars: ReadonlySet<string> = new Set([...registrars, ...health]);
const widerAddresses: ReadonlySet<string> = new Set([...addressSchemes, ...health]);
const widerAttachments: ReadonlySet<string> = new Set([...attachmentTypes, "application/xml"]);
const payees: ReadonlySet<string> = new Set([...widerRegistrars, "SEPA"]);

function ofPayments(id: string, term: Place["term"], holds: (payment: ThirdPartyPayment, invoice: SemanticInvoice) => boolean): Rule {
  return {
    id,
    severity: "fatal",
    broken: (invoice) => eachOf(invoice.thirdPartyPayments, term, (payment) => holds(payment, invoice)),
  };
}

/** Each line with lines below it is their sum. */
function addsUp(line: InvoiceLine): boolean {
  if (line.subLines.length === 0) return true;
  const net = amountOf(line.net);
  return (net === null || net.eq(sumOf(line.subLines.map((each) => each.net)))) && line.subLines.every(addsUp);
}

function subLinesAreTaxed(line: InvoiceLine): boolean {
  return line.subLines.every((each) => given(each.vat?.category) && subLinesAreTaxed(each));
}

/** The amount due has the payments of third parties in it (BR-DEX-09, in place of BR-CO-16). */
function amountDue({ totals, thirdPartyPayments }: SemanticInvoice): readonly Place[] {
  const [stated, gross] = [amountOf(totals.payable), amountOf(totals.gross)];
  if (stated === null || gross === null) return [];
  const others = sumOf(thirdPartyPayments.map(({ amount }) => amount));
  const computed = cents(
    gross
      .minus(amountOf(totals.prepaid) ?? 0)
      .plus(amountOf(totals.rounding) ?? 0)
      .plus(others),
  );
  return stated.eq(computed) ? [] : [{ term: "BT-115", values: { stated: stated.toString(), computed: computed.toString() } }];
}

export const extensionRules: readonly Rule[] = [
  coded("BR-DEX-01", widerAttachments, attachmentType),
  { id: "BR-DEX-02", severity: "warning", broken: ({ lines }) => eachOf(lines, "BT-131", addsUp) },
  { id: "BR-DEX-03", severity: "fatal", broken: ({ lines }) => eachOf(lines, "BT-151", subLinesAreTaxed) },
  coded("BR-DEX-04", payees, ...partySchemes),
  coded("BR-DEX-05", widerRegistrars, ...registrationSchemes),
  coded("BR-DEX-06", widerRegistrars, itemScheme),
  coded("BR-DEX-07", widerAddresses, ...addressSchemeTerms),
  coded("BR-DEX-08", widerRegistrars, placeScheme),
  // Without third parties the norm's own rule (BR-CO-16) has asked already.
  { id: "BR-DEX-09", severity: "fatal", broken: (invoice) => (invoice.thirdPartyPayments.length === 0 ? [] : amountDue(invoice)) },
  ofPayments("BR-DEX-10", "BT-DEX-001", ({ type }) => given(type)),
  ofPayments("BR-DEX-11", "BT-DEX-002", ({ amount }) => given(amount?.value)),
  ofPayments("BR-DEX-12", "BT-DEX-003", ({ description }) => given(description)),
  ofPayments("BR-DEX-13", "BT-DEX-002", ({ amount }) => decimalsOf(amount?.value ?? "") <= 2),
  ofPayments("BR-DEX-14", "BT-DEX-002", ({ amount }, { currency }) => amount?.currency?.trim() === currency?.trim()),
];
