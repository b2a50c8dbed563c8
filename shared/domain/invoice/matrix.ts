// The invoice workflow as one table: which role may give which command in which state, and by which paragraph. The rules read it and hold no
// list of roles or states of their own; matrix.csv says the same, written from the paragraphs, and a test holds both together.
import type { Role } from "../actor.ts";
import type { RefusalCode } from "../refusal.ts";
import type { InvoiceState } from "./schema.ts";
import type { Stage } from "./stage.ts";

/** Everyone who works on invoices of a unit before payment. */
export const invoiceWorkers: readonly Role[] = ["CAPTURE", "CERT_FACTUAL", "CERT_ARITHMETIC", "ORDERING"];
/** And the cash office: they write notes, ask and are asked. */
export const andCash: readonly Role[] = [...invoiceWorkers, "CASH"];

/** One line: who may give a command, when, and where that is written. */
export interface MatrixLine {
  /** Any of these for the unit of the invoice; "author": only whoever gave what is withdrawn, whatever they hold today. */
  readonly roles: readonly Role[] | "author";
  /** The server may too, by itself. */
  readonly server?: true;
  readonly states: readonly InvoiceState[];
  /** Also of a paper that was set aside or is no invoice. */
  readonly aside?: true;
  /** Not while it is in one of these. */
  readonly barredBy?: readonly Stage[];
  /** A state that has a sentence of its own. */
  readonly otherwise?: Readonly<Partial<Record<InvoiceState, RefusalCode>>>;
  readonly source: string;
}

const review: readonly InvoiceState[] = ["captured", "inReview", "ready"];
const unpaid: readonly InvoiceState[] = [...review, "ordered"];
const unfiled: readonly InvoiceState[] = [...unpaid, "paid"];
const always: readonly InvoiceState[] = [...unfiled, "filed"];
/** Nothing of this is settled by ordering or paying. */
const unsettled: readonly Stage[] = ["returned", "disputed", "inQuery", "held"];
const setOff: readonly Stage[] = ["credited", "partlyCredited"];
const beforeCertified = { captured: "certificationMissing", inReview: "certificationMissing" } as const;

const preparing = "§ 42 Abs. 3 KomHKVO: Grund und Höhe jeder Verpflichtung sind zu prüfen";
const recording = "§ 42 Abs. 1 KomHKVO: Dokumentation";
const technical = "§ 42 Abs. 3 KomHKVO: weitere Feststellungen nach Dienstanweisung (fachtechnisch richtig)";
const netting = "§ 42 Abs. 3 KomHKVO: die Höhe der Verpflichtung, nach Verrechnung";
const own = "§ 42 Abs. 3 und 4 KomHKVO: die Feststellung und die Anordnung sind persönlich";

/** Every command of an invoice that is there. `certify` has a line for each certification. */
export const matrix = {
  capture: { roles: ["CAPTURE"], server: true, states: always, aside: true, source: recording },
  editFields: { roles: invoiceWorkers, server: true, states: unpaid, source: preparing },
  confirmFields: { roles: invoiceWorkers, server: true, states: unpaid, source: preparing },
  assignBookings: { roles: invoiceWorkers, server: true, states: unpaid, source: preparing },
  assign: { roles: invoiceWorkers, server: true, states: review, source: preparing },
  claim: { roles: invoiceWorkers, states: unpaid, source: preparing },
  release: { roles: invoiceWorkers, server: true, states: always, aside: true, source: preparing },
  "certify.factual": {
    roles: ["CERT_FACTUAL"],
    states: review,
    barredBy: ["returned"],
    source: "§ 42 Abs. 3 KomHKVO: sachliche Feststellung",
  },
  "certify.arithmetic": {
    roles: ["CERT_ARITHMETIC"],
    states: review,
    barredBy: ["returned"],
    source: "§ 42 Abs. 3 KomHKVO: rechnerische Feststellung",
  },
  certifyTechnical: { roles: ["CERT_FACTUAL"], states: review, barredBy: ["returned"], source: technical },
  withdrawTechnical: { roles: "author", states: always, aside: true, source: own },
  wantTechnical: { roles: invoiceWorkers, states: review, source: technical },
  waiveTechnical: { roles: ["CAPTURE", "CERT_FACTUAL", "CERT_ARITHMETIC"], states: review, source: technical },
  query: { roles: andCash, states: unpaid, source: preparing },
  answer: { roles: andCash, states: always, aside: true, source: preparing },
  hold: { roles: andCash, states: unpaid, source: preparing },
  liftHold: { roles: andCash, states: always, aside: true, source: preparing },
  dispute: { roles: invoiceWorkers, states: unpaid, source: preparing },
  returnToSupplier: { roles: invoiceWorkers, states: review, barredBy: setOff, source: preparing },
  settle: { roles: invoiceWorkers, states: always, source: preparing },
  matchCredit: { roles: invoiceWorkers, states: review, barredBy: ["returned"], source: netting },
  unmatchCredit: { roles: invoiceWorkers, states: review, source: netting },
  withdrawCertification: { roles: "author", states: always, aside: true, source: own },
  order: {
    roles: ["ORDERING"],
    states: ["ready"],
    otherwise: beforeCertified,
    barredBy: unsettled,
    source: "§ 42 Abs. 1 und 4 KomHKVO: Zahlungsanweisung durch Anordnungsbefugte, erst nach der Feststellung (Abs. 3)",
  },
  withdrawOrder: { roles: "author", states: always, aside: true, source: own },
  recordPayment: {
    roles: ["CASH"],
    states: ["ordered"],
    // What a credit note says is set off in the payment of its invoice: no money flows for it.
    barredBy: [...unsettled, "credited"],
    source: "§ 42 Abs. 2 und 5 KomHKVO, § 126 NKomVG: Zahlungsabwicklung durch die Kasse auf Anordnung",
  },
  fileAway: { roles: andCash, server: true, states: ["ordered", "paid"], source: recording },
  checkTransfer: { roles: invoiceWorkers, server: true, states: always, aside: true, source: recording },
  setAside: { roles: invoiceWorkers, server: true, states: review, barredBy: setOff, source: preparing },
  bringBack: { roles: invoiceWorkers, server: true, states: always, aside: true, source: preparing },
  tellApart: { roles: invoiceWorkers, server: true, states: always, source: preparing },
  linkSupplier: { roles: invoiceWorkers, server: true, states: unfiled, source: preparing },
  unlinkSupplier: { roles: invoiceWorkers, server: true, states: unfiled, source: preparing },
  addRendition: { roles: invoiceWorkers, server: true, states: always, aside: true, source: recording },
  attachText: { roles: [], server: true, states: always, aside: true, source: recording },
  readPaper: { roles: invoiceWorkers, server: true, states: always, aside: true, source: recording },
  isLetter: { roles: invoiceWorkers, server: true, states: review, barredBy: setOff, source: preparing },
  addNote: { roles: andCash, server: true, states: always, aside: true, source: recording },
  withdrawNote: { roles: andCash, server: true, states: always, aside: true, source: recording },
  takeBack: { roles: andCash, server: true, states: always, aside: true, source: recording },
} as const satisfies Readonly<Record<string, MatrixLine>>;

/** A line of the table. */
export type InvoiceAct = keyof typeof matrix;

/** The line of an act, as wide as the table's form. */
export function lineOf(act: InvoiceAct): MatrixLine {
  return matrix[act];
}
