// The papers of the evaluation: each a file with what it says, from the layouts of one set, the demo town's and the reader's own tests.
import { drawPdf } from "../../scanner-inbox/read/pdf-for-tests.ts";
import { layouts as testLayouts } from "../../scanner-inbox/propose/layouts-for-tests.ts";
import { wordings } from "../../scanner-inbox/propose/wordings-for-tests.ts";
import { makeInvoiceFile } from "../../server/demo/invoice/invoice-file.ts";
import type { InvoiceForm } from "../../server/demo/invoice/supplier-row.ts";
import { suppliers } from "../../server/demo/invoice/suppliers.ts";
import { randomOf } from "../../shared/testing/random.ts";
import { heldOutLayouts } from "./held-out/layouts.ts";
import { heldOutWords } from "./held-out/words.ts";
import { scoredFields, type PaperLayout, type ScoredField } from "./paper.ts";
import { drawFacts, type PaperFacts, type PaperWords } from "./paper-facts.ts";
import { tunedLayouts } from "./tuned/layouts.ts";
import { onceHeldOut } from "./tuned/once-held-out.ts";
import { otherWords } from "./tuned/other-words.ts";
import { tunedWords } from "./tuned/words.ts";

export type Case = {
  readonly layout: string;
  readonly bytes: Uint8Array;
  readonly pages: number;
  /** What a careful reader finds; null where the paper does not say it, no member where the layout's author left it open. */
  readonly truth: Readonly<Partial<Record<ScoredField, unknown>>>;
};

export const setNames = ["tuned", "held-out"] as const;
export type SetName = (typeof setNames)[number];

/** `rounds` papers of each layout of a set; the same every time. */
export async function casesOf(set: SetName, rounds: number): Promise<Case[]> {
  if (set === "held-out") return papers(heldOutLayouts, heldOutWords, rounds);
  const drawn = [...(await papers(tunedLayouts, tunedWords, rounds)), ...(await papers(onceHeldOut, otherWords, rounds))];
  return [...drawn, ...(await fixedPapers()), ...demoPapers("text", rounds)];
}

/** `rounds` electronic invoices of each supplier of the demo town. */
export function xmlCases(rounds: number): Case[] {
  return (["ubl", "cii", "zugferd"] as const).flatMap((form) => demoPapers(form, rounds));
}

async function papers(layouts: readonly PaperLayout[], words: PaperWords, rounds: number): Promise<Case[]> {
  const made: Case[] = [];
  for (const layout of layouts) {
    for (let round = 0; round < rounds; round += 1) {
      const facts = drawFacts(randomOf(`${layout.name} ${round}`), words, layout.most, layout.rates);
      const pages = layout.draw(facts);
      const bytes = await drawPdf({ pages, ...(layout.type === undefined ? {} : { type: layout.type }) });
      made.push({ layout: layout.name, bytes, pages: pages.length, truth: truthOf(facts, layout) });
    }
  }
  return made;
}

function truthOf(facts: PaperFacts, { kind, omits }: PaperLayout): Case["truth"] {
  const { seller } = facts;
  const all: Record<ScoredField, unknown> = {
    kind: kind ?? "invoice",
    number: facts.number,
    issueDate: facts.issue,
    deliveryDate: facts.delivered,
    dueDate: facts.due,
    discounts: facts.discounts.map(({ rate, until }) => ({ rate, until })),
    supplier: seller.name,
    supplierVatId: seller.vatId,
    supplierTaxNumber: seller.taxNumber,
    customerNumber: facts.customer,
    orderReference: facts.order,
    buyerReference: facts.route,
    iban: seller.iban,
    bic: seller.bic,
    net: facts.net,
    vat: facts.vat,
    vatLines: facts.rates.map(({ rate, net, vat }) => ({ rate: rate * 100, net, vat })),
    gross: facts.gross,
  };
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, omits.some((left) => left === name) ? null : value]));
}

/** The layouts of the reader's tests, where only what a test names is known. */
async function fixedPapers(): Promise<Case[]> {
  const made: Case[] = [];
  for (const { name, pages, expected } of [...testLayouts, ...wordings]) {
    const known = Object.entries(expected).filter(([field]) => scoredFields.some((scored) => scored === field));
    made.push({ layout: name, bytes: await drawPdf({ pages }), pages: pages.length, truth: Object.fromEntries(known) });
  }
  return made;
}

/** What demo invoices say; the account is no part of the paper, and what falls to one rate not where only its tax is written. */
function demoPapers(form: InvoiceForm, rounds: number): Case[] {
  const count = form === "text" ? 9 * rounds : suppliers.length * rounds;
  const byLayout = suppliers.toSorted((one, other) => one.layout - other.layout);
  const chosen = form === "text" ? [...new Map(byLayout.map((supplier) => [supplier.layout, supplier])).values()] : suppliers;
  return Array.from({ length: count }, (_, index): Case => {
    const supplier = chosen[index % chosen.length];
    const wish = supplier === undefined ? {} : { supplier: supplier.name };
    const kind = index % 17 === 5 ? ("creditNote" as const) : ("invoice" as const);
    const { bytes, truth, facts } = makeInvoiceFile(randomOf(`fields ${form} ${index}`), { form, kind, ...wish });
    const named: Record<string, unknown> = { kind };
    for (const field of scoredFields) if (field !== "kind") named[field] = truth[field];
    if (form === "text" && facts.vatSums.length > 1) delete named["vatLines"];
    return { layout: `demo ${supplier?.layout ?? 0}`, bytes, pages: 1, truth: named };
  });
}
