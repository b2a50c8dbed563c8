// The main job on two workstations: an application and a scanned invoice go their whole way, with the cable of one pulled in between.
import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { pushSubmission } from "../../server/testing/submissions.ts";
import { expectAccessible } from "../fixtures/axe.ts";
import { expect, test } from "../fixtures/spec.ts";
import { SignInPage } from "../pages/sign-in-page.ts";

const samples = join(import.meta.dirname, "..", "..", "scanner-inbox", "samples");
const invoiceFile = "Rechnung_Heidestrom_2026-10.pdf";
const invoiceNumber = "HS202602782";
const supplier = "Heidestrom Versorgung GmbH";

test("an application and an invoice arrive, are decided, certified, ordered and filed, with the network cut in the middle", async ({
  open,
  cable,
  town,
  folder,
}) => {
  const scannerFolder = join(folder, "scanner");
  await mkdir(scannerFolder, { recursive: true });
  const [one, two] = await Promise.all([open({ serverUrl: cable.url, scannerFolder }), open()]);
  await expectAccessible(one.page);
  const accounting = await new SignInPage(one.page).signIn("mpetersen", town.passwordOf("mpetersen"));
  const office = await new SignInPage(two.page).signIn("jlueders", town.passwordOf("jlueders"));
  await accounting.isSettled();

  const arrived = await pushSubmission(
    town.url,
    {
      tenant: town.tenant,
      submissionId: "screens-main-job",
      service: "RESIDENCE_CERT_SIMPLE",
      applicant: { familyName: "Ünlü-Story", givenNames: "Zoë" },
      payload: { usagePurpose: "Vorlage beim Arbeitgeber" },
      attachments: [],
    },
    "demo-portal-key",
  );
  expect(arrived.status).toBeLessThan(300);
  await copyFile(join(samples, invoiceFile), join(scannerFolder, invoiceFile));

  // Both stand in one inbox, a moment later.
  const inbox = await office.inbox();
  await inbox.newestFirst();
  await expect(inbox.row("Ünlü-Story")).toBeVisible();
  await expect(inbox.row(invoiceNumber)).toBeVisible();
  await expectAccessible(two.page);

  const application = await inbox.openApplication("Ünlü-Story");
  await application.claim();
  await application.addNote("Ausweis lag vor.");
  await expectAccessible(two.page);
  await application.approve(() => expectAccessible(two.page));
  await application.close();
  await application.fileAway("", "Meldebescheinigung Ünlü-Story");
  await application.isIn("zu den Akten");
  await expectAccessible(two.page);

  // The cable of the first workstation is pulled; work there goes on.
  const accountingInbox = await accounting.inbox();
  await accountingInbox.newestFirst();
  await expect(accountingInbox.row(invoiceNumber)).toBeVisible();
  await accounting.isSettled();
  cable.cut();
  await accounting.isOffline();
  const invoice = await accountingInbox.openInvoice(supplier);
  await invoice.pdf.isDrawn();
  await expectAccessible(one.page);
  await invoice.sign("factual", () => expectAccessible(one.page));
  await invoice.sign("arithmetic");
  await invoice.isIn("anordnungsreif");
  const outbox = await accounting.outbox();
  // What it is booked on, and two signatures.
  await expect(outbox.waiting).toHaveCount(3);
  await expect(outbox.waiting.first()).toContainText("Kein Netz");
  await expect(outbox.connection).toContainText("Ohne Netz");
  await expectAccessible(one.page);
  const elsewhere = await inbox.openInvoice(supplier);
  await elsewhere.isIn("erfasst");

  // Connected again, the second workstation shows the same.
  cable.restore();
  await outbox.syncNow();
  await outbox.nothingWaits();
  await accounting.isSettled();
  await elsewhere.isIn("anordnungsreif");
  await expect(elsewhere.region.getByText(/Malte Petersen/u).first()).toBeVisible();

  // A second person orders and files.
  await office.signOut();
  const ordering = await new SignInPage(two.page).signIn("shartmann", town.passwordOf("shartmann"));
  const orderingInbox = await ordering.inbox();
  await orderingInbox.search.fill(invoiceNumber);
  const ordered = await orderingInbox.openInvoice(supplier);
  await ordered.sign("order", () => expectAccessible(two.page));
  await ordered.isIn("angeordnet");
  await ordered.fileAway("", "Stromrechnung Story");
  await ordered.isIn("zu den Akten");
  await ordering.isSettled();

  // Both are found in the archive, with the words marked in the list and in the document.
  const archive = await ordering.archive();
  await archive.find("Ünlü");
  await expect(archive.row("Meldebescheinigung Ünlü-Story")).toBeVisible();
  await archive.find(invoiceNumber);
  await expect(archive.row("Stromrechnung Story")).toBeVisible();
  await expect(archive.marks.first()).toBeVisible();
  await archive.open("Stromrechnung Story");
  await archive.pdf.isDrawn();
  await expect(archive.pdf.highlights.first()).toHaveText(/HS2026/u);
  await expectAccessible(two.page);

  // The workstation that was cut off shows the same end.
  const backInbox = await accounting.inbox();
  await expect(backInbox.reading).toContainText("zu den Akten");
  await expect(backInbox.reading).toContainText("Sabine Hartmann");
});
