// What a step in the outbox is called, and how its values read. Pure.
import type { Json } from "../../../shared/base/canonical-json.ts";
import type { OutboxEntry } from "../../../shared/desk/record-calls.ts";
import { commandLabels } from "../../../shared/text/de/domain.ts";
import { unreadableStep } from "../../../shared/text/de/screens-outbox.ts";
import { formatDate, formatIban, formatMoney } from "../../../shared/text/format.ts";
import { lookUp } from "../../../shared/text/refusal-text.ts";

const amounts = ["net", "vat", "gross"];

/** "Sachlich richtig", "Felder ändern"; the bare command name where no label is known. */
export function stepLabel(entry: Pick<OutboxEntry, "name" | "args">): string {
  if (entry.name === "") return unreadableStep;
  const as = entry.args["as"];
  const full = typeof as === "string" ? lookUp(commandLabels, `${entry.name}.${as}`) : undefined;
  return full ?? lookUp(commandLabels, entry.name) ?? entry.name;
}

/** A field's value as people write it; `empty` stands for none. */
export function valueText(field: string, value: Json, empty: string): string {
  if (value === null || value === "") return empty;
  if (typeof value === "number") return amounts.includes(field) ? formatMoney(value) : value.toLocaleString("de-DE");
  if (typeof value === "string") return field === "iban" ? formatIban(value) : formatDate(value);
  return Array.isArray(value) ? value.map((item) => valueText(field, item, empty)).join(", ") : JSON.stringify(value);
}
