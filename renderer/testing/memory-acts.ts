// The person's acts at a desk in memory and what can be taken back of them, by the real rules.
import type { Solution, SubmitResult } from "../../shared/desk/record-calls.ts";
import type { OwnStep } from "../../shared/desk/undo-calls.ts";
import type { AnyBody, CommandContext } from "../../shared/domain/command.ts";
import { finalOf } from "../../shared/domain/execute.ts";
import { kinds } from "../../shared/domain/kinds.ts";
import { refuse, type Refusal } from "../../shared/domain/refusal.ts";

export interface GivenCommand {
  readonly commandId: string;
  readonly kind: string;
  readonly recordId: string;
  readonly name: string;
  readonly args: AnyBody;
  readonly subject: string;
  undone: boolean;
}

export interface Act {
  readonly group: string;
  readonly at: string;
  readonly commands: readonly GivenCommand[];
}

export interface MemoryActs {
  add(act: Act): void;
  /** The newest act that still stands. */
  last(): Act | undefined;
  find(group: string): Act | undefined;
  lastOn(recordId: string): { readonly group: string; readonly name: string; readonly commandId: string } | null;
  steps(limit: number): { steps: OwnStep[]; more: boolean };
}

/** `whyNot` asks the rules whether a command may be taken back now. */
export function memoryActs(whyNot: (command: GivenCommand) => Refusal | undefined): MemoryActs {
  const acts: Act[] = [];
  const stands = (act: Act): boolean => act.commands.some((command) => !command.undone);
  const refusalOf = (command: GivenCommand): Refusal | null => {
    const final = finalOf(kinds, command);
    if (command.undone) return refuse("alreadyUndone");
    return final === undefined ? (whyNot(command) ?? null) : refuse(final);
  };
  const stepOf = (act: Act): OwnStep => {
    const [first] = act.commands;
    return {
      group: act.group,
      kind: first?.kind ?? "",
      name: first?.name ?? "",
      as: typeof first?.args["as"] === "string" ? first.args["as"] : null,
      at: act.at,
      count: act.commands.length,
      records: act.commands.map(({ commandId, kind, recordId, subject }) => ({ commandId, kind, id: recordId, subject })),
      state: stands(act) ? "done" : "undone",
      refusal: act.commands.map(refusalOf).find((refusal) => refusal !== null) ?? null,
    };
  };
  return {
    add: (act) => acts.push(act),
    last: () => acts.findLast(stands),
    find: (group) => acts.find((act) => act.group === group),
    lastOn: (recordId) => {
      const act = acts.findLast(({ commands }) => commands.some((one) => one.recordId === recordId && !one.undone));
      const command = act?.commands.find((one) => one.recordId === recordId);
      if (act === undefined || command === undefined || refusalOf(command) !== null) return null;
      return { group: act.group, name: command.name, commandId: command.commandId };
    },
    steps: (limit) => ({ steps: acts.toReversed().slice(0, limit).map(stepOf), more: acts.length > limit }),
  };
}

/** The refusal a group gives to those of its members that stood in nobody's way. */
export function allRefused(
  group: string,
  commands: readonly { readonly commandId: string; readonly recordId: string }[],
  refusals: ReadonlyMap<string, Refusal>,
): SubmitResult {
  const results = commands.map(({ commandId, recordId }) => ({
    commandId,
    recordId,
    outcome: "refused" as const,
    refusal: refusals.get(commandId) ?? refuse("groupBroken"),
  }));
  return { group, results };
}

/** A solution for an entry that may simply be given again. */
export function plainSolution(commandId: string, again: Refusal | null): Solution {
  return { commandId, again, members: [] };
}

/** The context of a command for which somebody gave a password, or nobody did. */
export function withPassword(context: CommandContext, password: string | undefined): CommandContext {
  return password === undefined ? context : { ...context, authenticated: { by: "server", at: context.at } };
}
