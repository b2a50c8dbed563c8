// The screen that admits a device by a code.
import { expect, type Locator, type Page } from "@playwright/test";

export class EnrolPage {
  readonly page: Page;
  readonly code: Locator;
  constructor(page: Page) {
    this.page = page;
    this.code = page.getByLabel("Einrichtungscode");
  }

  async isShown(): Promise<void> {
    await expect(this.page.getByRole("heading", { name: "Gerät einrichten" })).toBeVisible();
  }

  /** Types a code and sends it; the address is there already. */
  async enrol(code: string, deviceName: string): Promise<void> {
    await this.code.fill(code);
    await this.page.getByLabel("Name des Geräts").fill(deviceName);
    await this.page.getByRole("button", { name: "Gerät einrichten" }).click();
  }
}
