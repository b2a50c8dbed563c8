// A cash office for tests: invoices that were certified and ordered, and runs of them at any step.
import { must } from "../base/must.ts";
import { invoiceSchema, type InvoiceFields } from "../domain/invoice/schema.ts";
import { exportHash } from "../domain/payment-run/release.ts";
import { nextMsgId, paymentRunSchema, runDigest, sumOf, type PaymentRun } from "../domain/payment-run/schema.ts";
import { defaultPolicy, type Policy } from "../domain/policy.ts";
import type { Actor } from "../domain/actor.ts";
import { cast, Scene } from "./scene.ts";

export const payingPolicy: Policy = {
  ...defaultPolicy,
  payingAccount: { name: "Samtgemeinde Bevensen-Ebstorf", iban: "DE02500105170137075030", bic: "INGDDEFFXXX" },
};

/** The second person of the cash office. */
export const secondCashier: Actor = { personId: "iahlers", name: "Insa Ahlers", grants: [{ role: "CASH", unit: "*" }] };

export class CashOffice extends Scene {
  constructor(policy: Policy = payingPolicy) {
    super(policy);
  }

  /** An invoice that the head of the house has ordered. */
  ordered(fields: Partial<InvoiceFields> = {}, discount?: { readonly rate: number; readonly until: string }): string {
    const id = this.invoice(fields);
    if (discount !== undefined)
      this.run(cast.accountant, "invoice", "editFields", id, { fields: { discounts: { from: null, to: [discount] } } });
    for (const as of ["factual", "arithmetic"])
      this.run(cast.accountant, "invoice", "certify", id, { as, digest: this.digest(id), statement: "richtig" });
    this.run(cast.officer, "invoice", "order", id, { digest: this.digest(id), statement: "angeordnet" });
    return id;
  }

  make(invoices: readonly string[], executeOn = "2026-11-25", actor: Actor = cast.cashier) {
    const id = this.freshId();
    const named = invoices.map((invoice) => ({ id: invoice, digest: this.digest(invoice) }));
    return { id, outcome: this.run(actor, "paymentRun", "makeRun", id, { executeOn, invoices: named }) };
  }

  runBody(id: string): PaymentRun {
    return paymentRunSchema.parse(this.body("paymentRun", id));
  }

  invoiceBody(id: string) {
    return invoiceSchema.parse(this.body("invoice", id));
  }

  release(id: string, actor: Actor = secondCashier) {
    const run = this.runBody(id);
    return this.run(actor, "paymentRun", "releaseRun", id, { invoices: run.items.map(({ invoice }) => invoice), digest: runDigest(run) });
  }

  export(id: string, more: Readonly<Record<string, unknown>> = {}, actor: Actor = cast.cashier) {
    const run = this.runBody(id);
    const head = { format: "pain.001", msgId: nextMsgId(run), createdAt: "2026-11-24T09:00:00.000Z" } as const;
    const sha256 = must(exportHash(run, head), "a transfer needs no mapping");
    return this.run(actor, "paymentRun", "exportRun", id, { ...head, sha256, count: run.items.length, cents: sumOf(run), ...more });
  }

  /** A run of these invoices whose file was exported. */
  exported(invoices: readonly string[], executeOn?: string): string {
    const { id } = this.make(invoices, executeOn);
    this.release(id);
    this.export(id);
    return id;
  }
}

/** The code of a refusal, or "accepted". */
export function answerOf(outcome: ReturnType<Scene["run"]>): string {
  return outcome.kind === "accepted" ? "accepted" : outcome.refusal.code;
}
