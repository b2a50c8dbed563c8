// Commands and their context for tests, with ids and times from seeded chance and a fixed clock.
import type { AnyBody, Command, CommandContext } from "../domain/command.ts";
import { defaultPolicy, type Policy } from "../domain/policy.ts";
import type { FixedClock } from "./clock.ts";
import { uuidAt } from "./ids.ts";
import type { Random } from "./random.ts";

export interface CommandMaker {
  /** A command made now; the clock moves on by one second. */
  command(kind: string, name: string, recordId: string, args?: AnyBody, more?: Partial<Command>): Command;
  /** The context in which a command counts at the desk that made it. */
  context(command: Pick<Command, "id" | "at">): CommandContext;
}

export function commandMaker(random: Random, clock: FixedClock, policy: Policy = defaultPolicy): CommandMaker {
  return {
    command: (kind, name, recordId, args = {}, more = {}) => {
      const id = uuidAt(random, clock.now());
      const command = { id, kind, name, recordId, args, seen: { version: 0, after: null }, device: "device-1", at: clock.iso(), ...more };
      clock.advance({ seconds: 1 });
      return command;
    },
    context: ({ id, at }) => ({ commandId: id, at, today: clock.today(), policy }),
  };
}
