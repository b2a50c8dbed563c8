// The archive: words find as one types, hits are marked, the plan narrows.
import { expectAccessible } from "../fixtures/axe.ts";
import { expect, test } from "../fixtures/spec.ts";
import { ArchivePage } from "../pages/archive-page.ts";
import { SignInPage } from "../pages/sign-in-page.ts";

test("each letter narrows the list, hits are marked there and in the document, and nothing found says so", async ({ open, town }) => {
  const { page } = await open();
  const frame = await new SignInPage(page).signIn("shartmann", town.passwordOf("shartmann"));
  const archive = await frame.archive();
  const titles = archive.grid.locator(".grid__row .grid__cell--title");
  await expect(titles.nth(3)).toBeVisible();
  await expectAccessible(page);
  // An invoice may be XML, which has no pages to mark words in.
  const title = (await titles.allTextContents()).find((text) => text !== "Titel" && !/^(Rechnung|Gutschrift)/u.test(text)) ?? "";
  const word = title.split(/[^\p{L}]+/u).find((part) => part.length > 5) ?? title;
  await archive.search.pressSequentially(word.slice(0, -2));
  await expect(archive.marks.first()).toHaveText(new RegExp(word.slice(0, -2), "iu"));
  await archive.search.pressSequentially(word.slice(-2));
  await expect(archive.row(title).first()).toBeVisible();
  await archive.open(title);
  await archive.pdf.isDrawn();
  await expect(archive.pdf.highlights.first()).toBeAttached();
  await archive.search.fill("einhornzucht");
  await expect(page.getByText("Nichts gefunden")).toBeVisible();
  await page.getByRole("button", { name: "Auswahl aufheben" }).click();
  await expect(new ArchivePage(page).row(title).first()).toBeVisible();
});
