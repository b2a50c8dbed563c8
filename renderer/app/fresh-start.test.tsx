// When a window begins anew, and that nobody who stays is disturbed.
import { cleanup, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { SessionState } from "../../shared/desk/session-calls.ts";
import type { Grant } from "../../shared/domain/actor.ts";
import { noticeQueue } from "../state/notices.ts";
import { initTexts } from "../state/texts.ts";
import { memoryDesk } from "../testing/memory-desk.ts";
import { useFreshStart } from "./fresh-start.ts";

const clerk: Grant = { role: "CLERK", unit: "standesamt" };
const orders: Grant = { role: "ORDERING", unit: "finanzen", limitCents: 100_000 };
let open: SessionState;

beforeEach(async () => {
  initTexts();
  history.replaceState(null, "", "/#/invoices/invoice/0190a000-0000-7000-80a1-000000000001");
  const desk = memoryDesk({ actor: { personId: "anna", name: "Anna Ahrens", grants: [clerk, orders] } });
  open = await new Promise<SessionState>((resolve) => desk.watch("session", {}, resolve, () => undefined));
});
afterEach(() => {
  cleanup();
  noticeQueue.clear();
});

function seat() {
  const startAfresh = vi.fn<() => void>();
  const initialProps: { readonly session: SessionState | undefined } = { session: open };
  const { result, rerender } = renderHook(({ session }: typeof initialProps) => useFreshStart(session, startAfresh), { initialProps });
  return { startAfresh, result, next: (session: SessionState | undefined) => rerender({ session }) };
}

const withGrants = (...grants: Grant[]): SessionState => ({ ...open, actor: open.actor === null ? null : { ...open.actor, grants } });

test("whoever leaves leaves an empty window: a new one, at the beginning", () => {
  const { startAfresh, result, next } = seat();
  expect(result.current).toBe(false);
  next({ ...open, phase: "signedOut", actor: null });
  expect(startAfresh).toHaveBeenCalledTimes(1);
  expect(result.current).toBe(true);
  expect(location.hash).toBe("#/inbox");
});

test("who loses a right gets a new window at the same place, and is told why", () => {
  const { startAfresh, next } = seat();
  const place = location.hash;
  next(withGrants(orders));
  expect(startAfresh).toHaveBeenCalledTimes(1);
  expect(location.hash).toBe(place);
  cleanup();
  seat();
  expect(noticeQueue.visibleToasts.map(({ content }) => content.text)).toEqual([
    "Ihre Berechtigungen wurden geändert. Was nicht mehr dazugehört, ist auf diesem Gerät gelöscht.",
  ]);
  cleanup();
  noticeQueue.clear();
  seat();
  expect(noticeQueue.visibleToasts).toEqual([]);
});

test("more rights, another limit, a desk that is away or opens anew disturb nobody", () => {
  const { startAfresh, result, next } = seat();
  next(withGrants(clerk, { ...orders, limitCents: 50_000 }, { role: "CASH", unit: "kasse" }));
  next(undefined);
  next({ ...open, phase: "opening", actor: null });
  next(withGrants(clerk, orders, { role: "CASH", unit: "kasse" }));
  expect(startAfresh).not.toHaveBeenCalled();
  expect(result.current).toBe(false);
});
