// The Abgleich: what waits, what needs a decision.
import { expect, type Locator, type Page } from "@playwright/test";

export class OutboxPage {
  readonly page: Page;
  readonly connection: Locator;
  /** Steps that wait, one a row. */
  readonly waiting: Locator;
  /** Steps the server did not take. */
  readonly refused: Locator;
  constructor(page: Page) {
    this.page = page;
    this.connection = page.getByRole("region", { name: "Verbindung zum Server" });
    this.waiting = page.locator(".outbox__table tbody tr");
    this.refused = page.locator(".refused-list > li");
  }

  /** Asks the server now instead of when its turn comes. */
  async syncNow(): Promise<void> {
    await this.connection.getByRole("button", { name: "Jetzt abgleichen" }).click();
  }

  /** Steps of this kind that the server has, one a row. */
  arrived(step: string): Locator {
    return this.page.getByRole("table", { name: "Zuletzt beim Server angekommen" }).getByRole("row").filter({ hasText: step });
  }

  async nothingWaits(): Promise<void> {
    await expect(this.page.getByText("Nichts wartet.")).toBeVisible();
  }
}
