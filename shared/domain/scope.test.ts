// Scopes follow from grants: what a desk may hold, and on which days.
import { expect, test } from "vitest";
import { cast } from "../testing/scene.ts";
import { roles, type Role } from "./actor.ts";
import { scopesOf } from "./scope.ts";

const units = ["buergerservice", "standesamt", "finanzen"];

test("a clerk sees the cases of the own unit and nothing of others", () => {
  expect(scopesOf(cast.clerk, units, "2026-11-24")).toEqual([
    "application@buergerservice",
    "document@buergerservice",
    "file@buergerservice",
    "person:kbrandt",
    "post@buergerservice",
    "task@buergerservice",
  ]);
});

test("a right for every unit names every unit", () => {
  expect(scopesOf(cast.cashier, units, "2026-11-24")).toEqual([
    "account@*",
    "budgetLine@*",
    "costCentre@*",
    "invoice@buergerservice",
    "invoice@finanzen",
    "invoice@standesamt",
    "paymentRun@*",
    "person:tvoss",
    "purchaseOrder@*",
    "supplier@*",
  ]);
});

test("a deputy's right counts from its first to its last day", () => {
  const deputy = { ...cast.stranger, grants: [{ role: "CLERK", unit: "finanzen", from: "2026-11-24", until: "2026-11-25" } as const] };
  const holds = (today: string): boolean => scopesOf(deputy, units, today).includes("application@finanzen");
  expect(["2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26"].map(holds)).toEqual([false, true, true, false]);
});

test("administration sees no business, only who stands in for whom", () => {
  expect(scopesOf({ personId: "a", name: "A", grants: [{ role: "ADMIN", unit: "*" }] }, units, "2026-11-24")).toEqual([
    "deputyship@buergerservice",
    "deputyship@finanzen",
    "deputyship@standesamt",
    "person:a",
  ]);
});

test("whoever sees invoices of one unit sees every supplier, and audit sees them once", () => {
  const sees = (role: Role): readonly string[] =>
    scopesOf({ personId: "a", name: "A", grants: [{ role, unit: "finanzen" }] }, units, "2026-11-24").filter((scope) =>
      scope.startsWith("supplier"),
    );
  expect(roles.filter((role) => sees(role).length > 0)).toEqual([
    "CAPTURE",
    "CERT_FACTUAL",
    "CERT_ARITHMETIC",
    "ORDERING",
    "CASH",
    "AUDIT",
  ]);
  expect(sees("AUDIT")).toEqual(["supplier@*"]);
});
