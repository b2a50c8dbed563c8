// Every command that people give, with arguments that may suit a scene: what property tests of undo draw from. Used by tests only.
import fc from "fast-check";
import { must } from "../base/must.ts";
import { systemActor, type Actor } from "../domain/actor.ts";
import type { AnyBody } from "../domain/command.ts";
import { invoiceSchema } from "../domain/invoice/schema.ts";
import { placeIdOf } from "../domain/supplier/schema.ts";
import { cast, type Scene } from "./scene.ts";
import { buildPlace } from "./supplier-builder.ts";

export type Ids = Readonly<Record<string, string>>;
export interface Step {
  /** Whoever is asked first; the others are asked in turn until the rules let one of them. */
  readonly first: number;
  /** Whether the day goes on as if the step had not been taken back. */
  readonly stays: boolean;
  readonly kind: string;
  readonly name: string;
  readonly args: (scene: Scene, ids: Ids) => AnyBody;
}

export const people: readonly Actor[] = [cast.clerk, cast.colleague, cast.accountant, cast.officer, cast.head, cast.cashier, systemActor];
export const of = (ids: Ids, kind: string): string => must(ids[kind], "the scene has one of each kind");
const signed = (more: AnyBody) => (scene: Scene, ids: Ids) => ({
  ...more,
  digest: scene.digest(of(ids, "invoice")),
  statement: "richtig",
});
const none = (): AnyBody => ({});
export const place = buildPlace();
const edit = (field: string, ...values: readonly (string | number | null)[]) =>
  fc.tuple(fc.constantFrom(...values), fc.constantFrom(...values)).map(([from, to]) => () => ({ fields: { [field]: { from, to } } }));
const filing = (unit: string) => (scene: Scene) => ({ fileId: scene.file(unit), title: "Vorgang" });
const lastOf =
  (kind: string, name: string, arg: string, more: AnyBody = {}) =>
  (scene: Scene, ids: Ids): AnyBody => {
    const trail = scene.trail(kind, of(ids, kind));
    return { ...more, [arg]: trail.findLast((entry) => entry.command === name)?.commandId ?? ids["nobody"] };
  };

const oneLine = [{ account: "111200.443100", year: 2026, cents: 11_900 }];
const twoLines = [
  { account: "111200.443100", year: 2026, cents: 8_925, percent: 75 },
  { account: "211100.421100", costCentre: "2110", year: 2026, cents: 2_975, percent: 25 },
];

