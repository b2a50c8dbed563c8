// What a file would change in a book: new, changed field by field, unchanged, missing, faulty; and the commands that bring it about.
// Pure. A column that the file lacks changes nothing.
import type { BookName, LedgerRow } from "../../../../shared/desk/ledger-calls.ts";
import type { Intention } from "../../../../shared/desk/record-calls.ts";
import { enteredEntryId } from "../../../../shared/domain/ledger/entries.ts";
import { enteredId } from "../../../../shared/domain/supplier/commands.ts";
import { plainName } from "../../../../shared/domain/supplier/names.ts";
import { emptySupplierFields } from "../../../../shared/domain/supplier/schema.ts";
import { books, cellOf, mappingOf, type Cell, type CellFault } from "./books.ts";
import type { Csv } from "./read-csv.ts";

export type Fields = Readonly<Record<string, Cell>>;
export interface FieldChange {
  readonly field: string;
  readonly from: Cell;
  readonly to: Cell;
}
export interface Fault {
  readonly line: number;
  readonly field: string;
  readonly value: string;
  readonly what: CellFault | "missing" | "long" | "twice";
  /** Of a row that stands there twice: the line of the first. */
  readonly other?: number;
}

export interface Difference {
  readonly added: readonly { readonly line: number; readonly id: string; readonly fields: Fields }[];
  readonly changed: readonly {
    readonly line: number;
    readonly id: string;
    readonly name: string;
    readonly changes: readonly FieldChange[];
  }[];
  readonly same: number;
  /** Entries of the book that the file does not have; of budget lines those of the file's years. */
  readonly missing: readonly { readonly id: string; readonly name: string }[];
  readonly faulty: readonly Fault[];
  /** Needed columns that the file lacks: then nothing else is told. */
  readonly missingColumns: readonly string[];
}

export function nameOfEntry({ number, code, year, name, supplier }: Fields): string {
  return [year, number, code, name, supplier].filter((part) => part !== null && part !== undefined && part !== "").join(" ");
}

/** Compares a file with the rows of a book. */
export function differenceOf(book: BookName, csv: Csv, rows: readonly LedgerRow[]): Difference {
  const { columns } = books[book];
  const mapping = mappingOf(book, csv.headings);
  const missingColumns = columns.filter(({ field, isRequired }) => isRequired && !mapping.has(field)).map(({ field }) => field);
  const none: Difference = { added: [], changed: [], same: 0, missing: [], faulty: [], missingColumns };
  if (missingColumns.length > 0) return none;
  const known = finderOf(book, rows);
  const seen = new Map<string, number>();
  const added: Difference["added"][number][] = [];
  const changed: Difference["changed"][number][] = [];
  const faulty: Fault[] = [];
  let same = 0;
  for (const { line, cells } of csv.rows) {
    const said: Record<string, Cell> = {};
    const faults: Fault[] = [];
    for (const column of columns) {
      const at = mapping.get(column.field);
      if (at === undefined) continue;
      const text = cells[at] ?? "";
      const read = cellOf(column, text);
      if ("fault" in read) faults.push({ line, field: column.field, value: text, what: read.fault });
      else if (read.value === null && column.isRequired) faults.push({ line, field: column.field, value: text, what: "missing" });
      else said[column.field] = read.value;
    }
    const whole = { ...Object.fromEntries(columns.map(({ field, otherwise = null }) => [field, otherwise])), ...said };
    const id = faults.length > 0 ? undefined : idOf(book, whole);
    if (faults.length === 0 && id === undefined)
      faults.push({ line, field: books[book].key[0] ?? "", value: String(whole["name"] ?? ""), what: "long" });
    const there = id === undefined ? undefined : known(id, whole);
    const key = there?.id ?? id ?? "";
    const first = seen.get(key);
    if (faults.length === 0 && first !== undefined)
      faults.push({ line, field: books[book].key[0] ?? "", value: "", what: "twice", other: first });
    if (faults.length > 0) {
      faulty.push(...faults);
      continue;
    }
    seen.set(key, line);
    if (there === undefined) added.push({ line, id: key, fields: whole });
    else {
      const changes = changesOf(book, there.fields, said);
      if (changes.length === 0) same += 1;
      else changed.push({ line, id: there.id, name: nameOfEntry(there.fields), changes });
    }
  }
  const years = new Set(csv.rows.map(({ cells }) => Number(cells[mapping.get("year") ?? -1])));
  // A line that is faulty is no proof that its entry is gone.
  const missing =
    faulty.length > 0 || book === "supplier"
      ? []
      : rows.filter(({ id, fields }) => !seen.has(id) && (book !== "budgetLine" || years.has(Number(fields["year"]))));
  return {
    added,
    changed,
    same,
    missing: missing.map(({ id, fields }) => ({ id, name: nameOfEntry(fields) })),
    faulty,
    missingColumns: [],
  };
}

