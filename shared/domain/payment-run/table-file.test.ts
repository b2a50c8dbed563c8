// The table for a finance system: as the mapping says, exact, and never with a cell that a spreadsheet would run.
import fc from "fast-check";
import { expect, test } from "vitest";
import { answerOf, CashOffice } from "../../testing/run-builder.ts";
import { nextMsgId } from "./schema.ts";
import { exportHash } from "./release.ts";
import { tableFileOf } from "./table-file.ts";
import { tableMappingSchema } from "./table-mapping.ts";

const mapping = tableMappingSchema.parse({
  name: "Finanzsoftware",
  columns: [
    { heading: "Empfänger", from: "payee" },
    { heading: "Betrag", from: "amount" },
    { heading: "Fällig", from: "dueDate" },
    { heading: "Art", from: "fixed", text: "KR" },
  ],
});

function exported(fields: object = {}) {
  const office = new CashOffice();
  const { id } = office.make([office.ordered({ dueDate: "2026-12-01", ...fields })]);
  office.release(id);
  return { office, id, run: office.runBody(id) };
}

const latin = (bytes: Uint8Array): string => new TextDecoder("windows-1252").decode(bytes);

test("headings, separator, amounts, days and Windows-1252 follow the mapping", () => {
  const { run } = exported({ supplier: "Müller € Söhne; Bad Bevensen" });
  expect(latin(tableFileOf(run, mapping))).toBe('Empfänger;Betrag;Fällig;Art\r\n"Müller € Söhne; Bad Bevensen";119,00;01.12.2026;KR\r\n');
  const other = { ...mapping, encoding: "UTF-8", separator: "\t", amounts: "cents", dates: "YYYYMMDD", headings: false } as const;
  expect(new TextDecoder().decode(tableFileOf(run, other))).toBe("Müller € Söhne; Bad Bevensen\t11900\t20261201\tKR\r\n");
});

test("an account assignment makes a line each where the mapping says so", () => {
  const { run } = exported();
  const [item] = run.items;
  const split = {
    ...run,
    items:
      item === undefined
        ? []
        : [
            {
              ...item,
              bookings: [
                { account: "11.11/4411", cents: 10_000 },
                { account: "11.12/4411", costCentre: "200", cents: 1_900 },
              ],
            },
          ],
  };
  const columns = [
    { heading: "K", from: "account" },
    { heading: "S", from: "costCentre" },
    { heading: "B", from: "bookingAmount" },
  ] as const;
  const lines = tableFileOf(split, { ...mapping, columns: [...columns], lines: "booking", headings: false });
  expect(latin(lines)).toBe("11.11/4411;;100,00\r\n11.12/4411;200;19,00\r\n");
});

test("no cell begins like a formula, whatever a supplier is called", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 30 }), fc.constantFrom("=", "+", "-", "@", " =", "\t="), (text, sign) => {
      const { run } = exported({ supplier: `${sign}${text}A` });
      const cell = latin(tableFileOf(run, { ...mapping, headings: false })).split(/;119,00/u)[0] ?? "";
      expect(cell.replace(/^"/u, "").trimStart()).not.toMatch(/^[=+@-](?![\d.,]+$)/u);
    }),
    { numRuns: 40 },
  );
});

test("a mapping with a mistake is none", () => {
  expect(tableMappingSchema.safeParse({ name: "x", columns: [{ heading: "A", from: "nothing" }] }).success).toBe(false);
  expect(tableMappingSchema.safeParse({ name: "x", columns: [{ heading: "A", from: "iban" }], seperator: "," }).success).toBe(false);
});

test("a table is exported once too, and its hash is looked at by the rules", () => {
  const { office, id, run } = exported();
  const head = { format: "csv", msgId: nextMsgId(run), createdAt: "2026-11-24T09:00:00Z", mapping } as const;
  expect(answerOf(office.export(id, { ...head, sha256: "0".repeat(64) }))).toBe("badArguments");
  expect(answerOf(office.export(id, { ...head, sha256: exportHash(run, head) }))).toBe("accepted");
  expect(answerOf(office.export(id))).toBe("exportedAlready");
});