/** Arguments for every command people give; creating ones are given by themselves below. */
export const commands: Readonly<Record<string, Readonly<Record<string, fc.Arbitrary<Step["args"]>>>>> = {
  application: {
    claim: fc.constant(none),
    release: fc.constant(none),
    handOver: fc.constantFrom("standesamt", "buergerservice").map((unit) => () => ({ unit })),
    decide: fc.constantFrom("approved", "rejected").map((outcome) => () => ({ outcome, reason: "weil" })),
    withdrawDecision: fc.constant(lastOf("application", "decide", "decision")),
    close: fc.constant(none),
    reopen: fc.constant(none),
    fileAway: fc.constant(filing("buergerservice")),
    addNote: fc.constant(() => ({ text: "Notiz" })),
    withdrawNote: fc.constant(lastOf("application", "addNote", "note")),
  },
  invoice: {
    editFields: fc.oneof(
      edit("gross", 11_900, 12_900),
      edit("dueDate", null, "2026-12-01", "2026-12-02"),
      edit("iban", "DE89370400440532013000", "DE02120300000000202051"),
    ),
    assignBookings: fc
      .tuple(fc.constantFrom(null, oneLine), fc.constantFrom(null, oneLine, twoLines))
      .map(([from, to]) => () => ({ fields: { bookings: { from, to } } })),
    confirmFields: fc.constantFrom(null, "2026-12-01").map((dueDate) => () => ({ fields: { dueDate } })),
    assign: fc.constantFrom("finanzen", "bauamt").map((unit) => () => ({ unit })),
    claim: fc.constant(none),
    release: fc.constant(none),
    certify: fc.constantFrom(signed({ as: "factual" }), signed({ as: "arithmetic" })),
    withdrawCertification: fc.constantFrom("factual", "arithmetic").map((as) => lastOf("invoice", "certify", "certification", { as })),
    order: fc.constant(signed({})),
    withdrawOrder: fc.constant(lastOf("invoice", "order", "order")),
    recordPayment: fc.constant(() => ({ paidOn: "2026-11-24" })),
    checkTransfer: fc.constant(() => ({ verdict: "agrees", findings: "" })),
    setAside: fc.constant((_scene: Scene, ids: Ids) => ({ of: of(ids, "otherInvoice") })),
    bringBack: fc.constant(none),
    tellApart: fc.constant((_scene: Scene, ids: Ids) => ({ of: of(ids, "otherInvoice") })),
    linkSupplier: fc.constant((_scene: Scene, ids: Ids) => ({ supplier: of(ids, "supplier") })),
    unlinkSupplier: fc.constant(none),
    addRendition: fc.constant((scene: Scene, ids: Ids) => ({
      kind: "searchable",
      of: invoiceSchema.parse(scene.body("invoice", of(ids, "invoice"))).document.sha256,
      content: { sha256: "c".repeat(64), name: "durchsuchbar.pdf", mime: "application/pdf", size: 7 },
      engine: "Tesseract 5",
    })),
    attachText: fc.constant(() => ({ sha256: "b".repeat(64), characters: 3 })),
    isLetter: fc.constant((_scene: Scene, ids: Ids) => ({ post: of(ids, "post") })),
    query: fc.constantFrom("mpetersen", "shartmann").map((to) => () => ({ to, question: "Geliefert?" })),
    answer: fc.constant(lastOf("invoice", "query", "query", { text: "Ja." })),
    hold: fc.constantFrom("2026-12-01", "2027-01-04").map((until) => () => ({ until, reason: "Gutschrift kommt" })),
    liftHold: fc.constant(none),
    dispute: fc.constant(() => ({ reason: "Menge" })),
    returnToSupplier: fc.constant(() => ({ reason: "Anschrift falsch", letter: "Sehr geehrte Damen und Herren" })),
    settle: fc.constant(() => ({ text: "Nachgeliefert." })),
    matchCredit: fc.constant((_scene: Scene, ids: Ids) => ({ credit: of(ids, "otherInvoice") })),
    unmatchCredit: fc.constant((_scene: Scene, ids: Ids) => ({ credit: of(ids, "otherInvoice") })),
    wantTechnical: fc.constant(() => ({ reason: "Tiefbau" })),
    waiveTechnical: fc.constant(() => ({ reason: "Kein Bau" })),
    certifyTechnical: fc.constant(signed({})),
    withdrawTechnical: fc.constant(lastOf("invoice", "certifyTechnical", "certification")),
    fileAway: fc.constant(filing("finanzen")),
    addNote: fc.constant(() => ({ text: "Notiz" })),
    withdrawNote: fc.constant(lastOf("invoice", "addNote", "note")),
  },
  document: {
    describe: fc.oneof(edit("title", "Brief", "Schreiben"), edit("documentType", "letter", "notice")),
    attachText: fc.constant(() => ({ sha256: "b".repeat(64), characters: 3 })),
    addNote: fc.constant(() => ({ text: "Notiz" })),
    withdrawNote: fc.constant(lastOf("document", "addNote", "note")),
  },
  file: {
    close: fc.constant(none),
    reopen: fc.constant(() => ({ reason: "Nachtrag" })),
    addNote: fc.constant(() => ({ text: "Notiz" })),
    withdrawNote: fc.constant(lastOf("file", "addNote", "note")),
  },
  post: {
    describe: edit("title", "SCAN0001", "Einladung", "Beschwerde"),
    assign: fc.constantFrom("buergerservice", "standesamt").map((unit) => () => ({ unit })),
    claim: fc.constant(none),
    release: fc.constant(none),
    fileAway: fc.constant((scene: Scene) => ({ fileId: scene.file("buergerservice"), title: "Vorgang", documentType: "letter" })),
    discard: fc.constant(() => ({ reason: "Werbung" })),
    reopen: fc.constant(none),
    attachText: fc.constant(() => ({ sha256: "b".repeat(64), characters: 3 })),
    isInvoice: fc.constant((_scene: Scene, ids: Ids) => ({ invoice: of(ids, "otherInvoice") })),
    addNote: fc.constant(() => ({ text: "Notiz" })),
    withdrawNote: fc.constant(lastOf("post", "addNote", "note")),
  },
  task: {
    complete: fc.constant(none),
    resume: fc.constant(none),
    addNote: fc.constant(() => ({ text: "Notiz" })),
    withdrawNote: fc.constant(lastOf("task", "addNote", "note")),
  },
  supplier: {
    describe: edit("city", null, "Uelzen", "Ebstorf"),
    addIban: fc.constant(() => ({ iban: "DE02120300000000202051", bic: null })),
    removeIban: fc.constantFrom("DE89370400440532013000", "DE02120300000000202051").map((iban) => () => ({ iban })),
    confirmIban: fc.constantFrom("DE89370400440532013000", "DE02120300000000202051").map((iban) => () => ({ iban, note: "Rückruf" })),
    keepIban: fc.constant(() => ({ iban: "DE89370400440532013000" })),
    block: fc.constant(() => ({ reason: "weil" })),
    unblock: fc.constant(none),
    forget: fc.constant(() => ({ place: placeIdOf(place) })),
    addNote: fc.constant(() => ({ text: "Notiz" })),
    withdrawNote: fc.constant(lastOf("supplier", "addNote", "note")),
  },
};

