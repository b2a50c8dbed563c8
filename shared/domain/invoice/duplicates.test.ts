// When two papers are one invoice: by what names it, whichever way it came; and what people decide about them.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildInvoice } from "../../testing/invoice-builder.ts";
import { cast, Scene } from "../../testing/scene.ts";
import { historyText } from "../../text/history.ts";
import { isOpenWork } from "../open-work.ts";
import { recordKey } from "../record.ts";
import { alikeAmong, isUndecided, likenessKeys, likenessOf, nearDays, type Comparable, type KnownInvoice } from "./duplicates.ts";
import { formOf } from "./form.ts";
import { emptyInvoiceFields, invoiceIdOf, invoiceSchema, type Invoice, type InvoiceFields } from "./schema.ts";

const usual: Partial<InvoiceFields> = {
  number: "RE-2026/0417",
  issueDate: "2026-11-03",
  supplier: "Malerbetrieb Heide GmbH & Co. KG",
  iban: "DE02120300000000202051",
  gross: 11_900,
};
let papers = 0;
function paper(fields: Partial<InvoiceFields> = {}, more: Partial<Comparable> = {}): Comparable {
  papers += 1;
  const sha256 = papers.toString(16).padStart(64, "0");
  const { documentKind, document, receivedAt } = buildInvoice();
  return { documentKind, receivedAt, document: { ...document, sha256 }, fields: { ...emptyInvoiceFields, ...usual, ...fields }, ...more };
}
const strengthOf = (one: Comparable, other: Comparable): string => likenessOf(one, other)?.strength ?? "no";

