// An invoice that waits for a word: the inbox says so in the place of its state, and it is on nobody's list of things to sign or pay.
import { expect, test } from "vitest";
import type { Invoice } from "../../../shared/domain/invoice/schema.ts";
import { stageLabels } from "../../../shared/text/de/domain.ts";
import { buildInvoice, buildInvoiceRecord, buildSignature } from "../../../shared/testing/invoice-builder.ts";
import { inboxSummary } from "./summary.ts";

const base = buildInvoice();
const said = { by: "mpetersen", at: "2026-11-24T08:00:00.000Z" };
const certifications = { factual: buildSignature(base, "a"), arithmetic: buildSignature(base, "b") };
const order = buildSignature(base, "c");
const asked = { ...said, to: "b", question: "Geliefert?" };
const queryId = "0190a000-0000-7000-8000-0000000000a1";
const technicalWanted = { ...said, reason: "Tiefbau" };

test.each<[string, Partial<Invoice>, string, string]>([
  ["ready", { certifications }, "ready", "order"],
  ["asked about", { certifications, queries: { [queryId]: asked } }, "inQuery", "clarify"],
  ["answered", { certifications, queries: { [queryId]: { ...asked, answer: { ...said, text: "Ja." } } } }, "ready", "order"],
  ["disputed after the order", { certifications, order, dispute: { ...said, reason: "Menge" } }, "disputed", "clarify"],
  ["sent back", { returned: { ...said, reason: "Anschrift", letter: "Sehr geehrte" } }, "returned", "clarify"],
  ["technically wanted", { certifications, technicalWanted }, "ready", "certifyFactual"],
  ["technically certified", { certifications, technicalWanted, technical: buildSignature(base, "d") }, "ready", "order"],
  ["a credit note set off", { certifications, order, documentKind: "creditNote", credited: { ...said, of: queryId } }, "credited", "file"],
])("%s", (_what, body, state, step) => {
  const summary = inboxSummary(buildInvoiceRecord({ ...base, ...body }));
  expect(summary).toMatchObject({ state, step });
  if (step === "clarify") expect(Object.keys(stageLabels)).toContain(state);
});

test("whoever certified technically is known to the list: they do not order", () => {
  const summary = inboxSummary(buildInvoiceRecord({ certifications, technicalWanted, technical: buildSignature(base, "d") }));
  expect(summary?.certifiedBy).toBe(",a,b,d,");
});
