// The sentence for a refusal: codes and parameters in, German out. Names come from the directory the caller passes.
import type { Directory } from "../domain/policy.ts";
import type { Refusal } from "../domain/refusal.ts";
import {
  certificationLabels,
  commandLabels,
  documentFieldLabels,
  supplierFieldLabels,
  invoiceFieldLabels,
  roleLabels,
  stageLabels,
  states,
} from "./de/domain.ts";
import { refusals, unknownRefusal } from "./de/refusals.ts";
import { formatDate, formatDateTime, formatMoney } from "./format.ts";

/** Why a command was refused, as one or two German sentences. */
export function refusalText(refusal: Refusal, directory: Directory | null): string {
  const template = lookUp(refusals, refusal.code);
  if (template === undefined) return unknownRefusal;
  const words = wordsOf(refusal, directory);
  return template.replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => words[name] ?? "");
}

function wordsOf({ params }: Refusal, directory: Directory | null): Readonly<Record<string, string>> {
  const text = (name: string): string => String(params[name] ?? "");
  const amount = (name: string): string => (typeof params[name] === "number" ? formatMoney(params[name]) : "");
  const unit = text("unit");
  return {
    stateLabel: lookUp(states, text("state")) ?? text("state"),
    roleLabel: lookUp(roleLabels, text("role")) ?? text("role"),
    unitSuffix: unit === "" ? "" : ` für „${unitName(unit, directory)}“`,
    personName: personName(text("person"), directory),
    laterWork: laterWork(text("person"), text("at"), text("command"), directory),
    untilLabel: formatDate(text("until")),
    amountLabel: amount("amount"),
    limitLabel: amount("limit"),
    whoElse: whoElse(text("persons"), directory),
    whoMay: whoMay(text("persons"), directory),
    account: text("account"),
    year: text("year"),
    budgetLine: `${text("code")} (${text("year")})`,
    keepers: keepersOf(text("persons"), directory),
    fieldLabel: fieldLabel(text("field")),
    fieldLabels: fieldLabels(text("fields")),
    number: text("number"),
    run: text("run"),
    settlingLabel: lookUp(stageLabels, text("settling")) ?? text("settling"),
  };
}

/** Whom to turn to: the persons the refusal names, or anybody with a higher limit. */
function whoElse(persons: string, directory: Directory | null): string {
  const names = persons.split(",").filter((id) => id !== "");
  if (names.length === 0) return "Bitte wenden Sie sich an jemanden mit höherer Anordnungsgrenze";
  return `Anordnen darf: ${names.map((id) => personName(id, directory)).join(", ")}`;
}

/** The persons the refusal names, or anybody with that right. */
function whoMay(persons: string, directory: Directory | null): string {
  const names = persons.split(",").filter((id) => id !== "");
  if (names.length === 0) return "Wenden Sie sich an jemanden mit dieser Berechtigung";
  return `Das darf: ${names.map((id) => personName(id, directory)).join(", ")}`;
}

/** " (Gesa Thiele, Malte Petersen)", where anybody is named at all. */
function keepersOf(persons: string, directory: Directory | null): string {
  const names = persons.split(",").filter((id) => id !== "");
  return names.length === 0 ? "" : ` (${names.map((id) => personName(id, directory)).join(", ")})`;
}

/** "Petra Drewes", or "Petra Drewes in Vertretung für Sabine Hartmann". */
export function actorName(by: string, onBehalfOf: string | undefined, directory: Directory | null): string {
  const name = personName(by, directory);
  return onBehalfOf === undefined ? name : `${name} in Vertretung für ${personName(onBehalfOf, directory)}`;
}

/** " (Ole Seidel, 24.11.2026, 10:15: „Entscheiden“)", as far as the refusal tells. */
function laterWork(person: string, at: string, command: string, directory: Directory | null): string {
  if (person === "" || at === "") return "";
  const step = lookUp(commandLabels, command);
  return ` (${personName(person, directory)}, ${formatDateTime(at)}${step === undefined ? "" : `: „${step}“`})`;
}

/** A field's German name, whichever kind it belongs to; unknown fields keep their key. */
export function fieldLabel(field: string): string {
  return (
    lookUp(invoiceFieldLabels, field) ??
    lookUp(documentFieldLabels, field) ??
    lookUp(supplierFieldLabels, field) ??
    lookUp(certificationLabels, field) ??
    field
  );
}

/** Names of fields that are parted by commas. */
export function fieldLabels(fields: string): string {
  return fields.split(",").map(fieldLabel).join(", ");
}

export function personName(id: string, directory: Directory | null): string {
  if (id === "system") return "System";
  return directory?.people.find((person) => person.id === id)?.name ?? "Jemand";
}

export function unitName(id: string, directory: Directory | null): string {
  return directory?.units.find((unit) => unit.id === id)?.name ?? id;
}

/** The entry of a table of labels, or undefined; inherited members do not count. */
export function lookUp(table: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
