import { isValidIBAN } from "ibantools";
import { checkVAT, germany } from "jsvat";
import { describe, expect, test } from "vitest";
import { lookIntoEInvoice } from "../../../scanner-inbox/read/look-into-e-invoice.ts";
import { readFileBytes } from "../../../scanner-inbox/read/read-file-bytes.ts";
import { defaultReadLimits } from "../../../scanner-inbox/read/reading.ts";
import { proposeInvoice } from "../../../scanner-inbox/propose/propose-invoice.ts";
import { must } from "../../../shared/base/must.ts";
import { sumCents } from "../../../shared/base/money.ts";
import { randomOf } from "../../../shared/testing/random.ts";
import { invoicePages } from "./draw-invoice.ts";
import { invoiceFacts } from "./invoice-facts.ts";
import { makeInvoiceFile } from "./invoice-file.ts";
import { layouts } from "./layouts.ts";
import { suppliers } from "./suppliers.ts";
import { textOfPages } from "../pdf/sheet.ts";

const forms = ["text", "zugferd", "ubl", "cii"] as const;

describe("suppliers", () => {
  test("have accounts and VAT ids with right check digits, and every layout is used", () => {
    for (const supplier of suppliers) {
      expect(isValidIBAN(supplier.iban)).toBe(true);
      expect(supplier.iban.slice(4, 5), "no bank has such a code").toBe("9");
      expect(checkVAT(supplier.vatId, [germany]).isValid).toBe(true);
      expect(supplier.email).toMatch(/\.example$/u);
    }
    expect(new Set(suppliers.map((supplier) => supplier.layout)).size).toBe(layouts.length);
    expect(new Set(suppliers.map((supplier) => supplier.iban)).size).toBe(suppliers.length);
  });
});

describe("an invoice", () => {
  test.each(layouts.map((_layout, index) => [index]))("with XML inside differs nowhere from its picture, layout %i", async (layout) => {
    const supplier = must(
      suppliers.find((candidate) => candidate.layout === layout),
      "every layout has a supplier",
    );
    const { bytes } = makeInvoiceFile(randomOf(`picture/${layout}`), { supplier: supplier.name, issueDate: "2026-11-03", form: "zugferd" });
    const { eInvoice } = await lookIntoEInvoice(bytes, defaultReadLimits);
    expect(eInvoice?.differences.length).toBeGreaterThan(5);
    expect(eInvoice?.differences.filter(({ verdict }) => verdict === "different")).toEqual([]);
    expect(eInvoice?.differences.filter(({ verdict }) => verdict === "notFound").length).toBeLessThan(3);
  });

  test("adds up: lines to taxes to totals", () => {
    for (let index = 0; index < 200; index += 1) {
      const random = randomOf(`sums/${index}`);
      const { lines, vatSums, net, vat, gross } = invoiceFacts(random, {
        supplier: random.pick(suppliers),
        issueDate: "2026-11-03",
        form: "text",
      });
      for (const line of lines) expect(Math.abs(line.net - (line.quantity * line.unitPrice) / 100)).toBeLessThanOrEqual(0.5);
      expect(sumCents(lines.map((line) => line.net))).toBe(net);
      for (const sum of vatSums) expect(Math.abs(sum.vat - (sum.net * sum.rate) / 100)).toBeLessThanOrEqual(0.5);
      expect(sumCents(vatSums.map((sum) => sum.vat))).toBe(vat);
      expect(net + vat).toBe(gross);
    }
  });

  test.each(suppliers.map((supplier) => [supplier.name, supplier] as const))("of %s prints what its truth says", (_name, supplier) => {
    const facts = invoiceFacts(randomOf(supplier.name), { supplier, issueDate: "2026-11-03", form: "text" });
    const text = textOfPages(invoicePages(facts));
    expect(text).toContain(facts.number);
    expect(text).toContain(supplier.name);
    expect(text.replaceAll(" ", "")).toContain(supplier.iban);
    expect(text).toContain(supplier.vatId);
    expect(text).toContain(supplier.taxNumber);
  });

  test("with many lines goes over several pages and carries its sum over", () => {
    for (const [index] of layouts.entries()) {
      const supplier = suppliers.find((candidate) => candidate.layout === index);
      if (supplier === undefined) throw new Error("every layout has a supplier");
      const pages = invoicePages(invoiceFacts(randomOf(index), { supplier, issueDate: "2026-11-03", form: "text", lines: 48 }));
      expect(pages.length).toBeGreaterThan(1);
      expect(textOfPages(pages)).toContain("Übertrag");
      const lowest = Math.max(...pages.flatMap((page) => page.map((mark) => mark.y)));
      expect(lowest).toBeLessThan(842);
    }
  });

  test.each(forms)("as %s is read by the scanner inbox: number, amounts and account", async (form) => {
    const made = makeInvoiceFile(randomOf(`read/${form}`), { form, supplier: "Elektro Rademann GmbH & Co. KG" });
    const reading = await readFileBytes(new Uint8Array(made.bytes));
    if (!reading.ok) throw new Error(reading.error.code);
    const { fields, kind } = proposeInvoice(reading.value);
    const { number, issueDate, iban, net, vat, gross } = made.truth;
    expect(kind).toBe("invoice");
    expect({
      number: fields.number?.value,
      issueDate: fields.issueDate?.value,
      iban: fields.iban?.value,
      net: fields.net?.value,
      vat: fields.vat?.value,
      gross: fields.gross?.value,
    }).toEqual({ number, issueDate, iban, net, vat, gross });
    if (form === "zugferd") expect(reading.value.invoiceOrigin).toEqual({ kind: "attachment", name: "factur-x.xml" });
  });

  test("as a scan holds no text", async () => {
    const reading = await readFileBytes(new Uint8Array(makeInvoiceFile(randomOf("scan"), { form: "scan" }).bytes));
    if (!reading.ok) throw new Error(reading.error.code);
    expect(proposeInvoice(reading.value)).toMatchObject({ kind: "picture", readState: "notReadYet", pageCount: 1 });
  });
});
