// When two papers are one invoice: by what names it, whichever way it came; and what people decide about them.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildInvoice } from "../../testing/invoice-builder.ts";
import { cast, Scene } from "../../testing/scene.ts";
import { isOpenWork } from "../open-work.ts";
import { recordKey } from "../record.ts";
import { isUndecided, likenessOf, type Comparable } from "./duplicates.ts";
import { emptyInvoiceFields, invoiceSchema, type InvoiceFields } from "./schema.ts";

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
  const { documentKind, document } = buildInvoice();
  return { documentKind, document: { ...document, sha256 }, fields: { ...emptyInvoiceFields, ...usual, ...fields }, ...more };
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
    ["no amount", { gross: null }, "no"],
  ])("%s", (_name, fields, strength) => {
    expect(strengthOf(paper(), paper(fields))).toBe(strength);
  });

  test("a supplier is known by its VAT id, whatever the name", () => {
    const vat = { supplierVatId: "DE 123 456 789", iban: null };
    expect(strengthOf(paper(vat), paper({ supplierVatId: "DE123456789", supplier: "Heide Maler", iban: null }))).toBe("same");
  });

  test("a credit note is no duplicate of its invoice, and the parts of one file are none of each other", () => {
    expect(strengthOf(paper(), paper({}, { documentKind: "creditNote" }))).toBe("no");
    const one = paper();
    expect(strengthOf(one, paper({}, { document: one.document }))).toBe("no");
  });

  test("says what agrees and what differs", () => {
    expect(likenessOf(paper(), paper({ number: "R 9", issueDate: null }))).toBeUndefined();
    expect(likenessOf(paper(), paper({ number: "R 9", issueDate: "2026-11-04" }))).toEqual({
      strength: "maybe",
      agree: ["supplier", "gross", "iban"],
      differ: ["number", "issueDate"],
    });
  });

  test("is the same from either side", () => {
    const text = fc.constantFrom(null, "RE 1", "re-1", "RE 2", "Maler GmbH", "Maler", "Tischler KG", "");
    const fields = fc.record({
      number: text,
      supplier: text,
      supplierVatId: text,
      iban: fc.constantFrom(null, "DE02120300000000202051", "DE89370400440532013000"),
      issueDate: fc.constantFrom(null, "2026-11-03", "2026-11-20", "2026-12-03", "2028-01-01"),
      gross: fc.constantFrom(null, 11_900, 5_000),
    });
    fc.assert(
      fc.property(fields, fields, (one, two) => {
        const [left, right] = [paper(one), paper(two)];
        expect(likenessOf(left, right)).toEqual(likenessOf(right, left));
      }),
    );
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
