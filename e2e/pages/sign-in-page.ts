// The screen that asks who sits here.
import type { Page } from "@playwright/test";
import { expect } from "@playwright/test";
import { Frame } from "./frame.ts";

const typed = new WeakMap<Page, string>();

/** The password with which somebody signed in last on this page: what they type again to sign. */
export function passwordOn(page: Page): string {
  return typed.get(page) ?? "";
}

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
    typed.set(this.page, password);
    await this.page.getByRole("textbox", { name: "Benutzername" }).fill(userName);
    await this.page.getByLabel("Passwort", { exact: true }).fill(password);
    await this.page.getByRole("button", { name: "Anmelden" }).click();
  }
}
