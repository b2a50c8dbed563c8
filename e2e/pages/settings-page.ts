// The settings: deputies named and ended.
import { expect, type Locator, type Page } from "@playwright/test";

const mostTabs = 20;

export class SettingsPage {
  readonly page: Page;
  /** The part about standing in for each other. */
  readonly deputies: Locator;
  constructor(page: Page) {
    this.page = page;
    this.deputies = page.locator("section").filter({ has: page.getByRole("heading", { name: "Vertretung", level: 2, exact: true }) });
  }

  /** Who stands in for the person that sits here. */
  deputyRow(name: string): Locator {
    return this.deputies.getByRole("table", { name: "Wer Sie vertritt" }).getByRole("row").filter({ hasText: name });
  }

  /** Names a deputy for every own right and the usual days without the mouse; `check` may look at the dialog before. */
  async nameDeputyByKeys(letters: string, check?: () => Promise<void>): Promise<void> {
    const { keyboard } = this.page;
    await this.deputies.getByRole("button", { name: "Vertretung einsetzen …" }).focus();
    await keyboard.press("Enter");
    const dialog = this.page.getByRole("dialog", { name: "Vertretung einsetzen" });
    await expect(dialog.getByRole("combobox", { name: "Wer vertritt?" })).toBeFocused();
    await check?.();
    await keyboard.type(letters);
    await keyboard.press("ArrowDown");
    await keyboard.press("Enter");
    const submit = dialog.getByRole("button", { name: "Vertretung einsetzen" });
    for (let tabs = 0; tabs < mostTabs && !(await submit.evaluate((button) => button === document.activeElement)); tabs += 1)
      await keyboard.press("Tab");
    await keyboard.press("Enter");
    await expect(dialog).toBeHidden();
  }
}
