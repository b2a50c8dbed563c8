// Keeps one Desk connected: opens wires again with growing pauses, and says how it stands. Holds no answers.
import { connectDesk } from "../../shared/desk/connect.ts";
import type { Desk } from "../../shared/desk/contract.ts";
import type { Every, Wire } from "../../shared/desk/wire.ts";
import { NeedsLinkError } from "./session-token.ts";

export interface ConnectionState {
  /** connecting: the first time · open · lost: was open, is being opened again · needsLink: only a new link helps */
  readonly phase: "connecting" | "open" | "lost" | "needsLink";
  /** Null unless open. */
  readonly desk: Desk | null;
}

export interface Connection {
  readonly state: () => ConnectionState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Ends the connection for good. */
  readonly close: () => void;
}

const pauses = [200, 500, 1_000, 2_000, 5_000];

const every: Every = (milliseconds, run) => {
  const timer = setInterval(run, milliseconds);
  return () => clearInterval(timer);
};

/** Connects and stays connected. */
export function keepConnected(open: () => Promise<Wire>): Connection {
  const listeners = new Set<() => void>();
  let state: ConnectionState = { phase: "connecting", desk: null };
  let closeWire: () => void = () => undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let over = false;

  const become = (next: ConnectionState): void => {
    state = next;
    for (const listener of listeners) listener();
  };
  const again = (): void => {
    if (over) return;
    timer = setTimeout(() => void attempt(), pauses[Math.min(failures, pauses.length - 1)]);
    failures += 1;
  };
  const attempt = async (): Promise<void> => {
    try {
      const wire = await open();
      if (over) return wire.close();
      failures = 0;
      closeWire = () => wire.close();
      become({ phase: "open", desk: connectDesk(wire, every) });
      wire.onClose(() => {
        if (over) return;
        become({ phase: "lost", desk: null });
        again();
      });
    } catch (thrown) {
      if (over) return;
      if (thrown instanceof NeedsLinkError) return become({ phase: "needsLink", desk: null });
      again();
    }
  };
  void attempt();

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    close: () => {
      over = true;
      clearTimeout(timer);
      closeWire();
    },
  };
}

/** A connection to a desk in the same page: tests and previews. */
export function alreadyConnected(desk: Desk): Connection {
  const state: ConnectionState = { phase: "open", desk };
  return { state: () => state, subscribe: () => () => undefined, close: () => undefined };
}
