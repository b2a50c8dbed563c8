// What the payment order sheet of an invoice says: the fields that administrative rules ask for, in German. Pure; must never say more than the record.
import { officeDateAt } from "../../../shared/base/office-date.ts";
import type { Booking } from "../../../shared/domain/invoice/bookings-schema.ts";
import type { Invoice, Signature } from "../../../shared/domain/invoice/schema.ts";
import type { Directory } from "../../../shared/domain/policy.ts";
import { orderSheetWords as words } from "../../../shared/text/de/order-sheet.ts";
import { formatDate, formatDateTime, formatIban, formatMoney } from "../../../shared/text/format.ts";
import { actorName, unitName } from "../../../shared/text/refusal-text.ts";
import type { OrderSheet, SheetPart } from "../../../scanner-inbox/order-sheet/order-sheet.ts";

export interface Ordered {
  readonly body: Invoice;
  readonly unit: string;
  readonly directory: Directory;
  /** When the sheet is made, ISO. */
  readonly at: string;
}

/** The number of an order: its year and eight signs of its command, which no other order has. */
export function orderNumberOf(order: Pick<Signature, "at" | "commandId">): string {
  return `${officeDateAt(Date.parse(order.at)).slice(0, 4)}-${order.commandId.slice(-8).toUpperCase()}`;
}

/** The sheet of an invoice that is ordered; undefined of any other. */
export function describeOrderSheet({ body, unit, directory, at }: Ordered): OrderSheet | undefined {
  const { order, fields, terms } = body;
  if (order === undefined) return undefined;
  const bookings = body.bookings ?? [];
  const year = String(bookings[0]?.year ?? officeDateAt(Date.parse(order.at)).slice(0, 4));
  const number = orderNumberOf(order);
  const currency = fields.currency ?? "EUR";
  const money = (cents: number | null): string => (cents === null ? words.none : formatMoney(cents, currency));
  const day = (date: string | null | undefined): string => (date === null || date === undefined ? words.none : formatDate(date));
  const parts: readonly SheetPart[] = [
    {
      heading: words.sections.order,
      values: [
        [words.number, number],
        [words.year, year],
        [words.unit, unitName(unit, directory)],
      ],
    },
    {
      heading: words.sections.payee,
      values: [
        [words.name, fields.supplier ?? words.none],
        [words.iban, fields.iban === null ? words.none : formatIban(fields.iban)],
        ...given([
          [words.bic, fields.bic],
          [words.vatId, fields.supplierVatId],
          [words.taxNumber, fields.supplierTaxNumber],
          [words.remittance, fields.remittance],
        ]),
      ],
    },
    {
      heading: words.sections.invoice,
      values: [
        [words.invoiceNumber, fields.number ?? words.none],
        [words.issueDate, day(fields.issueDate)],
        [words.receivedAt, formatDateTime(body.receivedAt)],
        ...given([
          [words.deliveryDate, terms?.deliveryDate === null || terms?.deliveryDate === undefined ? null : formatDate(terms.deliveryDate)],
          [words.orderReference, fields.orderReference],
          [words.buyerReference, fields.buyerReference],
        ]),
      ],
    },
    {
      heading: words.sections.amounts,
      values: [
        [words.net, money(fields.net)],
        [words.vat, money(fields.vat)],
        [words.gross, money(fields.gross)],
        [words.due, day(fields.dueDate)],
      ],
    },
    ...vatPart(body, money),
    ...discountPart(body, money),
    ...bookingPart(body, bookings, money),
    { heading: words.sections.signatures, columns: signatureColumns, rows: signatureRows(body, directory) },
  ];
  return {
    title: (fields.gross ?? 0) < 0 || body.documentKind === "creditNote" ? words.refundTitle : words.title,
    line: filled(words.line, { number, year, town: directory.townName }),
    parts,
    foot: filled(words.foot, { at: formatDateTime(at), sha256: body.document.sha256 }),
    at,
  };
}

function filled(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{\{(\w+)\}\}/gu, (_whole, name: string) => values[name] ?? "");
}

function given(rows: readonly (readonly [string, string | null])[]): readonly (readonly [string, string])[] {
  return rows.flatMap(([name, value]) => (value === null || value === "" ? [] : [[name, value] as const]));
}

/** A rate in hundredths of a percent. */
function percent(rate: number): string {
  return filled(words.percent, { rate: String(rate / 100).replace(".", ",") });
}

type MoneyText = (cents: number | null) => string;

function vatPart({ terms }: Invoice, money: MoneyText): readonly SheetPart[] {
  const lines = terms?.vatLines ?? [];
  if (lines.length === 0) return [];
  const columns = [
    { title: words.rate, share: 0.3 },
    { title: words.net, share: 0.35, amount: true },
    { title: words.vat, share: 0.35, amount: true },
  ];
  return [{ heading: words.sections.vat, columns, rows: lines.map(({ rate, net, vat }) => [percent(rate), money(net), money(vat)]) }];
}

function discountPart({ terms, fields }: Invoice, money: MoneyText): readonly SheetPart[] {
  const steps = terms?.discounts ?? [];
  if (steps.length === 0) return [];
  const columns = [
    { title: words.rate, share: 0.3 },
    { title: words.until, share: 0.35 },
    { title: words.saved, share: 0.35, amount: true },
  ];
  // Half a cent is rounded up, as everywhere.
  const saved = (rate: number): string => money(fields.gross === null ? null : Math.round((fields.gross * rate) / 10_000));
  return [
    { heading: words.sections.discount, columns, rows: steps.map(({ rate, until }) => [percent(rate), formatDate(until), saved(rate)]) },
  ];
}

function bookingPart({ fields }: Invoice, bookings: readonly Booking[], money: MoneyText): readonly SheetPart[] {
  if (bookings.length === 0) return [{ heading: words.sections.bookings, values: [[words.account, fields.account ?? words.none]] }];
  const columns = [
    { title: words.account, share: 0.2 },
    { title: words.costCentre, share: 0.15 },
    { title: words.costObject, share: 0.15 },
    { title: words.bookingYear, share: 0.08 },
    { title: words.taxCode, share: 0.1 },
    { title: words.bookingText, share: 0.18 },
    { title: words.amount, share: 0.14, amount: true },
  ];
  const rows = bookings.map((line) => [
    line.account,
    line.costCentre ?? "",
    line.costObject ?? "",
    String(line.year),
    line.taxCode ?? "",
    line.text ?? "",
    money(line.cents),
  ]);
  return [{ heading: words.sections.bookings, columns, rows }];
}

const signatureColumns = [
  { title: words.statement, share: 0.3 },
  { title: words.person, share: 0.2 },
  { title: words.at, share: 0.16 },
  { title: words.how, share: 0.2 },
  { title: words.digest, share: 0.14 },
] as const;

function signatureRows({ certifications, technical, order }: Invoice, directory: Directory): readonly (readonly string[])[] {
  const { factual, arithmetic } = certifications;
  const reason = order?.exceptionReason;
  const ordered =
    order === undefined || reason === undefined || reason === ""
      ? order
      : { ...order, statement: filled(words.exception, { statement: order.statement, reason }) };
  return [factual, arithmetic, technical, ordered].flatMap((signature) => {
    if (signature === undefined) return [];
    const { statement, by, onBehalfOf, at, digest } = signature;
    return [[statement, actorName(by, onBehalfOf, directory), formatDateTime(at), howOf(signature), digest.slice(0, 12)]];
  });
}

function howOf({ authenticated, proof, device }: Signature): string {
  if (proof === undefined && device !== undefined) return words.waiting;
  return authenticated === undefined ? words.noPassword : words.by[authenticated];
}
