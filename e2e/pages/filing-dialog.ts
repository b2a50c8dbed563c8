// The dialog that picks a file of the archive and a title.
import { expect, type Page } from "@playwright/test";

/** Files the open record into the first file that is proposed for the words; waits until the dialog is gone. */
export async function fileInto(page: Page, words: string, title?: string): Promise<void> {
  const dialog = page.getByRole("dialog", { name: "Zu den Akten" });
  const field = dialog.getByRole("combobox", { name: "Akte" });
  await field.fill(words);
  await page.getByRole("option").first().click();
  await expect(field).toHaveValue(/ · /u);
  if (title !== undefined) await dialog.getByRole("textbox", { name: "Titel des Dokuments" }).fill(title);
  await dialog.getByRole("button", { name: "Zu den Akten" }).click();
  await expect(dialog).toBeHidden();
}