const often = ["claim", "certify", "order", "decide", "close", "reopen", "recordPayment", "wantTechnical", "certifyTechnical"];
/** Steps that need another one before them. */
const pairs = [
  "addNote",
  "withdrawNote",
  "hold",
  "liftHold",
  "answer",
  "waiveTechnical",
  "complete",
  "resume",
  "setAside",
  "bringBack",
  "linkSupplier",
  "unlinkSupplier",
  "settle",
  "block",
  "unblock",
  "removeIban",
  "keepIban",
];
const weightOf = (name: string): number => (often.includes(name) ? 16 : pairs.includes(name) ? 3 : 1);

function stepsOf(kind: string): readonly { readonly weight: number; readonly arbitrary: fc.Arbitrary<Step> }[] {
  return Object.entries(commands[kind] ?? {}).map(([name, args]) => ({
    // Days on which something is signed, decided and paid need these steps more often than one in fifty.
    weight: weightOf(name),
    arbitrary: fc.record({
      first: fc.nat(people.length - 1),
      stays: fc.boolean(),
      kind: fc.constant(kind),
      name: fc.constant(name),
      args,
    }),
  }));
}

const allKinds = Object.keys(commands);
const anyStep = fc.oneof(...allKinds.flatMap(stepsOf));
const signing: readonly Step[] = [
  { name: "certify", args: signed({ as: "factual" }) },
  { name: "certify", args: signed({ as: "arithmetic" }) },
  { name: "order", args: signed({}) },
].map((one) => ({ ...one, first: 0, stays: true, kind: "invoice" }));

/**
 * A day's steps, most of them about records of one kind. On some days the invoice is certified, or ordered too, when they begin: what comes
 * after that is tried as often as what comes before.
 */
export function dayAbout(kind: string): fc.Arbitrary<readonly Step[]> {
  const one = fc.oneof({ weight: 5, arbitrary: fc.oneof(...stepsOf(kind)) }, { weight: 1, arbitrary: anyStep });
  return fc
    .tuple(fc.constantFrom(0, 1, 2, 3), fc.array(one, { minLength: 15, maxLength: 40 }))
    .map(([already, steps]) => [...signing.slice(0, already), ...steps]);
}

/** A day about any kind. */
export const day: fc.Arbitrary<readonly Step[]> = fc.oneof(
  ...allKinds.map((kind) => ({ weight: Object.keys(commands[kind] ?? {}).length, arbitrary: dayAbout(kind) })),
);
