// What the lists of the cash office say of one invoice and one run: drawn from the record by the rules, wherever it is kept. Pure.
import { discountStepOn, payableOn } from "../domain/invoice/payable.ts";
import { paymentDigest, type Invoice } from "../domain/invoice/schema.ts";
import { whyNotTransferred } from "../domain/payment-run/make.ts";
import { bankStateOf, sumOf, type PaymentRun } from "../domain/payment-run/schema.ts";
import type { PayableRow, PaymentRunRow } from "./payment-calls.ts";

/** An ordered invoice that would be paid on `executeOn`; both are office dates. */
export function payableRow(
  { id, unit, body }: { readonly id: string; readonly unit: string; readonly body: Invoice },
  { executeOn, today }: { readonly executeOn: string; readonly today: string },
): PayableRow {
  const { gross, discount, open } = payableOn(body, executeOn);
  return {
    id,
    unit,
    payee: body.fields.supplier ?? "",
    number: body.fields.number ?? "",
    dueDate: body.fields.dueDate,
    gross,
    discount,
    cents: open,
    discountUntil: discountStepOn(body, today)?.until ?? null,
    lost: Math.max(0, payableOn(body, today).discount - discount),
    digest: paymentDigest(body),
    refusal: whyNotTransferred(body, executeOn) ?? null,
  };
}

/** `waiting`: own steps on the run that the server has not answered. */
export function paymentRunRow(id: string, body: PaymentRun, waiting: number): PaymentRunRow {
  const count = (state: string): number => body.items.filter(({ invoice }) => bankStateOf(body, invoice) === state).length;
  return {
    id,
    number: body.number,
    executeOn: body.executeOn,
    state: body.state,
    count: body.items.length,
    cents: sumOf(body),
    madeBy: body.made.by,
    files: Object.keys(body.exports).length,
    paid: count("paid"),
    returned: count("returned"),
    waiting,
  };
}
