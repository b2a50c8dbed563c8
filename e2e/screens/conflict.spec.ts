// Two people change the same field, one of them without the network: both values are shown, and the person decides.
import { expectAccessible } from "../fixtures/axe.ts";
import { expect, test } from "../fixtures/spec.ts";
import { twoAtOneField } from "../fixtures/two-at-one-field.ts";

test("a field that two people changed shows both values, and one's own can be sent again", async ({ open, cable, town, folder }) => {
  const values = { mine: "MEINE-1", theirs: "DEREN-2" };
  const { page, mine, theirInvoice } = await twoAtOneField({ open, cable, town, folder }, values);
  const outbox = await mine.outbox();
  await outbox.syncNow();
  await expect(outbox.refused).toHaveCount(1);
  await expect(outbox.refused).toContainText("MEINE-1");
  await expect(outbox.refused).toContainText("DEREN-2");
  await expectAccessible(page);
  await outbox.refused.getByRole("button", { name: "Meins erneut senden" }).click();
  await expect(outbox.refused).toHaveCount(0);
  await mine.isSettled();
  await expect(theirInvoice.field("Bestellnummer")).toHaveValue("MEINE-1");
});
