// The main job, told with desks alone: an application and a scanned invoice go their whole way, with the cable pulled in between.
import { copyFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { must } from "../../shared/base/must.ts";
import { paymentDigest, invoiceSchema } from "../../shared/domain/invoice/schema.ts";
import type { InboxArgs } from "../../shared/desk/inbox-calls.ts";
import { pushSubmission } from "../../server/testing/submissions.ts";
import { demoTenant } from "../../server/demo/people.ts";
import { openStoryTown, type StoryTown, type TownDesk } from "./town.ts";

const samples = join(import.meta.dirname, "..", "..", "scanner-inbox", "samples");
const inbox: InboxArgs = {
  view: "all",
  kinds: [],
  text: "",
  overdueOnly: false,
  sort: { by: "received", descending: true },
  offset: 0,
  limit: 50,
};

let town: StoryTown | undefined;
afterEach(async () => {
  await town?.close();
  town = undefined;
});

async function bodyOf(desk: TownDesk, kind: string, id: string): Promise<Record<string, unknown>> {
  const { record } = await desk.until("record", { kind, id }, (value) => value.record !== null);
  return must(record, "it was waited for").body;
}

async function certify(desk: TownDesk, id: string, as: "factual" | "arithmetic"): Promise<string> {
  const digest = paymentDigest(invoiceSchema.parse(await bodyOf(desk, "invoice", id)));
  const given = await desk.give("invoice", "certify", id, { as, digest, statement: "richtig" });
  return must(given.results[0], "one command has one result").outcome;
}

/** A file of the unit's archive that takes documents. */
async function openFile(desk: TownDesk, unit: string): Promise<string> {
  const files = await desk.until("archiveFiles", { planNumber: null, openOnly: true, text: "", limit: 500 }, (value) =>
    value.rows.some((row) => row.unit === unit),
  );
  return must(
    files.rows.find((row) => row.unit === unit),
    "it was waited for",
  ).id;
}

test("the main job, with the network cut in the middle; a second workstation shows the same", async () => {
  town = await openStoryTown();
  const clerk = await town.sitDown("kbrandt");
  const accountant = await town.sitDown("mpetersen");
  const officer = await town.sitDown("shartmann");

  const arrived = await pushSubmission(
    town.server.url,
    {
      tenant: demoTenant,
      submissionId: "story-1",
      service: "RESIDENCE_CERT_SIMPLE",
      applicant: { familyName: "Ünlü", givenNames: "Zoë" },
      payload: { usagePurpose: "Vorlage beim Arbeitgeber" },
      attachments: [],
    },
    "demo-portal-key",
  );
  expect(arrived.status).toBeLessThan(300);
  const [application] = (await clerk.until("inbox", inbox, (value) => value.rows.some((row) => row.kind === "application"))).rows;
  const applicationId = must(application, "it was waited for").id;

  const pdf = must(
    (await readdir(samples)).find((name) => name.startsWith("Rechnung") && name.endsWith(".pdf")),
    "there is a sample with text",
  );
  await copyFile(join(samples, pdf), join(accountant.scannerFolder, pdf));
  const [invoice] = (await accountant.until("inbox", inbox, (value) => value.rows.some((row) => row.kind === "invoice"))).rows;
  const invoiceId = must(invoice, "it was waited for").id;
  await accountant.until("scanner", {}, ({ folders }) => folders[0]?.days[0]?.booked === 1);

  clerk.cut();
  accountant.cut();
  await clerk.until("sync", {}, (state) => state.network === "offline");
  await clerk.give("application", "claim", applicationId, {});
  await clerk.give("application", "addNote", applicationId, { text: "Ausweis lag vor." });
  await clerk.give("application", "decide", applicationId, { outcome: "approved", reason: "" });
  await clerk.give("application", "close", applicationId, {});
  await clerk.give("application", "fileAway", applicationId, {
    fileId: await openFile(clerk, "buergerservice"),
    title: "Meldebescheinigung Ünlü",
  });
  expect(await bodyOf(clerk, "application", applicationId)).toMatchObject({ state: "filed" });
  expect([await certify(accountant, invoiceId, "factual"), await certify(accountant, invoiceId, "arithmetic")]).toEqual([
    "applied",
    "applied",
  ]);
  expect((await officer.until("record", { kind: "invoice", id: invoiceId }, (value) => value.record !== null)).record?.body["state"]).toBe(
    "captured",
  );

  clerk.restore();
  accountant.restore();
  await Promise.all([clerk.settled(), accountant.settled()]);
  await officer.until("record", { kind: "invoice", id: invoiceId }, (value) => value.record?.body["state"] === "ready");
  const digest = paymentDigest(invoiceSchema.parse(await bodyOf(officer, "invoice", invoiceId)));
  await officer.give("invoice", "order", invoiceId, { digest, statement: "angeordnet" });
  await officer.give("invoice", "fileAway", invoiceId, { fileId: await openFile(officer, "finanzen"), title: "Rechnung aus dem Scanner" });
  await officer.settled();

  const second = await town.sitDown("jlueders");
  const found = async (desk: TownDesk, text: string): Promise<number> =>
    (
      await desk.until(
        "archiveList",
        { planNumber: null, fileId: null, text, order: "newest", offset: 0, limit: 10 },
        (value) => value.rows.length > 0,
      )
    ).total;
  expect(await found(second, "Ünlü")).toBe(1);
  expect(await found(second, "Rechnung Scanner")).toBe(1);
  for (const [kind, id] of [
    ["application", applicationId],
    ["invoice", invoiceId],
  ] as const) {
    const here = kind === "application" ? clerk : officer;
    const both = await Promise.all([here, second].map((desk) => desk.until("record", { kind, id }, (value) => value.outbox.length === 0)));
    expect(both[0]?.record).toEqual(both[1]?.record);
    expect(both[0]?.record?.body["state"]).toBe("filed");
  }
});
