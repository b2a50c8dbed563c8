import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PDFDocument } from "@cantoo/pdf-lib";
import { must } from "../../shared/base/must.ts";
import { applicationSchema } from "../../shared/domain/application/schema.ts";
import { intakeResponseSchema } from "../../shared/sync/intake.ts";
import { pushSubmission, submission } from "../testing/submissions.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ clock: () => Date.parse("2026-11-24T09:00:00Z") });
});
afterAll(() => server.close());

const pdf = Buffer.from("%PDF-1.7\n%%EOF\n");

test("a submission becomes one application of the responsible unit, with a form made where the source sent none", async () => {
  const sent = submission("S-1", {
    attachments: [{ name: "Ausweis.pdf", mime: "x/y", purpose: "attachment", base64: pdf.toString("base64") }],
  });
  const first = await pushSubmission(server.url, sent);
  expect(first.status).toBe(201);
  const { applicationId } = intakeResponseSchema.parse(first.body);
  expect(await pushSubmission(server.url, sent)).toEqual({ status: 200, body: { applicationId, state: "known" } });
  const anna = await server.signedIn("anna");
  await anna.pullAll();
  const record = must(anna.records.get(`application/${applicationId}`), "the application arrived");
  expect(record).toMatchObject({ unit: "standesamt", version: 1, scopes: ["application@standesamt"] });
  const body = applicationSchema.parse(record.body);
  expect(body).toMatchObject({ state: "received", deadline: "2026-12-04", source: { adapter: "portal", submissionId: "S-1" } });
  expect(body.attachments.map(({ purpose, content }) => [purpose, content.mime])).toEqual([
    ["form", "application/pdf"],
    ["attachment", "application/pdf"],
  ]);
  const form = must(body.attachments[0], "the form was made").content;
  const response = await anna.fetch(`/v1/content/application/${applicationId}/${form.sha256}`);
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(createHash("sha256").update(bytes).digest("hex")).toBe(form.sha256);
  expect((await PDFDocument.load(bytes)).getPageCount()).toBe(1);
});

test("the same submission twenty times at once is one application, received once in the log", async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => pushSubmission(server.url, submission("S-2"))));
  const states = answers.map((answer) => intakeResponseSchema.parse(answer.body));
  expect(new Set(states.map((state) => state.applicationId)).size).toBe(1);
  const elke = await server.signedIn("elke");
  await elke.pullAll();
  const found = [...elke.records.values()].filter(
    (record) => record.kind === "application" && applicationSchema.parse(record.body).source.submissionId === "S-2",
  );
  expect(found.map((record) => record.version)).toEqual([1]);
});

test("an unknown service lands in the central tray and a FIM key names a known one", async () => {
  const elke = await server.signedIn("elke");
  const unitOf = async (service: string): Promise<string | undefined> => {
    const { body } = await pushSubmission(server.url, submission(`S-${service}`, { service }));
    await elke.pullAll();
    return elke.records.get(`application/${intakeResponseSchema.parse(body).applicationId}`)?.unit;
  };
  expect(await unitOf("SOMETHING_NEW")).toBe("zentrale-dienste");
  expect(await unitOf("urn:de:fim:leika:leistung:99027002012000")).toBe("standesamt");
});

test("whoever has no key, another tenant or a forbidden file is sent away and leaves nothing", async () => {
  expect(await pushSubmission(server.url, submission("S-9"), "wrong")).toMatchObject({ status: 401, body: { problem: "signInFailed" } });
  expect(await pushSubmission(server.url, submission("S-9", { tenant: "other" }))).toMatchObject({ status: 404 });
  const attachments = [
    { name: "harmlos.pdf", mime: "application/pdf", purpose: "attachment", base64: Buffer.from("MZ..").toString("base64") },
  ];
  expect(await pushSubmission(server.url, submission("S-9", { attachments }))).toMatchObject({
    status: 400,
    body: { problem: "badRequest" },
  });
  expect(await pushSubmission(server.url, submission("S-9"))).toMatchObject({ status: 201 });
});
