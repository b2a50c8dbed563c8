// What a GiroCode on the page adds to the proposal: values where nothing was found, and a comparison where something was. Pure.
// Never replaces what XML or text say: a code is easily printed over, and a person decides.
import type { PageBox } from "../../shared/domain/page-box.ts";
import type { PageCode } from "../read/reading.ts";
import { isGiroText, readGiroCode, type GiroCode } from "./giro-code.ts";
import type { CheckCode, InvoiceFields, OtherValue, ProposalCheck, ProposedField } from "./proposal.ts";

/** Below what counts as sure: whoever pays has to look. */
const TRUST = 0.75;

/** The one transfer that the codes of an invoice ask for, and where the code stands. */
type SeenCode = { readonly code: GiroCode; readonly page: number; readonly box: PageBox };

/** Fields and checks with what the codes say; as they were where there is none. Several different codes fill nothing. */
export function withGiroCodes(
  fields: InvoiceFields,
  codes: readonly PageCode[],
): { readonly fields: InvoiceFields; readonly checks: readonly ProposalCheck[] } {
  const texts = codes.filter(({ text }) => isGiroText(text));
  const seen = texts.flatMap(({ text, page, box }): SeenCode[] => {
    const code = readGiroCode(text);
    return code === null ? [] : [{ code, page, box }];
  });
  const damaged = warn("giro-code-damaged", seen.length < texts.length);
  const [first, ...others] = seen;
  if (first === undefined) return { fields, checks: damaged };
  const asked = JSON.stringify(first.code);
  if (others.some(({ code }) => JSON.stringify(code) !== asked))
    return { fields, checks: [...damaged, ...warn("giro-codes-several", true)] };
  return { fields: filled(fields, first), checks: [...damaged, ...compared(fields, first.code)] };
}

function warn(code: CheckCode, holds: boolean): readonly ProposalCheck[] {
  return holds ? [{ code, severity: "warning" }] : [];
}

/** Account and amount are what is paid by: another account than the invoice names is how payments are led astray. */
function compared(fields: InvoiceFields, code: GiroCode): readonly ProposalCheck[] {
  const iban = fields.iban !== null && fields.iban.value !== code.iban;
  const amounts = [fields.gross?.value, fields.payable?.value].filter((value) => value !== undefined);
  const amount = code.amount !== null && amounts.length > 0 && !amounts.includes(code.amount);
  const bic = fields.bic !== null && code.bic !== null && fields.bic.value.slice(0, 8) !== code.bic.slice(0, 8);
  const checks: readonly ProposalCheck[] = [
    ...(iban ? [{ code: "giro-code-iban-differs", severity: "error" } as const] : []),
    ...warn("giro-code-amount-differs", amount),
    ...warn("giro-code-bic-differs", bic),
  ];
  const anything = fields.iban !== null || (code.amount !== null && amounts.length > 0);
  return checks.length === 0 && anything ? [{ code: "giro-code-agrees", severity: "ok" }] : checks;
}

function filled(fields: InvoiceFields, { code, page, box }: SeenCode): InvoiceFields {
  const said = <T extends string | number>(found: ProposedField<T> | null, value: T | null): ProposedField<T> | null => {
    if (value === null || found?.value === value) return found;
    const other: OtherValue<T> = { value, confidence: TRUST, page, box };
    if (found !== null && found.source !== "derived") {
      const alternatives = (found.alternatives ?? []).filter((one) => one.value !== value);
      return { ...found, alternatives: [other, ...alternatives] };
    }
    // What was only worked out gives way to what the supplier asks for, and stays to be chosen.
    const before = found === null ? {} : { alternatives: [{ value: found.value, confidence: found.confidence }] };
    return { value, source: "text", confidence: TRUST, code: true, page, box, ...before };
  };
  // The code may ask for less than the whole, after a discount or a payment on account: then it is no gross amount.
  const gross = fields.gross === null && fields.net === null && fields.payable === null ? said(null, code.amount) : fields.gross;
  return {
    ...fields,
    supplier: said(fields.supplier, fields.supplier === null ? code.name : null),
    iban: said(fields.iban, code.iban),
    bic: said(fields.bic, code.bic),
    gross,
    remittance: said(fields.remittance, code.remittance),
    currency: fields.currency ?? (gross === null ? null : { value: "EUR", source: "text", confidence: TRUST, code: true, page, box }),
  };
}
