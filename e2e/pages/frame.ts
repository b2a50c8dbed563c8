// The window around the areas: the way between them, how the desk stands with the server, who sits here.
import { expect, type Locator, type Page } from "@playwright/test";
import { ArchivePage } from "./archive-page.ts";
import { InboxPage } from "./inbox-page.ts";
import { OutboxPage } from "./outbox-page.ts";
import { PaymentPage } from "./payment-page.ts";
import { ScansPage } from "./scans-page.ts";
import { SuppliersPage } from "./suppliers-page.ts";

export class Frame {
  readonly page: Page;
  /** "Verbunden", "Ohne Netz seit …", "Gleicht ab …" with what waits and what is wrong; opens the details. */
  readonly sync: Locator;
  constructor(page: Page) {
    this.page = page;
    this.sync = page.getByRole("banner").getByRole("button", { name: /^(Verbunden|Ohne Netz|Gleicht ab)/u });
  }

  async isShown(): Promise<void> {
    await expect(this.page.getByRole("navigation", { name: "Bereiche" })).toBeVisible();
  }

  async inbox(): Promise<InboxPage> {
    await this.#go("Eingang");
    return new InboxPage(this.page);
  }

  async archive(): Promise<ArchivePage> {
    await this.#go("Archiv");
    return new ArchivePage(this.page);
  }

  async outbox(): Promise<OutboxPage> {
    await this.#go("Abgleich");
    return new OutboxPage(this.page);
  }

  async scans(): Promise<ScansPage> {
    await this.#go("Scan-Eingang");
    return new ScansPage(this.page);
  }

  async suppliers(): Promise<SuppliersPage> {
    await this.#go("Lieferanten");
    return new SuppliersPage(this.page);
  }

  async payment(): Promise<PaymentPage> {
    await this.#go("Zahlungen");
    return new PaymentPage(this.page);
  }

  /** Chart of accounts, cost centres, budget, open orders. */
  async ledger(): Promise<void> {
    await this.#go("Haushalt");
  }

  async settings(): Promise<void> {
    await this.#go("Einstellungen");
  }

  /** Waits until this desk is connected and nothing waits. */
  async isSettled(): Promise<void> {
    await expect(this.sync).toHaveText(/^Verbunden(?!.*(?:wartet|warten|abgelehnt))/u);
  }

  async isOffline(): Promise<void> {
    await expect(this.sync).toHaveText(/Ohne Netz/u);
  }

  /** Asks for news now. */
  async syncNow(): Promise<void> {
    await this.sync.click();
    const details = this.page.getByRole("dialog", { name: "Verbindung zum Server" });
    await details.getByRole("button", { name: "Jetzt abgleichen" }).click();
    await this.page.keyboard.press("Escape");
    await expect(details).toBeHidden();
  }

  /** Asks for news now, and waits until the line names the trouble and the details say in a sentence what to do. */
  async isTold(words: string, sentence: RegExp): Promise<void> {
    await this.sync.click();
    const details = this.page.getByRole("dialog", { name: "Verbindung zum Server" });
    await details.getByRole("button", { name: "Jetzt abgleichen" }).click();
    await expect(details.getByText(sentence)).toBeVisible();
    await this.page.keyboard.press("Escape");
    await expect(details).toBeHidden();
    await expect(this.sync).toContainText(words);
  }

  /** Leaves; the sign-in screen is there afterwards. */
  async signOut(): Promise<void> {
    await this.page
      .getByRole("banner")
      .getByRole("button", { name: /Angemeldet als/u })
      .click();
    await this.page.getByRole("menuitem", { name: "Abmelden" }).click();
  }

  async #go(area: string): Promise<void> {
    const link = this.page.getByRole("navigation", { name: "Bereiche" }).getByRole("link", { name: new RegExp(`^${area}`, "u") });
    await link.click();
    await expect(link).toHaveAttribute("aria-current", "page");
  }
}
