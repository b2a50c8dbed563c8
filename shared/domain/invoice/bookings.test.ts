// Account assignment: shares that always sum up, lines and fields in step, two people at one invoice, signatures over what is booked.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildInvoice } from "../../testing/invoice-builder.ts";
import { cast, Scene } from "../../testing/scene.ts";
import type { Json } from "../../base/canonical-json.ts";
import { bookedBefore } from "./booked-before.ts";
import type { Booking } from "./bookings-schema.ts";
import { bookingsOf, gapOf, overGross, spread, withAmounts } from "./bookings.ts";
import { invoiceSchema, paymentDigest } from "./schema.ts";

const amount = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 });
const line = (more: Partial<Booking>): Booking => ({ account: "111200.443100", year: 2026, cents: 0, ...more });
/** Percents in hundredths that are a hundred together. */
const whole = fc
  .array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 20 })
  .map((weights) => spread(10_000, weights).filter((weight) => weight > 0));

describe("shares", () => {
  test("sum up to the cent, each next to its exact value, negative ones like positive ones", () => {
    fc.assert(
      fc.property(amount, fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 40 }), (total, weights) => {
        const all = weights.reduce((sum, weight) => sum + weight, 0);
        const shares = spread(total, weights);
        expect(shares).toHaveLength(weights.length);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(all === 0 ? 0 : total);
        if (all === 0) return;
        shares.forEach((share, index) => {
          const exact = (BigInt(total) * BigInt(weights[index] ?? 0)) / BigInt(all);
          expect(Math.abs(share - Number(exact))).toBeLessThanOrEqual(1);
        });
        expect(spread(-total, weights)).toEqual(shares.map((share) => 0 - share));
      }),
    );
  });

  test("the same weight never gets less because it stands first", () => {
    expect(spread(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(spread(-101, [5_000, 5_000])).toEqual([-51, -50]);
    expect(spread(5, [])).toEqual([]);
  });

  test("lines in percent share out exactly what lines in euros leave over, and keep their order", () => {
    fc.assert(
      fc.property(amount, fc.array(amount, { maxLength: 5 }), whole, (gross, euros, percents) => {
        const lines = [...euros.map((cents) => line({ cents })), ...percents.map((percent) => line({ percent: percent / 100 }))];
        const booked = withAmounts(lines, gross);
        expect(gapOf(booked, gross)).toBe(0);
        expect(booked.map(({ percent }) => percent)).toEqual(lines.map(({ percent }) => percent));
        expect(booked.slice(0, euros.length).map(({ cents }) => cents)).toEqual(euros);
        expect(withAmounts(booked, gross)).toEqual(booked);
      }),
    );
  });

  test("percents below a hundred leave a gap, and another gross amount is shared out anew", () => {
    const half = withAmounts([line({ percent: 50 })], 11_900);
    expect(gapOf(half, 11_900)).toBe(5_950);
    expect(overGross([line({ cents: 11_900 })], 12_000)[0]?.cents).toBe(12_000);
    const split = [line({ percent: 33.33 }), line({ percent: 66.67 })];
    expect(overGross(split, -100).map(({ cents }) => cents)).toEqual([-33, -67]);
  });
});

function booking(from: Json, to: readonly Booking[] | null) {
  return { fields: { bookings: { from, to } } };
}
const two = [line({ percent: 75, cents: 1 }), line({ account: "211100.421100", costCentre: "2110", percent: 25, cents: 2 })];

