// An open application: its clerk's steps, each waited for until it shows.
import { expect, type Locator, type Page } from "@playwright/test";
import { fileInto } from "./filing-dialog.ts";

export class ApplicationView {
  readonly page: Page;
  readonly region: Locator;
  readonly steps: Locator;
  constructor(page: Page) {
    this.page = page;
    this.region = page.getByRole("region", { name: "Gewählter Eintrag" });
    this.steps = this.region.getByRole("toolbar", { name: "Schritte" });
  }

  async isIn(state: string): Promise<void> {
    await expect(this.region.locator(".record__top").getByText(state)).toBeVisible();
  }

  async claim(): Promise<void> {
    await this.steps.getByRole("button", { name: "Übernehmen" }).click();
    await expect(this.steps.getByRole("button", { name: "Zurückgeben" })).toBeVisible();
  }

  async addNote(text: string): Promise<void> {
    await this.region.getByRole("textbox", { name: "Neue Notiz" }).fill(text);
    await this.region.getByRole("button", { name: "Notiz speichern" }).click();
    await expect(this.region.getByRole("textbox", { name: "Neue Notiz" })).toHaveValue("");
  }

  /** Opens the dialog; `check` may look at it before the decision is given. */
  async approve(check?: () => Promise<void>): Promise<void> {
    await this.steps.getByRole("button", { name: "Entscheiden …" }).click();
    const dialog = this.page.getByRole("dialog", { name: "Über den Antrag entscheiden" });
    await expect(dialog).toBeVisible();
    await check?.();
    await dialog.getByRole("button", { name: "Bewilligen" }).click();
    await expect(dialog).toBeHidden();
    await this.isIn("entschieden");
  }

  async close(): Promise<void> {
    await this.steps.getByRole("button", { name: "Abschließen" }).click();
    await this.isIn("abgeschlossen");
  }

  async fileAway(words: string, title: string): Promise<void> {
    await this.steps.getByRole("button", { name: "Zu den Akten …" }).click();
    await fileInto(this.page, words, title);
  }
}