function changesOf(book: BookName, before: Fields, said: Fields): readonly FieldChange[] {
  return Object.entries(said).flatMap(([field, to]): readonly FieldChange[] => {
    const from = before[field] ?? null;
    if (book === "supplier" && field === "iban") {
      // Accounts are added, never taken away by a file.
      return to === null ||
        String(from ?? "")
          .split(" ")
          .includes(String(to))
        ? []
        : [{ field, from, to }];
    }
    // What a list of suppliers does not say stays as it is here.
    if (book === "supplier" && to === null) return [];
    return from === to || (books[book].key.includes(field) && book !== "supplier") ? [] : [{ field, from, to }];
  });
}

function supplierArgs({ iban, ...fields }: Fields) {
  return { fields: { ...emptySupplierFields, ...fields }, ibans: typeof iban === "string" ? [{ iban, bic: null }] : [] };
}

function idOf(book: BookName, fields: Fields): string | undefined {
  return book === "supplier" ? enteredId(supplierArgs(fields)) : enteredEntryId(book, fields);
}

type Known = (id: string, fields: Fields) => LedgerRow | undefined;

/** An entry by its id; a supplier by any mark that stands for one alone: VAT id, account, name. */
function finderOf(book: BookName, rows: readonly LedgerRow[]): Known {
  const byId = new Map(rows.map((row) => [row.id, row]));
  if (book !== "supplier") return (id) => byId.get(id);
  const marks = new Map<string, LedgerRow>();
  for (const row of rows) for (const mark of marksOf(row.fields)) marks.set(mark, row);
  return (id, fields) => byId.get(id) ?? marksOf(fields).flatMap((mark) => marks.get(mark) ?? [])[0];
}

function marksOf({ vatId, iban, name }: Fields): readonly string[] {
  const ibans = typeof iban === "string" ? iban.split(" ") : [];
  return [
    ...(typeof vatId === "string" ? [`vat ${vatId}`] : []),
    ...ibans.map((one) => `iban ${one}`),
    `name ${plainName(String(name ?? ""))}`,
  ];
}

/** The commands that bring a difference about, without those that take out where they are not wanted. */
export function commandsOf(book: BookName, { added, changed, missing }: Difference, takeOut: boolean): readonly Intention[] {
  return [
    ...added.map(({ id, fields }): Intention => {
      const args = book === "supplier" ? supplierArgs(fields) : { fields };
      return { kind: book, name: "enter", recordId: id, args };
    }),
    ...changed.flatMap(({ id, changes }): readonly Intention[] => {
      const fields = changes.filter(({ field }) => field !== "iban");
      const edits = Object.fromEntries(fields.map(({ field, from, to }) => [field, { from, to }]));
      const accounts = changes.filter(({ field }) => field === "iban").map(({ to }) => ({ iban: String(to), bic: null }));
      return [
        ...(fields.length === 0 ? [] : [{ kind: book, name: "describe", recordId: id, args: { fields: edits } }]),
        ...accounts.map((args) => ({ kind: book, name: "addIban", recordId: id, args })),
      ];
    }),
    ...(takeOut ? missing.map(({ id }): Intention => ({ kind: book, name: "takeOut", recordId: id, args: {} })) : []),
  ];
}
