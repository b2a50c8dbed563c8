// Every term of the model has a German name, and a rule's sentence is filled in with what the finding says.
import { expect, test } from "vitest";
import { allTerms } from "../einvoice/filled-terms.ts";
import { findingText, termLabel } from "./einvoice-text.ts";

test("every term has a name of its own, and an unknown one is called by its number", () => {
  expect(allTerms.filter((term) => termLabel(term) === term)).toEqual([]);
  expect(termLabel("BT-999")).toBe("BT-999");
});

test("values stand in the sentence as they are written in German", () => {
  const finding = { rule: "BR-CO-10", severity: "fatal", term: "BT-106", values: { stated: "100.5", computed: "99" } } as const;
  expect(findingText(finding)).toContain("100,5");
  expect(findingText(finding)).not.toContain("{{");
});

test("a rule without a sentence still says which one it is and where", () => {
  expect(findingText({ rule: "BR-XX-1", severity: "warning", term: "BT-84" })).toBe("Die Regel BR-XX-1 ist verletzt (IBAN).");
});