describe("assignBookings", () => {
  test("computes the amounts itself, keeps the account of a single line in the fields, and voids signatures", () => {
    const scene = new Scene();
    const id = scene.invoice();
    const body = () => invoiceSchema.parse(scene.body("invoice", id));
    scene.run(cast.accountant, "invoice", "certify", id, { as: "factual", digest: scene.digest(id), statement: "richtig" });
    expect(scene.run(cast.accountant, "invoice", "assignBookings", id, booking(null, two)).kind).toBe("accepted");
    expect(body().bookings?.map(({ cents }) => cents)).toEqual([8_925, 2_975]);
    expect([body().fields.account, body().certifications, body().state]).toEqual([null, {}, "captured"]);
    const single = [line({ cents: 11_900 })];
    scene.run(cast.accountant, "invoice", "assignBookings", id, booking(JSON.parse(JSON.stringify(body().bookings)), single));
    expect([body().fields.account, bookingsOf(body()).length]).toEqual(["111200.443100", 1]);
    const digest = paymentDigest(body());
    scene.run(cast.accountant, "invoice", "editFields", id, { fields: { account: { from: "111200.443100", to: "122200.443500" } } });
    expect(body().bookings).toEqual([line({ account: "122200.443500", cents: 11_900 })]);
    expect(paymentDigest(body())).not.toBe(digest);
  });

  test("refuses lines that do not sum up, and who began from other lines than stand there", () => {
    const scene = new Scene();
    const id = scene.invoice();
    expect(scene.run(cast.accountant, "invoice", "assignBookings", id, booking(null, [line({ cents: 11_899 })]))).toMatchObject({
      refusal: { code: "fieldsIncomplete", params: { field: "bookings" } },
    });
    scene.run(cast.accountant, "invoice", "assignBookings", id, booking(null, two));
    const late = scene.run(cast.head, "invoice", "assignBookings", id, booking(null, [line({ cents: 11_900 })]));
    expect(late).toMatchObject({ refusal: { code: "fieldConflict", conflicts: [{ field: "bookings" }] } });
    expect(scene.run(cast.cashier, "invoice", "assignBookings", id, booking(null, two))).toMatchObject({ refusal: { code: "notAllowed" } });
  });

  test("an edit of the one account does not overwrite a split, and another gross amount is shared out", () => {
    const scene = new Scene();
    const id = scene.invoice();
    scene.run(cast.accountant, "invoice", "assignBookings", id, booking(null, two));
    expect(scene.run(cast.head, "invoice", "editFields", id, { fields: { account: { from: null, to: "1.2" } } })).toMatchObject({
      refusal: { code: "fieldConflict", conflicts: [{ field: "account", theirs: "111200.443100; 211100.421100" }] },
    });
    scene.run(cast.accountant, "invoice", "editFields", id, {
      fields: { net: { from: 10_000, to: null }, vat: { from: 1_900, to: null }, gross: { from: 11_900, to: 101 } },
    });
    expect(bookingsOf(invoiceSchema.parse(scene.body("invoice", id))).map(({ cents }) => cents)).toEqual([76, 25]);
  });
});

test("bookings count in the digest only where there are any", () => {
  const body = buildInvoice();
  expect(paymentDigest({ ...body, bookings: undefined })).toBe(paymentDigest(body));
  expect(paymentDigest({ ...body, bookings: [line({ cents: 11_900 })] })).not.toBe(paymentDigest(body));
});

test("earlier invoices suggest their shares over this amount and year, the most used first", () => {
  const split = [line({ account: "1.1", cents: 6_000, year: 2024 }), line({ account: "2.2", cents: 2_000, year: 2024 })];
  const earlier = [
    buildInvoice({ fields: { ...buildInvoice().fields, number: "neu", account: "9.9" } }),
    buildInvoice({ bookings: split, fields: { ...buildInvoice().fields, number: "zuletzt" } }),
    buildInvoice({ bookings: split, fields: { ...buildInvoice().fields, number: "davor" } }),
    buildInvoice({ bookings: [line({ cents: 5 }), line({ cents: -5 })] }),
  ];
  const found = bookedBefore(buildInvoice(), earlier);
  expect(found.map(({ count, number }) => [count, number])).toEqual([
    [2, "zuletzt"],
    [1, "neu"],
  ]);
  expect(found[0]?.lines.map(({ account, percent, cents, year }) => [account, percent, cents, year])).toEqual([
    ["1.1", 75, 8_925, 2026],
    ["2.2", 25, 2_975, 2026],
  ]);
  expect(found[1]?.lines).toEqual([line({ account: "9.9", cents: 11_900 })]);
});
