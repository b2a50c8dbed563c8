// The screen that asks who sits here.
import type { Page } from "@playwright/test";
import { expect } from "@playwright/test";
import { Frame } from "./frame.ts";
import { typedPassword } from "./typed-passwords.ts";

export class SignInPage {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  /** Waits until somebody may sign in. */
  async isShown(): Promise<void> {
    await expect(this.page.getByRole("heading", { name: "Anmelden" })).toBeVisible();
    await expect(this.page.getByRole("textbox", { name: "Benutzername" })).toBeEnabled();
  }

  /** Signs in and waits for the window around the areas. */
  async signIn(userName: string, password: string): Promise<Frame> {
    await this.try(userName, password);
    const frame = new Frame(this.page);
    await frame.isShown();
    return frame;
  }

  /** Sends name and password, whatever comes of it. */
  async try(userName: string, password: string): Promise<void> {
    await this.isShown();
    typedPassword(this.page, password);
    await this.page.getByRole("textbox", { name: "Benutzername" }).fill(userName);
    await this.page.getByLabel("Passwort", { exact: true }).fill(password);
    await this.page.getByRole("button", { name: "Anmelden" }).click();
  }
}
