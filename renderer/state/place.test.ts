// The place in the program and its address: one is always found again from the other, and nonsense leads to the inbox.
import { expect, test } from "vitest";
import { areas, hashOf, placeOf } from "./place.ts";

const id = "0190a000-0000-7000-8000-0000000000a1";

test("every place is found again from its address", () => {
  for (const area of areas)
    for (const record of [null, { kind: "invoice", id }]) expect(placeOf(hashOf({ area, record }))).toEqual({ area, record });
});

test("an address that names nothing known leads to the inbox, without a record", () => {
  for (const hash of ["", "#", "#/", "#/nowhere", "#ticket=abc", `#/nowhere/invoice/${id}`, "#/../../etc"])
    expect(placeOf(hash)).toEqual({ area: "inbox", record: null });
  expect(placeOf("#/archive/document/not-an-id")).toEqual({ area: "archive", record: null });
  expect(placeOf(`#/inbox/<b>/${id}`)).toEqual({ area: "inbox", record: null });
});
