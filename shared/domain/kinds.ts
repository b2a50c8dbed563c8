// All kinds this version knows.
import { applicationKind } from "./application/commands.ts";
import type { Kinds } from "./command.ts";
import { deputyshipKind } from "./deputyship/commands.ts";
import { documentKind } from "./document/commands.ts";
import { fileKind } from "./file/commands.ts";
import { invoiceKind } from "./invoice/commands.ts";
import { paymentRunKind } from "./payment-run/commands.ts";
import { postKind } from "./post/commands.ts";
import { ledgerKinds } from "./ledger/entries.ts";
import { supplierKind } from "./supplier/commands.ts";
import { taskKind } from "./task/commands.ts";

export const kinds: Kinds = new Map(
  [
    applicationKind,
    invoiceKind,
    documentKind,
    fileKind,
    taskKind,
    deputyshipKind,
    supplierKind,
    postKind,
    ...ledgerKinds,
    paymentRunKind,
  ].map((kind) => [kind.name, kind]),
);

/** Whether a program that has these kinds knows the command's kind and name. */
export function knowsCommand(known: Kinds, command: { readonly kind: string; readonly name: string }): boolean {
  const kind = known.get(command.kind);
  return kind !== undefined && Object.hasOwn(kind.commands, command.name);
}

/** The kinds of a program that lacks some: each of `unknown` is a kind ("task") or a command of one ("invoice/assign"). */
export function kindsWithout(unknown: readonly string[]): Kinds {
  const left = [...kinds.values()].filter((kind) => !unknown.includes(kind.name));
  return new Map(
    left.map((kind) => {
      const commands = Object.entries(kind.commands).filter(([name]) => !unknown.includes(`${kind.name}/${name}`));
      return [kind.name, { ...kind, commands: Object.fromEntries(commands) }];
    }),
  );
}
