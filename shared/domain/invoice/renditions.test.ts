// A rendition is added once, for the very file it was made from, and goes with the invoice to the files.
import { expect, test } from "vitest";
import { cast, Scene } from "../../testing/scene.ts";
import { documentSchema } from "../document/schema.ts";
import { searchableOf } from "../record.ts";
import { invoiceSchema } from "./schema.ts";

const content = { sha256: "c".repeat(64), name: "durchsuchbar.pdf", mime: "application/pdf", size: 7 };

function bookedInvoice() {
  const scene = new Scene();
  const id = scene.invoice();
  const body = () => invoiceSchema.parse(scene.body("invoice", id));
  const args = { kind: "searchable", of: body().document.sha256, content, engine: "Tesseract 5" };
  return { scene, id, body, args };
}

test("it names what it was made with, and leaves the document, its signatures and its digest alone", () => {
  const { scene, id, body, args } = bookedInvoice();
  const before = body();
  const digest = scene.digest(id);
  scene.run(cast.accountant, "invoice", "addRendition", id, args);
  expect(searchableOf(body().renditions)).toEqual(content);
  expect(body().renditions).toMatchObject([{ kind: "searchable", engine: "Tesseract 5", by: cast.accountant.personId }]);
  expect(body().document).toEqual(before.document);
  expect(scene.digest(id)).toBe(digest);
});

test("a second one, and one of another file, are refused", () => {
  const { scene, id, body, args } = bookedInvoice();
  expect(scene.run(cast.accountant, "invoice", "addRendition", id, { ...args, of: "d".repeat(64) })).toMatchObject({
    refusal: { code: "badArguments" },
  });
  scene.run(cast.accountant, "invoice", "addRendition", id, args);
  expect(scene.run(cast.accountant, "invoice", "addRendition", id, args)).toMatchObject({ refusal: { code: "renditionStays" } });
  expect(body().renditions).toHaveLength(1);
});

test("a filed invoice's document has it too", () => {
  const { scene, id, args } = bookedInvoice();
  scene.run(cast.accountant, "invoice", "addRendition", id, args);
  const signed = { digest: scene.digest(id), statement: "richtig" };
  scene.run(cast.accountant, "invoice", "certify", id, { ...signed, as: "arithmetic" });
  scene.run(cast.accountant, "invoice", "certify", id, { ...signed, as: "factual" });
  scene.run(cast.officer, "invoice", "order", id, signed);
  scene.run(cast.accountant, "invoice", "fileAway", id, { fileId: scene.file("finanzen"), title: "Rechnung" });
  const document = documentSchema.parse(scene.body("document", documentOf(scene, id)));
  expect(searchableOf(document.renditions)).toEqual(content);
});

function documentOf(scene: Scene, id: string): string {
  return invoiceSchema.parse(scene.body("invoice", id)).documentId ?? "";
}
