// Writes a run as a table for a finance system, by a mapping a municipality writes itself: which columns, how amounts and days look,
// which encoding. Pure: the same run and mapping are the same bytes. Must never write a cell that a spreadsheet would run as a formula.
import { utf8Bytes } from "../../base/hash.ts";
import type { Cents } from "../../base/money.ts";
import type { PaymentRun, RunItem } from "./schema.ts";
import type { TableMapping, TableSource } from "./table-mapping.ts";

interface Line {
  readonly item: RunItem;
  readonly booking: RunItem["bookings"][number] | undefined;
}

/** The bytes of the table. A character that Windows-1252 lacks becomes a question mark. */
export function tableFileOf(run: Pick<PaymentRun, "items" | "number" | "executeOn">, mapping: TableMapping): Uint8Array {
  const lines = run.items.flatMap((item): readonly Line[] =>
    mapping.lines === "payment" || item.bookings.length === 0
      ? [{ item, booking: item.bookings[0] }]
      : item.bookings.map((booking) => ({ item, booking })),
  );
  const rows = lines.map((line) => mapping.columns.map((column) => cell(valueOf(run, line, column, mapping), mapping.separator)));
  const head = mapping.headings ? [mapping.columns.map(({ heading }) => cell(heading, mapping.separator))] : [];
  const text = [...head, ...rows].map((row) => `${row.join(mapping.separator)}\r\n`).join("");
  return mapping.encoding === "UTF-8" ? utf8Bytes(`\ufeff${text}`) : windows1252(text);
}

function valueOf(
  run: Pick<PaymentRun, "number" | "executeOn">,
  { item, booking }: Line,
  column: TableMapping["columns"][number],
  mapping: TableMapping,
): string {
  const day = (date: string | null): string => dayText(date, mapping.dates);
  const money = (cents: Cents): string => moneyText(cents, mapping.amounts);
  const values: Readonly<Record<TableSource, () => string>> = {
    runNumber: () => run.number,
    executeOn: () => day(run.executeOn),
    payee: () => item.payee,
    iban: () => item.iban,
    bic: () => item.bic ?? "",
    invoiceNumber: () => item.number,
    issueDate: () => day(item.issueDate),
    dueDate: () => day(item.dueDate),
    customerNumber: () => item.customerNumber ?? "",
    gross: () => money(item.gross),
    discount: () => money(item.discount),
    amount: () => money(item.cents),
    account: () => booking?.account ?? "",
    costCentre: () => booking?.costCentre ?? "",
    bookingAmount: () => money(booking?.cents ?? item.gross),
    remittance: () => item.remittance,
    endToEndId: () => item.endToEnd,
    invoiceId: () => item.invoice,
    fixed: () => column.text ?? "",
  };
  return values[column.from]();
}

function dayText(date: string | null, form: TableMapping["dates"]): string {
  const [year, month, day] = (date ?? "").split("-");
  if (year === undefined || month === undefined || day === undefined) return "";
  return form === "YYYYMMDD" ? `${year}${month}${day}` : form === "YYYY-MM-DD" ? `${year}-${month}-${day}` : `${day}.${month}.${year}`;
}

function moneyText(cents: Cents, form: TableMapping["amounts"]): string {
  if (form === "cents") return String(cents);
  const whole = String(Math.floor(Math.abs(cents) / 100));
  const grouped = form === "grouped" ? whole.replace(/\B(?=(?:\d{3})+$)/gu, ".") : whole;
  return `${cents < 0 ? "-" : ""}${grouped}${form === "point" ? "." : ","}${String(Math.abs(cents) % 100).padStart(2, "0")}`;
}

/** An amount may begin with a minus; any other text that begins like a formula is set off by an apostrophe (OWASP, CSV injection). */
function cell(text: string, separator: string): string {
  const plain = text.replace(/[\r\n\t]+/gu, " ");
  const guarded = /^[=+@-]/u.test(plain.trimStart()) && !/^-?[\d.,]+$/u.test(plain) ? `'${plain}` : plain;
  return guarded.includes('"') || guarded.includes(separator) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/** The characters of Windows-1252 between 0x80 and 0x9f, in their order; a blank where the code is not used. */
const upper = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

function windows1252(text: string): Uint8Array {
  const codes = Array.from(text.normalize("NFC"), (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80 || (code >= 0xa0 && code <= 0xff)) return code;
    const place = character === " " ? -1 : Array.from(upper).indexOf(character);
    return place < 0 ? "?".charCodeAt(0) : 0x80 + place;
  });
  return Uint8Array.from(codes);
}
