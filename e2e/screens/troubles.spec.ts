// Everything that can stand between a desk and its server: the person reads what it is and what to do, works on, is asked before leaving
// over waiting work, and once the wire is right everything goes on by itself.
import { pushSubmission } from "../../server/testing/submissions.ts";
import { expectAccessible } from "../fixtures/axe.ts";
import { expect, test } from "../fixtures/spec.ts";
import { openWrongWire } from "../fixtures/wrong-wire.ts";
import { SignInPage } from "../pages/sign-in-page.ts";

test("guest networks, a slow server, garbage and a wrong clock are told with what to do, and end by themselves", async ({ open, town }) => {
  const wire = await openWrongWire(town.url);
  try {
    const workstation = await open({ serverUrl: wire.url });
    const { page, shownBy } = workstation;
    const arrives = (familyName: string) =>
      pushSubmission(
        town.url,
        {
          tenant: town.tenant,
          submissionId: `troubles-${shownBy}-${familyName}`,
          service: "RESIDENCE_CERT_SIMPLE",
          applicant: { familyName, givenNames: "Zoë" },
          payload: { usagePurpose: "Vorlage beim Arbeitgeber" },
          attachments: [],
        },
        "demo-portal-key",
      );
    await arrives("Störfall");
    const frame = await new SignInPage(page).signIn("jlueders", town.passwordOf("jlueders"));
    const inbox = await frame.inbox();
    // What has just come is in sight whatever else is due today.
    await inbox.newestFirst();
    const application = await inbox.openApplication("Störfall");
    await frame.isSettled();

    // Portals answer in either way: one a host.
    wire.portal(shownBy === "loopback" ? "redirect" : "page");
    await frame.isTold(
      "Anmeldung im WLAN nötig",
      /fremde Seite.*Gast-WLANs\. Öffnen Sie einen Browser und melden Sie sich dort im WLAN an/u,
    );
    await frame.isOffline();

    // Work goes on, waits, and is not left without a question.
    await application.claim();
    await expect(frame.sync).toContainText("1 wartet");
    const question = await workstation.tryToClose();
    if (shownBy === "loopback") {
      const notice = page.getByRole("alertdialog", { name: "Es wartet noch Arbeit" });
      await expect(notice).toContainText(/Ein Schritt ist noch nicht beim Server\..*Nichts geht verloren/u);
      await expectAccessible(page);
      await notice.getByRole("button", { name: "Schließen" }).last().click();
    } else expect(question).toMatch(/^Ein Schritt ist noch nicht beim Server\. Nichts geht verloren/u);
    wire.right();
    await frame.isSettled();

    wire.garble();
    await frame.isTold("Server antwortet unverständlich", /bleibt hier gespeichert.*informieren Sie die Systembetreuung/u);
    wire.right();
    await frame.isSettled();

    wire.hang();
    await frame.isTold("Server antwortet langsam", /Sie können weiterarbeiten; Ihre Schritte gehen hinaus, sobald er antwortet/u);
    wire.right();
    await frame.isSettled();

    wire.shiftClock(-20);
    await frame.isTold("Uhr prüfen", /Uhr dieses Geräts geht etwa 20 Minuten vor\. Bitte stellen Sie Datum und Uhrzeit richtig/u);
    wire.right();
    // The next answer tells the right time.
    await arrives("Danach");
    await expect(frame.sync).not.toContainText("Uhr prüfen");
    await expect(inbox.row("Danach")).toBeVisible();
  } finally {
    await wire.close();
  }
});
