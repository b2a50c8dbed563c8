// What either host owes its person: the page, a session that outlives a reload, a second start on the same data, and a bridge of nothing more.
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/spec.ts";

async function signIn(page: Page, userName: string, password: string): Promise<void> {
  await page.getByLabel("Benutzername").fill(userName);
  await page.locator("input[type=password]").fill(password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: /^Eingang/u })).toBeVisible();
}

test("the page keeps its session over a reload, and nothing secret stays in the address", async ({ open, town }) => {
  const { page } = await open();
  await signIn(page, "kbrandt", town.passwordOf("kbrandt"));
  await page.reload();
  await expect(page.getByText("Karin Brandt").first()).toBeVisible();
  expect(page.url()).not.toContain("ticket");
  expect(await page.evaluate(() => document.cookie)).toBe("");
});

test("the page cannot reach Node, other origins or inline scripts, and each try is noticed", async ({ open }) => {
  const { page, complaints } = await open();
  await expect(page.getByLabel("Benutzername")).toBeVisible();
  const reach = await page.evaluate(async () => {
    const outside = await fetch("https://example.org/").then(
      () => "answered",
      () => "refused",
    );
    const script = document.createElement("script");
    script.textContent = "globalThis.injected = true";
    document.body.append(script);
    const node = ["require", "process", "module", "Buffer"].filter((name) => name in window);
    return { outside, node, injected: "injected" in globalThis };
  });
  expect(reach).toEqual({ outside: "refused", node: [], injected: false });
  expect(complaints.splice(0).join()).toMatch(/connect-src.*script-src/u);
});

test("a workstation that lost its power opens again on the same data", async ({ open, town, folder }) => {
  const dataFolder = join(folder, "kept");
  const first = await open({ dataFolder });
  await signIn(first.page, "hmeyer", town.passwordOf("hmeyer"));
  await first.kill();
  const again = await open({ dataFolder });
  await expect(again.page.getByLabel("Benutzername")).toHaveValue("hmeyer");
  await signIn(again.page, "hmeyer", town.passwordOf("hmeyer"));
});

test("two workstations run side by side, each with its own person", async ({ open, town }) => {
  const [left, right] = await Promise.all([open(), open()]);
  await signIn(left.page, "kbrandt", town.passwordOf("kbrandt"));
  await signIn(right.page, "tvoss", town.passwordOf("tvoss"));
  await expect(left.page.getByText("Karin Brandt").first()).toBeVisible();
  await expect(right.page.getByText("Thomas Voss").first()).toBeVisible();
});
