// Two people of the cash office at two desks: one makes a run, the other releases it, the file for the bank is written once and read here as
// a bank would, and the bank's statement makes the invoices paid. An auditor sees it and changes nothing.
import { readFile } from "node:fs/promises";
import { statementFile } from "../../electron/workstation/payment/statement-for-tests.ts";
import { checkPain001 } from "../../electron/workstation/payment/pain001-check.ts";
import { defaultReadLimits } from "../../scanner-inbox/read/reading.ts";
import { elementsAt, parseXml, writtenAt } from "../../scanner-inbox/read/xml-element.ts";
import { expectAccessible } from "../fixtures/axe.ts";
import { expect, test } from "../fixtures/spec.ts";
import { SignInPage } from "../pages/sign-in-page.ts";

const ours = "DE02120300000000202051";

test("a run is made, released by the second person, exported once and settled by the statement", async ({ open, town }) => {
  const seat = async (user: string) => {
    const { page } = await open();
    const frame = await new SignInPage(page).signIn(user, town.passwordOf(user));
    await frame.isSettled();
    return { page, frame, payment: await frame.payment() };
  };
  const [voss, ahlers, audit] = await Promise.all([seat("tvoss"), seat("iahlers"), seat("rfricke")]);
  await expectAccessible(voss.page);
  const number = await voss.payment.makeRun(2);
  await voss.frame.isSettled();
  await expect(voss.payment.run.getByRole("button", { name: "Freigeben …" })).toHaveAttribute("aria-disabled", "true");

  await ahlers.frame.syncNow();
  await ahlers.payment.view("Zahlungsläufe");
  await ahlers.payment.openRun(number);
  await ahlers.payment.press("Freigeben …");
  await expect(ahlers.page.getByRole("dialog").getByText(/^Sie geben 2 Zahlungen über zusammen /u)).toBeVisible();
  await ahlers.payment.confirm("Freigeben");
  await expect(ahlers.payment.run.getByText("freigegeben", { exact: true })).toBeVisible();
  await ahlers.payment.press("Zahlungsdatei erstellen …");
  await ahlers.payment.confirm("Datei erstellen");
  const bytes = await readFile(await ahlers.payment.saveFile());
  expect(checkPain001(bytes)).toEqual([]);
  const root = parseXml(bytes, defaultReadLimits);
  expect(writtenAt(root, "CstmrCdtTrfInitn", "GrpHdr", "MsgId")).toBe(`${number}-1`);
  const sent = elementsAt(root, "CstmrCdtTrfInitn", "PmtInf", "CdtTrfTxInf").map((one) => ({
    endToEnd: writtenAt(one, "PmtId", "EndToEndId") ?? "",
    cents: Math.round(Number(writtenAt(one, "Amt", "InstdAmt")) * 100),
  }));
  expect(sent).toHaveLength(2);
  await ahlers.payment.press("Noch eine Datei erstellen …");
  const again = ahlers.page.getByRole("dialog");
  await again.getByRole("button", { name: "Datei erstellen", exact: true }).click();
  await expect(again.getByText("Bitte begründen Sie", { exact: false })).toBeVisible();
  await again.getByRole("button", { name: "Abbrechen" }).click();

  await voss.frame.syncNow();
  await voss.payment.view("Kontoauszug");
  const statement = statementFile({
    iban: ours,
    id: `2026-${number}`,
    entries: [
      { reference: "B-1", cents: sent.reduce((sum, { cents }) => sum + cents, 0), parts: sent, on: "2026-11-26" },
      { reference: "B-2", cents: 990, endToEnd: "KONTOFUEHRUNG" },
    ],
  });
  await voss.payment.readStatement(statement);
  await expect(voss.payment.region.getByRole("heading", { name: "Nicht zuzuordnen" })).toBeVisible();
  await expectAccessible(voss.page);
  await voss.payment.region.getByRole("button", { name: "2 Umsätze buchen" }).click();
  await expect(voss.payment.region.getByText("nichts, was noch zu buchen wäre", { exact: false })).toBeVisible();
  await voss.payment.view("Zahlungsläufe");
  await voss.payment.openRun(number);
  await expect(voss.payment.run.getByText("abgeschlossen", { exact: true })).toBeVisible();
  await expect(voss.payment.run.getByText("gebucht am 26.11.2026")).toHaveCount(2);
  await voss.frame.isSettled();

  await audit.frame.syncNow();
  await expect(audit.payment.region.getByText("Ändern kann hier nur die Kasse", { exact: false })).toBeVisible();
  await audit.payment.view("Zahlungsläufe");
  await audit.payment.openRun(number);
  await expect(audit.payment.run.getByText("gebucht am 26.11.2026")).toHaveCount(2);
});
