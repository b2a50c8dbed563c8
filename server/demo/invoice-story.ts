// What happened to one invoice from its arrival to its file, with the separation of duties that the rules demand.
import { derivedId } from "../../shared/base/hash.ts";
import { officeDateAt } from "../../shared/base/office-date.ts";
import { systemActor, type Actor } from "../../shared/domain/actor.ts";
import type { AnyBody } from "../../shared/domain/command.ts";
import type { CaptureArgs } from "../../shared/domain/invoice/capture.ts";
import { unconfirmedFields } from "../../shared/domain/invoice/confirm.ts";
import { sameJson } from "../../shared/base/canonical-json.ts";
import { invoiceIdOf, invoiceSchema, paymentDigest, type InvoiceState } from "../../shared/domain/invoice/schema.ts";
import { allFieldNames, allFieldsOf, type AllFields } from "../../shared/domain/invoice/terms.ts";
import type { Policy } from "../../shared/domain/policy.ts";
import { statements } from "../../shared/text/de/domain.ts";
import { uuidAt } from "../../shared/testing/ids.ts";
import type { Random } from "../../shared/testing/random.ts";
import { invoicePlanNumbers } from "./file-plan.ts";
import type { Archive } from "./files.ts";
import { History, type TownRecord } from "./history.ts";
import { costCentres } from "./ledger-words.ts";
import type { InvoiceFacts } from "./invoice/invoice-facts.ts";
import { workTime } from "./office-time.ts";
import { demoActor } from "./people.ts";

export interface InvoicePlan {
  readonly state: InvoiceState;
  readonly facts: InvoiceFacts;
  readonly truth: AllFields;
  readonly receivedAt: number;
  readonly now: number;
  readonly archive: Archive;
  readonly policy: Policy;
}

export interface InvoiceStory {
  /** The document the invoice became, where it is filed. */
  readonly documentId: string | undefined;
  /** Runs the story; `read` is what the reader found, `text` names the extracted text. */
  readonly tell: (read: Omit<CaptureArgs, "unit">, text: AnyBody) => readonly TownRecord[];
}

const notes = [
  "Lieferschein liegt vor, Menge stimmt.",
  "Rückfrage beim Lieferanten wegen der Menge, Antwort steht aus.",
  "Gehört zum Rahmenvertrag, Preise verglichen.",
  "Skonto beachten.",
  "Leistung vom Hausmeister bestätigt.",
] as const;

const order: readonly InvoiceState[] = ["captured", "inReview", "ready", "ordered", "paid", "filed"];

/** Who certifies that the delivery was right, by the unit that ordered it. */
const factualBy: Readonly<Record<string, string>> = {
  finanzen: "gthiele",
  kasse: "gthiele",
  steuern: "gthiele",
  standesamt: "dkrueger",
  gewerbe: "nschulze",
  "zentrale-dienste": "pdrewes",
};

function orderingOfficer(random: Random, facts: InvoiceFacts, certifiers: readonly Actor[]): Actor {
  const drewes = demoActor("pdrewes");
  const small = facts.gross <= 500_000 && facts.supplier.unit === "zentrale-dienste" && !certifiers.includes(drewes);
  if (small && random.chance(0.4)) return drewes;
  return demoActor(facts.gross <= 1_000_000 ? "shartmann" : "jlueders");
}

