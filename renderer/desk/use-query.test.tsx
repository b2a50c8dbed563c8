// Live answers in a screen: they follow the desk, survive a lost connection, and never belong to other arguments.
import { act, cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { InboxArgs } from "../../shared/desk/inbox-calls.ts";
import { memoryDesk, type MemoryDesk } from "../testing/memory-desk.ts";
import { memoryRecords } from "../testing/memory-world.ts";
import type { Connection, ConnectionState } from "./connection.ts";
import { ConnectionProvider } from "./desk-context.tsx";
import { inboxPageSize, useInbox } from "./use-inbox.ts";
import { useQuery } from "./use-query.ts";

afterEach(cleanup);

/** A connection a test can cut and mend. */
function loose(desk: MemoryDesk) {
  let state: ConnectionState = { phase: "open", desk };
  const listeners = new Set<() => void>();
  const connection: Connection = {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => undefined,
  };
  const become = (next: ConnectionState): void => {
    state = next;
    for (const listener of listeners) listener();
  };
  return { connection, cut: () => become({ phase: "lost", desk: null }), mend: () => become({ phase: "open", desk }) };
}

function Network() {
  const { value, loading } = useQuery("sync", {});
  return <p>{loading ? "loading" : value?.network}</p>;
}

test("an answer follows the desk, and a lost connection keeps the last one until there is a newer", () => {
  const desk = memoryDesk();
  const { connection, cut, mend } = loose(desk);
  render(
    <ConnectionProvider connection={connection}>
      <Network />
    </ConnectionProvider>,
  );
  expect(screen.getByText("online")).toBeTruthy();
  act(cut);
  act(() => desk.setNetwork("offline"));
  expect(screen.getByText("online")).toBeTruthy();
  act(mend);
  expect(screen.getByText("offline")).toBeTruthy();
});

const filters: Omit<InboxArgs, "offset" | "limit"> = {
  view: "all",
  kinds: [],
  text: "",
  overdueOnly: false,
  sort: { by: "received", descending: false },
};

function Window({ first, last }: { readonly first: number; readonly last: number }) {
  const inbox = useInbox(filters);
  return (
    <button onClick={() => inbox.show(first, last)}>
      {[first, last].map((index) => (inbox.rowAt(index) === undefined ? "gap" : "row")).join(" ")}
    </button>
  );
}

test("only the pages in sight of a long inbox are asked for", () => {
  const desk = memoryDesk({ records: memoryRecords({ applications: 1_000, invoices: 0 }) });
  const asked: number[] = [];
  const { connection } = loose({
    ...desk,
    watch: (name, args, onValue, onError) => {
      if ("offset" in args && typeof args.offset === "number") asked.push(args.offset);
      return desk.watch(name, args, onValue, onError);
    },
  });
  render(
    <ConnectionProvider connection={connection}>
      <Window first={590} last={610} />
    </ConnectionProvider>,
  );
  expect(screen.getByRole("button").textContent).toBe("gap gap");
  act(() => screen.getByRole("button").click());
  expect(screen.getByRole("button").textContent).toBe("row row");
  expect(asked).toEqual([0, 2 * inboxPageSize, 3 * inboxPageSize]);
});
