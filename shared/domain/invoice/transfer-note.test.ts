// The transfer note of a scan and its quality samples, after BSI TR-03138 RESISCAN: who, with what, what was checked, what deviates.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { derivedId } from "../../base/hash.ts";
import { buildInvoice } from "../../testing/invoice-builder.ts";
import { cast, Scene, sceneStart } from "../../testing/scene.ts";
import { defaultPolicy } from "../policy.ts";
import { documentSchema } from "../document/schema.ts";
import { qualitySampleTopic, taskSchema } from "../task/schema.ts";
import { emptyInvoiceFields, invoiceIdOf, invoiceSchema, type Invoice } from "./schema.ts";
import { isSample, transferNoteOf } from "./transfer-note.ts";

const transfer = { device: "Scanplatz 1", profile: "Rechnungen 300 dpi", readAt: "2026-11-24T07:59:00.000Z", pages: 7 };

function capture(scene: Scene, more: Partial<Pick<Invoice, "pages">> = {}, channel = "scanner"): string {
  const sha256 = scene.freshId().replaceAll("-", "").repeat(2);
  const id = invoiceIdOf(sha256, more.pages);
  const outcome = scene.run(cast.accountant, "invoice", "capture", id, {
    unit: "finanzen",
    document: { sha256, name: "SCAN0001.pdf", mime: "application/pdf", size: 1000 },
    ...more,
    documentKind: "invoice",
    readState: "read",
    fields: emptyInvoiceFields,
    origins: {},
    checks: [{ code: "iban-missing", severity: "warning" }],
    arrival: { channel, fileName: "SCAN0001.pdf", ...(channel === "scanner" ? { transfer } : {}) },
  });
  expect(outcome.kind).toBe("accepted");
  return id;
}
const bodyOf = (scene: Scene, id: string): Invoice => invoiceSchema.parse(scene.body("invoice", id));

describe("the note", () => {
  test("says who scanned it where and when, of how many pages, and the hash of what is kept", () => {
    const scene = new Scene();
    const body = bodyOf(scene, capture(scene));
    expect(transferNoteOf(body)).toMatchObject({
      ...transfer,
      by: "mpetersen",
      keptPages: 7,
      file: { name: "SCAN0001.pdf", size: 1000, sha256: body.document.sha256 },
      checks: [{ code: "iban-missing", severity: "warning" }],
      deviations: [],
      quality: [],
    });
    expect(Date.parse(transferNoteOf(body)?.at ?? "")).toBeGreaterThan(Date.parse(sceneStart));
  });

  test("names every way in which the document is not the stack as it was scanned", () => {
    const scene = new Scene();
    const pages = {
      shown: [
        { page: 3, turn: 180 as const },
        { page: 2, turn: 0 as const },
      ],
      leftOut: [
        { page: 1, reason: "separator" as const },
        { page: 4, reason: "blank" as const },
      ],
    };
    expect(transferNoteOf(bodyOf(scene, capture(scene, { pages })))).toMatchObject({
      keptPages: 2,
      deviations: [
        { what: "leftOut", page: 1, reason: "separator" },
        { what: "leftOut", page: 4, reason: "blank" },
        { what: "turned", page: 3, degrees: 180 },
        { what: "reordered" },
        { what: "otherDocuments", pages: 3 },
      ],
    });
  });

  test("is not made up for what was never on paper, or came before there were notes", () => {
    const scene = new Scene();
    expect(transferNoteOf(bodyOf(scene, capture(scene, {}, "mail")))).toBeUndefined();
    expect(transferNoteOf(buildInvoice())).toBeUndefined();
  });
});