/** Plans the story; chance decides who acts when. */
export function invoiceStoryOf(random: Random, plan: InvoicePlan): InvoiceStory {
  const { state, facts, truth, receivedAt, now, archive, policy } = plan;
  const times = stepTimes(random, receivedAt, now);
  const filing = uuidAt(random, times.file);
  const documentId = state === "filed" ? derivedId(filing, 0) : undefined;
  const file = archive.yearly(facts.supplier.energy ? invoicePlanNumbers.energy : invoicePlanNumbers.goods, times.file);
  const tell: InvoiceStory["tell"] = (read, text) => {
    const history = new History(random.fork("commands"), [file.open], policy);
    const chance = random.fork("chance");
    const id = invoiceIdOf(read.document.sha256);
    const run = (name: string, args: AnyBody, actor: Actor, instant: number, commandId?: string): void => {
      history.run("invoice", name, id, args, actor, instant, commandId);
    };
    const done = (step: InvoiceState): boolean => order.indexOf(state) >= order.indexOf(step);
    const petersen = demoActor("mpetersen");
    const byPerson = read.arrival.channel === "scanner";
    const capturer = byPerson ? demoActor(chance.pick(["mpetersen", "lwinkel"])) : systemActor;
    const central = "zentrale-dienste";
    run("capture", { ...read, unit: central }, capturer, receivedAt);
    if (chance.chance(0.03))
      run(
        "capture",
        { ...read, unit: central, arrival: { channel: "mail", fileName: `Kopie ${read.arrival.fileName}` } },
        systemActor,
        receivedAt + 3_600_000 < now ? receivedAt + 3_600_000 : receivedAt + 1,
      );
    const { quality } = invoiceSchema.parse(history.record("invoice", id).body);
    // Samples of invoices that are hardly begun wait for somebody.
    if (quality?.task !== undefined && done("ready")) {
      const faint = random.fork("sample").chance(0.2);
      const finding = faint
        ? { verdict: "deviates", findings: "Der Eingangsstempel ist auf dem Scan kaum zu lesen." }
        : { verdict: "agrees", findings: "" };
      run("checkTransfer", { ...finding, task: quality.task }, petersen, receivedAt + 50_000);
    }
    const prepared = done("inReview") || (read.readState === "read" && chance.chance(0.5));
    if (!prepared) return history.records();
    if (facts.supplier.unit !== central) run("assign", { unit: facts.supplier.unit }, petersen, times.assign);
    run("claim", {}, petersen, times.assign + 20_000);
    const known = read.readState === "read" ? allFieldsOf(read) : undefined;
    run("editFields", { fields: codingEdits(known, { ...truth, account: facts.supplier.account }) }, petersen, times.code);
    const split = random.fork("bookings");
    if (split.chance(0.15))
      run("assignBookings", splitOver(facts.supplier.account, split.pick(costCentres)[0], receivedAt), petersen, times.code + 10_000);
    if (chance.chance(0.3)) run("addNote", { text: chance.pick(notes) }, petersen, times.code + 40_000);
    if (!done("inReview")) return history.records();
    const { fields, origins } = invoiceSchema.parse(history.record("invoice", id).body);
    const unconfirmed = unconfirmedFields({ fields, origins });
    const seen = Object.fromEntries(unconfirmed.map((name) => [name, fields[name]]));
    if (unconfirmed.length > 0) run("confirmFields", { fields: seen }, petersen, times.code + 60_000);
    const sign = (): AnyBody => ({ digest: paymentDigest(invoiceSchema.parse(history.record("invoice", id).body)) });
    const factual = chance.chance(0.5) ? petersen : demoActor(factualBy[facts.supplier.unit] ?? "mpetersen");
    const arithmetic = chance.chance(0.6) ? petersen : demoActor("gthiele");
    const first = done("ready") || chance.chance(0.6) ? "factual" : "arithmetic";
    if (first === "factual") run("certify", { as: "factual", statement: statements.factual, ...sign() }, factual, times.factual);
    if (first === "arithmetic" || done("ready"))
      run("certify", { as: "arithmetic", statement: statements.arithmetic, ...sign() }, arithmetic, times.arithmetic);
    if (!done("ordered")) return history.records();
    const officer = orderingOfficer(chance, facts, [factual, arithmetic]);
    run("order", { statement: statements.order, ...sign() }, officer, times.order);
    if (!done("paid")) return history.records();
    if (state === "paid" || chance.chance(0.85))
      run("recordPayment", { paidOn: officeDateAt(times.pay) }, demoActor(chance.pick(["tvoss", "tvoss", "iahlers"])), times.pay);
    if (documentId === undefined) return history.records();
    const title = `${facts.kind === "creditNote" ? "Gutschrift" : "Rechnung"} ${facts.number}, ${facts.supplier.name}`;
    run("fileAway", { fileId: file.record.id, title }, petersen, times.file, filing);
    history.run("document", "attachText", documentId, text, systemActor, times.file + 1500);
    return history.records();
  };
  return { documentId, tell };
}

/** The edit that brings the fields from what was read to what is right, the account included. */
function codingEdits(read: AllFields | undefined, right: AllFields): AnyBody {
  const edits = allFieldNames.flatMap((name) => {
    const from = read?.[name] ?? null;
    const to = right[name];
    return sameJson(from, to) ? [] : [[name, { from, to }] as const];
  });
  return Object.fromEntries(edits);
}

/** Three quarters on the account alone, the rest for a cost centre; the rule computes the amounts. */
function splitOver(account: string, costCentre: string, receivedAt: number): AnyBody {
  const year = Number(officeDateAt(receivedAt).slice(0, 4));
  const lines = [
    { account, year, cents: 0, percent: 75 },
    { account, costCentre, year, cents: 0, percent: 25 },
  ];
  return { fields: { bookings: { from: null, to: lines } } };
}

type Step = "assign" | "code" | "factual" | "arithmetic" | "order" | "pay" | "file";

function stepTimes(random: Random, receivedAt: number, now: number): Readonly<Record<Step, number>> {
  const pace: readonly (readonly [Step, number, number])[] = [
    ["assign", 0, 1],
    ["code", 0, 1],
    ["factual", 0, 2],
    ["arithmetic", 0, 1],
    ["order", 0, 2],
    ["pay", 0, 4],
    ["file", 0, 3],
  ];
  const times = { assign: 0, code: 0, factual: 0, arithmetic: 0, order: 0, pay: 0, file: 0 };
  let at = receivedAt + 60_000;
  for (const [step, from, to] of pace) {
    at = workTime(random, at + 60_000, now - 120_000, from, to);
    times[step] = at;
  }
  return times;
}
