// The password with which somebody signed in last on a page: what they type again to sign.
import type { Page } from "@playwright/test";

const typed = new WeakMap<Page, string>();

export function typedPassword(page: Page, password: string): void {
  typed.set(page, password);
}

export function passwordOn(page: Page): string {
  return typed.get(page) ?? "";
}
