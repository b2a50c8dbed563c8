// What becomes of a proposal on its way into the records: every field it holds, where it came from, and a reminder as older programs can read it.
import { expect, test } from "vitest";
import { idOf } from "../../shared/domain/execute.ts";
import { invoiceIdOf } from "../../shared/domain/invoice/schema.ts";
import { kinds } from "../../shared/domain/kinds.ts";
import { emptyFields } from "../propose/proposal.ts";
import { captureArgs, type ReadScan } from "./capture-args.ts";

const file = { name: "SCAN0001.pdf", sha256: "ef".repeat(32), size: 1_000 };
const read: ReadScan = {
  as: "invoice",
  kind: "invoice",
  readState: "read",
  type: "pdf",
  checks: [],
  pageCount: 1,
  fields: {
    ...emptyFields,
    number: { value: "4711", source: "text", confidence: 0.9, page: 1, excerpt: "Rechnung 4711" },
    vatLines: { value: [{ rate: 1900, net: 100, vat: 19 }], source: "derived", reason: "amounts", confidence: 0.8 },
    discounts: { value: [{ rate: 200, until: "2026-11-26" }], source: "ocr", confidence: 0.7 },
  },
};
const by = { device: "Kopierer", profile: "Rechnungen", readAt: "2026-11-16T08:00:00.000Z" };

test("terms go beside the header with their origins, and the command takes them", () => {
  const args = captureArgs(file, read, "finanzen", by);
  expect(args).toMatchObject({
    documentKind: "invoice",
    fields: { number: "4711", gross: null },
    terms: { vatLines: [{ rate: 1900, net: 100, vat: 19 }], discounts: [{ rate: 200, until: "2026-11-26" }] },
    origins: { vatLines: { source: "derived", reason: "amounts" }, discounts: { source: "text", recognised: true } },
  });
  expect(args).not.toHaveProperty("reminder");
  expect(idOf(kinds, { kind: "invoice", name: "capture", args })).toBe(invoiceIdOf(file.sha256));
});

test("a reminder is of another kind to whoever knows none of this name", () => {
  const args = captureArgs(file, { ...read, kind: "reminder", fields: emptyFields }, "finanzen", by);
  expect(args).toMatchObject({ documentKind: "other", reminder: true });
  expect(args).not.toHaveProperty("terms");
  expect(idOf(kinds, { kind: "invoice", name: "capture", args })).toBe(invoiceIdOf(file.sha256));
});