describe("likeness", () => {
  test.each<[string, Partial<InvoiceFields>, string]>([
    ["the same paper scanned once more", {}, "same"],
    ["number and name written otherwise, as paper and XML do", { number: "RE 2026-0417", supplier: "MALERBETRIEB HEIDE" }, "same"],
    ["the name unread, the account the same", { supplier: null }, "same"],
    ["the account unread, the name the same", { iban: null }, "same"],
    ["another supplier who counts alike", { supplier: "Tischlerei Geest", iban: "DE89370400440532013000" }, "no"],
    ["neither name nor account read", { supplier: null, iban: null }, "maybe"],
    ["the number unread, paid to the same account in the same week", { number: null, issueDate: "2026-11-08" }, "maybe"],
    ["another number two days later", { number: "RE-2026/0418", issueDate: "2026-11-05" }, "maybe"],
    ["next month's bill of a series", { number: "RE-2026/0466", issueDate: "2026-12-03" }, "no"],
    ["the number unread and the day two months off", { number: null, issueDate: "2027-01-05" }, "no"],
    ["the same number a year later", { issueDate: "2027-11-03" }, "maybe"],
    ["another amount", { gross: 11_901 }, "no"],
    ["the amount unread, number and name the same", { gross: null, iban: null }, "maybe"],
    ["the amount unread, number and account the same", { gross: null, supplier: null }, "maybe"],
    ["the amount unread, and nothing but the number the same", { gross: null, supplier: null, iban: null }, "no"],
    ["the amount unread, and another number", { gross: null, number: "RE-2026/0418" }, "no"],
    ["O for 0 and l for 1 in the number", { number: "RE-2O26/04l7" }, "maybe"],
    ["such a slip in the number, nothing else read but the amount", { number: "RE-2O26/04l7", supplier: null, iban: null }, "no"],
    ["such a slip in the number and the amount unread", { number: "RE-2O26/04I7", gross: null }, "maybe"],
    ["such a slip in the name", { supplier: "MaIerbetrieb Heide GmbH", iban: null }, "same"],
    ["the day unread, the number too, and it came a week later", { number: null, issueDate: null }, "maybe"],
  ])("%s", (_name, fields, strength) => {
    expect(strengthOf(paper(), paper(fields))).toBe(strength);
  });

  test("a supplier is known by its VAT id, whatever the name", () => {
    const vat = { supplierVatId: "DE 123 456 789", iban: null };
    expect(strengthOf(paper(vat), paper({ supplierVatId: "DE123456789", supplier: "Heide Maler", iban: null }))).toBe("same");
  });

  test("a credit note is no duplicate of its invoice", () => {
    expect(strengthOf(paper(), paper({}, { documentKind: "creditNote" }))).toBe("no");
  });

  test("the same account and amount count as near up to a month, a bill with a number of its own up to three weeks", () => {
    const day = (days: number): string => `2026-12-${String(days - 27).padStart(2, "0")}`;
    expect(nearDays).toBe(30);
    expect(strengthOf(paper(), paper({ number: null, issueDate: day(30) }))).toBe("maybe");
    expect(strengthOf(paper(), paper({ number: null, issueDate: day(31) }))).toBe("no");
    expect(strengthOf(paper(), paper({ number: "RE-9", issueDate: "2026-11-22" }))).toBe("maybe");
    expect(strengthOf(paper(), paper({ number: "RE-9", issueDate: "2026-11-23" }))).toBe("no");
  });

  test("S and 5, B and 8 are taken for one another, and it is said that this is all that agrees", () => {
    const found = likenessOf(paper({ number: "S8-15" }), paper({ number: "5B I5" }));
    expect(found?.strength).toBe("maybe");
    expect(found?.agree).toContain("numberAlike");
    expect([...(found?.agree ?? []), ...(found?.differ ?? [])]).not.toContain("number");
  });

  test("two parts of one file are alike by a page that both show, whatever was read; without one they are judged like any two", () => {
    const { document } = paper();
    const part = (pages: readonly number[], fields: Partial<InvoiceFields> = {}): Comparable =>
      paper(fields, { document, pages: { shown: pages.map((page) => ({ page, turn: 0 })), leftOut: [] } });
    const other = { number: "RE-9", gross: 1, iban: null };
    expect(likenessOf(part([1, 2]), part([2, 3], other))).toMatchObject({ strength: "maybe", agree: ["supplier", "issueDate", "pages"] });
    expect(strengthOf(part([1, 2]), part([2, 3]))).toBe("same");
    expect(strengthOf(part([1, 2]), paper({ number: null, gross: null }, { document }))).toBe("same");
    expect(strengthOf(part([1, 2]), part([3, 4], other))).toBe("no");
    expect(strengthOf(part([1, 2]), part([3, 4]))).toBe("same");
  });

  test("says what agrees and what differs", () => {
    expect(likenessOf(paper(), paper({ number: "R 9", issueDate: null }))).toBeUndefined();
    expect(likenessOf(paper(), paper({ number: "R 9", issueDate: "2026-11-04" }))).toEqual({
      strength: "maybe",
      agree: ["supplier", "gross", "iban"],
      differ: ["number", "issueDate"],
    });
  });

  const text = fc.constantFrom(null, "RE 1", "re-l", "re-1", "RE 2", "Maler GmbH", "Maler", "Tischler KG", "");
  const papersOfAll = fc
    .record({
      fields: fc.record({
        number: text,
        supplier: text,
        supplierVatId: text,
        iban: fc.constantFrom(null, "DE02120300000000202051", "DE89370400440532013000"),
        issueDate: fc.constantFrom(null, "2026-11-03", "2026-11-20", "2026-12-03", "2028-01-01"),
        gross: fc.constantFrom(null, 11_900, 5_000),
      }),
      file: fc.constantFrom(1, 2, 3),
      pages: fc.constantFrom([], [1], [1, 2], [2, 3]),
    })
    .map(({ fields, file, pages }): KnownInvoice => {
      const sha256 = file.toString(16).padStart(64, "a");
      const recipe = pages.length === 0 ? undefined : { shown: pages.map((page) => ({ page, turn: 0 as const })), leftOut: [] };
      return {
        id: crypto.randomUUID(),
        body: paper(fields, { document: { ...buildInvoice().document, sha256 }, ...(recipe === undefined ? {} : { pages: recipe }) }),
      };
    });

  test("is the same from either side, and no paper is one with itself", () => {
    fc.assert(
      fc.property(papersOfAll, papersOfAll, (one, two) => {
        expect(likenessOf(one.body, two.body)).toEqual(likenessOf(two.body, one.body));
        expect(alikeAmong(one, [one, two]).map(({ id }) => id)).toEqual(alikeAmong(one, [two]).map(({ id }) => id));
        expect(alikeAmong(one, [one])).toEqual([]);
      }),
    );
  });

  test("what is found is the same in whatever order the papers came", () => {
    const shuffled = fc
      .array(papersOfAll, { minLength: 2, maxLength: 6 })
      .chain((some) => fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length })));
    fc.assert(
      fc.property(papersOfAll, shuffled, (one, [some, again]) => {
        expect(alikeAmong(one, again)).toEqual(alikeAmong(one, some));
      }),
    );
  });

  test("whatever is alike shares a key by which an index finds it", () => {
    fc.assert(
      fc.property(papersOfAll, papersOfAll, ({ body: one }, { body: two }) => {
        fc.pre(likenessOf(one, two) !== undefined);
        const [left, right] = [likenessKeys(one), likenessKeys(two)];
        const number = left.number !== null && left.number === right.number;
        const account = left.iban !== null && left.iban === right.iban && left.gross !== null && left.gross === right.gross;
        expect(number || account || left.sha256 === right.sha256).toBe(true);
      }),
    );
  });
});

