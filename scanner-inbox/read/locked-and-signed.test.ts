// PDFs that are locked, signed, or have pages without text: what the reader says of them.
import { PDFDocument } from "@cantoo/pdf-lib";
import { describe, expect, it } from "vitest";
import { proposeInvoice } from "../propose/propose-invoice.ts";
import { isSigned } from "./pdf-signature.ts";
import { drawPdf } from "./pdf-for-tests.ts";
import { readFileBytes } from "./read-file-bytes.ts";

const invoice = () => drawPdf({ pages: [[[50, 50, "Rechnung Nr. 2026-4711"]], [], [[50, 50, "Gesamtbetrag 119,00 EUR"]]] });

async function locked(): Promise<Uint8Array> {
  const document = await PDFDocument.load(await invoice());
  document.encrypt({ userPassword: "Heide ü", ownerPassword: "anderes" });
  return document.save();
}

/** As a program that signs writes it: the gap is left first, the signature comes last. */
function signed(pdf: Uint8Array): Uint8Array {
  const before = `${Buffer.from(pdf).toString("latin1")}\n9 0 obj\n<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/ByteRange [0 AAAAAAAAAA BBBBBBBBBB CCCCCCCCCC]/Contents `;
  const gap = `<${"0".repeat(400)}>`;
  const after = ">>\nendobj\nstartxref\n0\n%%EOF\n";
  const numbers = [before.length, before.length + gap.length, after.length].map((number) => String(number).padStart(10, "0"));
  const text = `${before}${gap}${after}`.replace("AAAAAAAAAA BBBBBBBBBB CCCCCCCCCC", numbers.join(" "));
  return Buffer.from(text, "latin1");
}

describe("a locked PDF", () => {
  it("asks for its password, says where one is wrong, and is read with the right one", async () => {
    const bytes = await locked();
    expect(await readFileBytes(bytes)).toMatchObject({ ok: false, error: { code: "pdf-password" } });
    expect(await readFileBytes(bytes, undefined, "falsch")).toMatchObject({ ok: false, error: { code: "pdf-password-wrong" } });
    const reading = await readFileBytes(bytes, undefined, "Heide ü");
    expect(reading).toMatchObject({ ok: true, value: { pageCount: 3, problems: [{ code: "pdf-encrypted" }] } });
    expect(JSON.stringify(reading)).not.toContain("Heide ü");
    expect(JSON.stringify(reading)).toContain("2026-4711");
  });

  it("is not what an open one is called for having got a password", async () => {
    expect(await readFileBytes(await invoice(), undefined, "Heide ü")).toMatchObject({ ok: true, value: { problems: [] } });
  });
});

describe("a signed PDF", () => {
  it("is known by the gap that its signature fills", async () => {
    const [plain, bytes] = [await invoice(), signed(await invoice())];
    expect([isSigned(plain), isSigned(bytes)]).toEqual([false, true]);
    expect(isSigned(Buffer.from("(/ByteRange [0 10 20 30]) Tj and <no> gap, just words that speak of it"))).toBe(false);
    expect(isSigned(Buffer.from("/ByteRange [0 1 2 3]".repeat(2_000)))).toBe(false);
    expect(isSigned(bytes.subarray(0, bytes.length - 20))).toBe(false);
  });

  it("says so among the checks, as unverified, and where a page has no text", async () => {
    const reading = await readFileBytes(signed(await invoice()));
    if (!reading.ok) throw new Error(reading.error.code);
    const { checks } = proposeInvoice(reading.value);
    expect(checks).toContainEqual({ code: "pdf-signed", severity: "ok" });
    expect(checks).toContainEqual({ code: "pages-without-text", severity: "warning" });
  });
});
