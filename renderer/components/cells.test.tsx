// Deadlines, ages and waiting marks always say in words what their colour says.
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeAll, expect, test } from "vitest";
import { initTexts } from "../state/texts.ts";
import { Age, Deadline, Money, WaitingMark } from "./cells.tsx";

beforeAll(initTexts);
afterEach(cleanup);

const today = "2026-11-24";

test.each([
  ["2026-11-22", "2 Tage überfällig"],
  ["2026-11-23", "1 Tag überfällig"],
  ["2026-11-24", "heute"],
  ["2026-11-25", "morgen"],
  ["2026-11-27", "in 3 Tagen"],
  [null, "–"],
])("a deadline on %s reads %s", (date, text) => {
  const { container } = render(<Deadline date={date} today={today} />);
  expect(container.textContent).toBe(text);
});

test.each([
  // 23:30 UTC is half past midnight in Germany.
  ["2026-11-23T23:30:00.000Z", "heute, 00:30"],
  ["2026-11-23T10:00:00.000Z", "gestern"],
  ["2026-11-21T10:00:00.000Z", "vor 3 Tagen"],
  ["2026-10-01T10:00:00.000Z", "01.10.2026"],
])("something that came in at %s reads %s", (at, text) => {
  const { container } = render(<Age at={at} today={today} />);
  expect(container.textContent).toBe(text);
});

test("a refused step outweighs those that wait, and none says nothing", () => {
  const { container, rerender } = render(<WaitingMark waiting={2} refused={1} />);
  expect(screen.getByText("abgelehnt").title).toBe("1 Schritt wurde abgelehnt");
  rerender(<WaitingMark waiting={2} refused={0} />);
  expect(screen.getByText("wartet").title).toBe("2 Schritte warten auf den Abgleich");
  rerender(<WaitingMark waiting={0} refused={0} />);
  expect(container.textContent).toBe("");
});

test("money keeps its currency", () => {
  const { container } = render(<Money cents={-123_456} currency="CHF" />);
  expect(container.textContent).toBe("−1.234,56\u00a0CHF");
});