describe("the forms in which one invoice comes", () => {
  const origin = (source: "xml" | "text", recognised = false) => ({ source, confidence: 0.7, ...(recognised ? { recognised } : {}) });
  const xml = { number: origin("xml"), gross: origin("xml") };
  const arrival = (channel: string) => [{ channel, fileName: "a", by: "p-capture", at: "2026-11-18T08:00:00.000Z" }];
  const mime = (name: string, type: string) => ({ sha256: name.padEnd(64, "0"), name, mime: type, size: 1 });
  const read = { number: "RE-2026/0417", supplier: "Malerbetrieb Heide GmbH & Co. KG", iban: "DE02120300000000202051", gross: 11_900 };
  const cameAs = (more: Partial<Invoice>, fields: Partial<InvoiceFields> = {}): Invoice =>
    buildInvoice({ ...more, fields: { ...emptyInvoiceFields, ...read, issueDate: "2026-11-03", ...fields } });
  const forms: Readonly<Record<string, Invoice>> = {
    // The number as recognition read it, the account not read.
    paper: cameAs(
      { document: mime("aa", "image/tiff"), origins: { number: origin("text", true) } },
      { number: "RE-2O26/O4l7", supplier: "Malerbetrieb Heide", iban: null },
    ),
    scannedPdf: cameAs(
      { document: mime("ab", "application/pdf"), checks: [{ code: "text-recognised", severity: "warning" }] },
      { iban: null },
    ),
    mail: cameAs({ document: mime("ac", "application/pdf"), origins: { number: origin("text") }, arrivals: arrival("mail") }),
    zugferd: cameAs({ document: mime("ad", "application/pdf"), origins: xml }),
    xrechnung: cameAs({ document: mime("ae", "application/xml"), origins: xml }, { number: "RE 2026-0417" }),
  };
  const names = Object.keys(forms);
  const pairs = names.flatMap((one, index) => names.slice(index + 1).map((other): [string, string] => [one, other]));
  const get = (name: string): Invoice => forms[name] ?? cameAs({});

  test.each(pairs)("%s and %s of the same invoice are told", (one, other) => {
    expect(strengthOf(get(one), get(other))).toBe(one === "paper" || other === "paper" ? "maybe" : "same");
  });

  test("each says what it is", () => {
    expect(names.map((name) => formOf(get(name)))).toEqual([
      { form: "paper", byMail: false },
      { form: "paper", byMail: false },
      { form: "pdf", byMail: true },
      { form: "hybrid", byMail: false },
      { form: "xml", byMail: false },
    ]);
    expect(invoiceIdOf(get("mail").document.sha256)).not.toBe(invoiceIdOf(get("paper").document.sha256));
  });
});

