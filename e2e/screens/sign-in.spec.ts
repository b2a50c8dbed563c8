// Signing in: what is said when it does not work, and that it works without the network where somebody was here before.
import { expectAccessible } from "../fixtures/axe.ts";
import { expect, test } from "../fixtures/spec.ts";
import { SignInPage } from "../pages/sign-in-page.ts";

test("a wrong password is refused in a sentence, and the right one opens the workstation", async ({ open, town }) => {
  const { page } = await open();
  const signIn = new SignInPage(page);
  await signIn.try("kbrandt", "falsch");
  await expect(page.getByText("Benutzername oder Passwort stimmen nicht.")).toBeVisible();
  await expectAccessible(page);
  await expect(page.getByLabel("Passwort", { exact: true })).toBeFocused();
  await signIn.signIn("kbrandt", town.passwordOf("kbrandt"));
});

test("without the network a new person is told why not, and somebody who was here before works on", async ({ open, cable, town }) => {
  const { page } = await open({ serverUrl: cable.url });
  const signIn = new SignInPage(page);
  const frame = await signIn.signIn("hmeyer", town.passwordOf("hmeyer"));
  await frame.isSettled();
  await expect((await frame.inbox()).rows().nth(1)).toBeVisible();
  await frame.signOut();
  cable.cut();
  await signIn.try("nschulze", town.passwordOf("nschulze"));
  await expect(page.getByText("Ohne Netz können Sie sich hier erst anmelden")).toBeVisible();
  const offline = await signIn.signIn("hmeyer", town.passwordOf("hmeyer"));
  await offline.isOffline();
  await expect((await offline.inbox()).rows().nth(1)).toBeVisible();
});
