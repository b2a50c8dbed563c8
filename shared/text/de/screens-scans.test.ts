import { expect, test } from "vitest";
import { recognisingPage } from "./screens-scans.ts";

test("which page is being recognised is said where there are several", () => {
  expect([recognisingPage(1, 1), recognisingPage(3, 12)]).toEqual(["Texterkennung", "Texterkennung, Seite 3 von 12"]);
});
