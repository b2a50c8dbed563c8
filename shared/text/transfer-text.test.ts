import { expect, test } from "vitest";
import { transferText } from "./transfer-text.ts";

const text = (secondsLeft: number | null) => transferText({ of: "snapshot", done: 12_400, total: 100_000, secondsLeft });

test("a transfer is said with its figures, and with a time only where one was measured", () => {
  expect(text(8)).toBe("Erste Übertragung: 12.400 von 100.000 Vorgängen, noch etwa 8 Sekunden");
  expect(text(null)).toBe("Erste Übertragung: 12.400 von 100.000 Vorgängen");
  expect(text(1)).toMatch(/noch etwa 1 Sekunde$/u);
  expect(text(0)).toMatch(/noch etwa 1 Sekunde$/u);
  expect(text(33)).toMatch(/noch etwa 35 Sekunden$/u);
  expect(text(89)).toMatch(/noch etwa 90 Sekunden$/u);
  expect(text(127)).toMatch(/noch etwa 3 Minuten$/u);
  expect(text(90 * 60)).toMatch(/noch etwa 2 Stunden$/u);
  expect(transferText({ of: "news", done: 1, total: 600, secondsLeft: null })).toBe("Übertragung von Neuigkeiten: 1 von 600 Vorgängen");
});
