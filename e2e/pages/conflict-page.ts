// The screen on which a person decides about steps that were not taken; worked by keyboard as its users may.
import { expect, type Locator, type Page } from "@playwright/test";

export class ConflictPage {
  readonly page: Page;
  readonly entries: Locator;
  readonly nothingLeft: Locator;
  constructor(page: Page) {
    this.page = page;
    this.entries = page.getByRole("list", { name: "Zu klärende Schritte" }).locator("> li");
    this.nothingLeft = page.getByText("Hier ist nichts mehr zu klären");
  }

  /** Alt+3, then Tab to the first step that wants a word, and Enter. */
  async reachByKeys(): Promise<void> {
    await this.page.keyboard.press("Alt+3");
    const solve = this.page.getByRole("button", { name: "Klären", exact: true }).first();
    await expect(solve).toBeVisible();
    await expect(async () => {
      await this.page.keyboard.press("Tab");
      await expect(solve).toBeFocused({ timeout: 200 });
    }).toPass();
    await this.page.keyboard.press("Enter");
    await expect(this.entries.first().getByRole("heading", { level: 2 })).toBeFocused();
  }

  field(label: string): Locator {
    return this.page.getByRole("radiogroup", { name: label });
  }

  edited(label: string): Locator {
    return this.page.getByRole("textbox", { name: `${label} neu` });
  }
}