describe("quality samples", () => {
  test("none at 0, all at 100, and whoever is drawn at a rate is drawn at every higher one", () => {
    fc.assert(
      fc.property(fc.uuid(), fc.double({ min: 0, max: 100, noNaN: true }), fc.double({ min: 0, max: 100, noNaN: true }), (id, one, two) => {
        expect(isSample(id, 0)).toBe(false);
        expect(isSample(id, 100)).toBe(true);
        if (isSample(id, Math.min(one, two))) expect(isSample(id, Math.max(one, two))).toBe(true);
      }),
    );
  });

  test("are drawn about as often as the municipality wants", () => {
    const drawn = Array.from({ length: 4000 }, (_none, index) => isSample(derivedId("draw", index), 10)).filter(Boolean).length;
    expect(drawn).toBeGreaterThan(300);
    expect(drawn).toBeLessThan(500);
  });

  test("make a task for the unit, which is done only with what was found, and the finding stays", () => {
    const scene = new Scene({ ...defaultPolicy, qualitySamplePercent: 100 });
    const id = capture(scene);
    const task = bodyOf(scene, id).quality?.task ?? "";
    const taskOf = () => taskSchema.parse(scene.body("task", task));
    expect(taskOf()).toMatchObject({ topic: qualitySampleTopic, state: "open", about: { kind: "invoice", id }, title: "SCAN0001.pdf" });
    expect(scene.run(cast.accountant, "task", "complete", task, {})).toMatchObject({ refusal: { code: "checkAtInvoice" } });
    const check = (args: Readonly<Record<string, string>>) => scene.run(cast.accountant, "invoice", "checkTransfer", id, { task, ...args });
    expect(check({ verdict: "deviates", findings: " " })).toMatchObject({ refusal: { code: "reasonMissing" } });
    expect(scene.run(cast.clerk, "invoice", "checkTransfer", id, { task, verdict: "agrees", findings: "" })).toMatchObject({
      refusal: { code: "notAllowed" },
    });
    expect(check({ verdict: "deviates", findings: "Seite 2 fehlt" }).kind).toBe("accepted");
    expect(taskOf().state).toBe("done");
    const again = check({ verdict: "agrees", findings: "" });
    expect(again.kind).toBe("accepted");
    expect(transferNoteOf(bodyOf(scene, id))?.quality).toMatchObject([
      { verdict: "deviates", findings: "Seite 2 fehlt", by: "mpetersen" },
      { verdict: "agrees", findings: "" },
    ]);
    expect(scene.run(cast.accountant, "invoice", "takeBack", id, { command: again.commandId })).toMatchObject({
      refusal: { code: "qualityCheckStays" },
    });
  });

  test("that deviate make a task to scan anew; those that agree make none", () => {
    const scene = new Scene();
    const id = capture(scene);
    const tasks = () => [...scene.records.values()].filter(({ kind }) => kind === "task").map(({ body }) => taskSchema.parse(body));
    scene.run(cast.accountant, "invoice", "checkTransfer", id, { verdict: "agrees", findings: "" });
    expect(tasks()).toEqual([]);
    scene.run(cast.accountant, "invoice", "checkTransfer", id, { verdict: "deviates", findings: "Seite 2 fehlt" });
    expect(tasks()).toMatchObject([{ topic: "deviatingScan", title: "SCAN0001.pdf", about: { kind: "invoice", id }, state: "open" }]);
  });

  test("a filed document carries the note, and what is found later is added to it", () => {
    const scene = new Scene();
    const id = scene.invoice();
    for (const as of ["factual", "arithmetic"])
      scene.run(cast.accountant, "invoice", "certify", id, { as, digest: scene.digest(id), statement: "Richtig." });
    scene.run(cast.officer, "invoice", "order", id, { digest: scene.digest(id), statement: "Angeordnet." });
    expect(scene.run(cast.accountant, "invoice", "fileAway", id, { fileId: scene.file(), title: "Rechnung" }).kind).toBe("accepted");
    const document = bodyOf(scene, id).documentId ?? "";
    const noteOf = () => documentSchema.parse(scene.body("document", document)).transferNote;
    expect(noteOf()).toEqual(transferNoteOf(bodyOf(scene, id)));
    const check = { verdict: "agrees", findings: "" };
    expect(scene.run(cast.accountant, "invoice", "checkTransfer", id, { ...check, document: id })).toMatchObject({
      refusal: { code: "badArguments" },
    });
    expect(scene.run(cast.accountant, "invoice", "checkTransfer", id, { ...check, document }).kind).toBe("accepted");
    expect(noteOf()?.quality).toMatchObject([{ verdict: "agrees", by: "mpetersen" }]);
    expect(noteOf()).toEqual(transferNoteOf(bodyOf(scene, id)));
  });

  test("are not drawn of mails; a scan that was not drawn may be checked all the same, one that is none may not", () => {
    const scene = new Scene({ ...defaultPolicy, qualitySamplePercent: 100 });
    const mail = capture(scene, {}, "mail");
    expect(bodyOf(scene, mail).quality).toBeUndefined();
    expect(scene.run(cast.accountant, "invoice", "checkTransfer", mail, { verdict: "agrees", findings: "" })).toMatchObject({
      refusal: { code: "badArguments" },
    });
    const plain = new Scene();
    const scan = capture(plain);
    expect(bodyOf(plain, scan).quality).toBeUndefined();
    expect(plain.run(cast.accountant, "invoice", "checkTransfer", scan, { verdict: "agrees", findings: "" }).kind).toBe("accepted");
  });
});