describe("what a person decides", () => {
  const scene = (): { scene: Scene; one: string; two: string } => {
    const made = new Scene();
    return { scene: made, one: made.invoice(), two: made.invoice() };
  };
  const bodyOf = (made: Scene, id: string) => invoiceSchema.parse(made.body("invoice", id));
  const codeOf = (outcome: ReturnType<Scene["run"]>): string => (outcome.kind === "refused" ? outcome.refusal.code : "accepted");

  test("a duplicate waits for nobody, is neither signed nor paid, and comes back when that is undone", () => {
    const { scene: made, one, two } = scene();
    expect(strengthOf(bodyOf(made, one), bodyOf(made, two))).toBe("same");
    expect(isUndecided(one, bodyOf(made, one), two, bodyOf(made, two))).toBe(true);
    const put = made.run(cast.accountant, "invoice", "setAside", two, { of: one });
    expect(codeOf(put)).toBe("accepted");
    const open = (id: string): boolean => isOpenWork(made.records.get(recordKey({ kind: "invoice", id })) ?? { kind: "", body: {} });
    expect([open(one), open(two)]).toEqual([true, false]);
    expect(isUndecided(one, bodyOf(made, one), two, bodyOf(made, two))).toBe(false);
    const statement = "Sachlich richtig.";
    expect(codeOf(made.run(cast.accountant, "invoice", "certify", two, { as: "factual", digest: made.digest(two), statement }))).toBe(
      "isDuplicate",
    );
    expect(codeOf(made.run(cast.accountant, "invoice", "editFields", two, { fields: { number: { from: "R-17", to: "R-18" } } }))).toBe(
      "isDuplicate",
    );
    // Two people, each of whom sets the other one aside: the first decides.
    expect(codeOf(made.run(cast.accountant, "invoice", "setAside", one, { of: two }))).toBe("isDuplicate");
    expect(codeOf(made.run(cast.accountant, "invoice", "takeBack", two, { command: put.commandId }))).toBe("accepted");
    expect(bodyOf(made, two).duplicateOf).toBeUndefined();
    expect(open(two)).toBe(true);
  });

  test("a colleague brings back what was set aside, and an edit that a decision rests on stays", () => {
    const { scene: made, one, two } = scene();
    for (const as of ["factual", "arithmetic"])
      made.run(cast.accountant, "invoice", "certify", two, { as, digest: made.digest(two), statement: "Richtig." });
    made.run(cast.officer, "invoice", "order", two, { digest: made.digest(two), statement: "Angeordnet." });
    const edit = made.run(cast.accountant, "invoice", "editFields", two, { fields: { account: { from: null, to: "4271000" } } });
    expect(codeOf(edit)).toBe("accepted");
    expect(codeOf(made.run(cast.accountant, "invoice", "setAside", two, { of: one }))).toBe("accepted");
    expect(codeOf(made.run(cast.officer, "invoice", "order", two, { digest: made.digest(two), statement: "Angeordnet." }))).toBe(
      "isDuplicate",
    );
    expect(codeOf(made.run(cast.accountant, "invoice", "takeBack", two, { command: edit.commandId }))).toBe("laterWorkExists");
    expect(codeOf(made.run(cast.head, "invoice", "bringBack", two, {}))).toBe("accepted");
    expect(bodyOf(made, two).duplicateOf).toBeUndefined();
    expect(codeOf(made.run(cast.head, "invoice", "bringBack", two, {}))).toBe("notDuplicate");
  });

  test("two that were told apart are not asked about again, from either side, until that is undone", () => {
    const { scene: made, one, two } = scene();
    const told = made.run(cast.accountant, "invoice", "tellApart", one, { of: two });
    expect(codeOf(told)).toBe("accepted");
    expect(isUndecided(two, bodyOf(made, two), one, bodyOf(made, one))).toBe(false);
    expect(isUndecided(one, bodyOf(made, one), two, bodyOf(made, two))).toBe(false);
    expect(codeOf(made.run(cast.accountant, "invoice", "takeBack", one, { command: told.commandId }))).toBe("accepted");
    expect(isUndecided(two, bodyOf(made, two), one, bodyOf(made, one))).toBe(true);
  });

  test("two people tell one invoice from two others, and each takes back their own word", () => {
    const { scene: made, one, two } = scene();
    const three = made.invoice();
    const first = made.run(cast.accountant, "invoice", "tellApart", one, { of: two });
    const second = made.run(cast.head, "invoice", "tellApart", one, { of: three });
    expect(codeOf(second)).toBe("accepted");
    expect(codeOf(made.run(cast.accountant, "invoice", "takeBack", one, { command: first.commandId }))).toBe("accepted");
    expect(isUndecided(one, bodyOf(made, one), two, bodyOf(made, two))).toBe(true);
    expect(isUndecided(one, bodyOf(made, one), three, bodyOf(made, three))).toBe(false);
  });

  test("what an earlier program noted as told apart stays told apart", () => {
    const differsFrom = [{ of: "0190a000-0000-7000-8000-000000000001", by: "mpetersen", at: "2026-11-24T08:00:00.000Z" }];
    const [one, two] = [paper({}, { differsFrom }), paper()];
    expect(isUndecided("x", one, "0190a000-0000-7000-8000-000000000001", two)).toBe(false);
    expect(isUndecided("x", one, "0190a000-0000-7000-8000-000000000002", two)).toBe(true);
  });

  test("a paid one and a filed one are told apart too, as it touches no signature", () => {
    const { scene: made, one, two } = scene();
    for (const as of ["factual", "arithmetic"])
      made.run(cast.accountant, "invoice", "certify", two, { as, digest: made.digest(two), statement: "Richtig." });
    made.run(cast.officer, "invoice", "order", two, { digest: made.digest(two), statement: "Angeordnet." });
    expect(codeOf(made.run(cast.cashier, "invoice", "recordPayment", two, { paidOn: "2026-11-24" }))).toBe("accepted");
    expect(codeOf(made.run(cast.accountant, "invoice", "tellApart", two, { of: one }))).toBe("accepted");
    expect(bodyOf(made, two).state).toBe("paid");
    expect(codeOf(made.run(cast.cashier, "invoice", "tellApart", two, { of: one }))).toBe("notAllowed");
  });

  test("whoever signs knowing of another one has that in the history", () => {
    const { scene: made, one, two } = scene();
    made.run(cast.accountant, "invoice", "certify", two, { as: "factual", digest: made.digest(two), statement: "Richtig.", alike: [one] });
    const line = bodyOf(made, two).trail.at(-1);
    expect(line?.details).toMatchObject({ alike: [one] });
    expect(line === undefined ? "" : historyText(line, null)).toMatch(/obwohl eine andere Rechnung ihr gleicht$/u);
  });

  test("nobody without a right to the invoice decides, none is its own duplicate, and what is ordered stays", () => {
    const { scene: made, one, two } = scene();
    expect(codeOf(made.run(cast.clerk, "invoice", "setAside", two, { of: one }))).toBe("notAllowed");
    expect(codeOf(made.run(cast.accountant, "invoice", "setAside", two, { of: two }))).toBe("badArguments");
    for (const as of ["factual", "arithmetic"])
      made.run(cast.accountant, "invoice", "certify", two, { as, digest: made.digest(two), statement: "Richtig." });
    made.run(cast.officer, "invoice", "order", two, { digest: made.digest(two), statement: "Angeordnet." });
    expect(bodyOf(made, two).state).toBe("ordered");
    expect(codeOf(made.run(cast.accountant, "invoice", "setAside", two, { of: one }))).toBe("wrongState");
    expect(codeOf(made.run(cast.accountant, "invoice", "tellApart", two, { of: one }))).toBe("accepted");
  });
});
