// Which live queries a commit concerns: by the tables they read and, for one record, by its key.
import type { QueryArgs, QueryName } from "../../../shared/desk/contract.ts";
import { recordKey, recordRefSchema } from "../../../shared/domain/record.ts";
import type { Moved } from "../store/database.ts";

const tables: Readonly<Record<QueryName, readonly string[]>> = {
  session: ["identity"],
  sync: ["outbox"],
  inbox: ["inbox", "outbox", "identity"],
  record: ["identity"],
  outbox: ["outbox"],
  // Whether a step can be given again or taken back depends on what others did to its record.
  solutions: ["outbox", "inbox", "archive", "identity"],
  ownSteps: ["outbox", "inbox", "archive", "identity"],
  outboxDone: ["outbox"],
  archiveTree: ["archive", "identity"],
  archiveFiles: ["archive"],
  archiveList: ["archive", "outbox"],
  // They stand in no list: what moves the inbox is told for every record without an index of its own.
  deputyships: ["inbox", "outbox", "identity"],
  // An invoice that leaves the inbox moves it too; a filed one that is edited does not exist.
  duplicates: ["inbox", "identity"],
  suppliers: ["suppliers", "outbox", "identity"],
  // A filed invoice moves no list, and stays whose it is.
  supplierInvoices: ["inbox", "identity"],
  creditNotes: ["inbox", "identity"],
  supplierMatch: ["suppliers", "inbox", "identity"],
  // They stand in no list either, nor do invoices that are filed.
  ledger: ["inbox", "suppliers"],
  bookingSuggestions: ["inbox"],
  // Runs have no list of their own and move the inbox, as deputyships do.
  payable: ["inbox", "outbox", "identity"],
  paymentRuns: ["inbox", "outbox", "identity"],
  paymentFile: ["inbox", "outbox", "identity"],
  scanner: [],
  contentMarks: ["content", "archive"],
  contentSpace: ["content"],
};

/** Whether a query has to run again after a commit. */
export function concerns<N extends QueryName>(moved: Moved, name: N, args: QueryArgs<N>): boolean {
  if (moved.tables.some((table) => tables[name].includes(table))) return true;
  if (name !== "record") return false;
  const ref = recordRefSchema.safeParse(args);
  return ref.success && (moved.every || moved.records.includes(recordKey(ref.data)));
}
