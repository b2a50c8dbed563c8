// The list of own steps: what can be taken back is, and for everything else the sentence why not stands there.
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { must } from "../../../shared/base/must.ts";
import { noticeQueue, notify } from "../../state/notices.ts";
import { draw } from "../../testing/draw.tsx";
import { memoryDesk } from "../../testing/memory-desk.ts";
import { memoryRecords } from "../../testing/memory-world.ts";
import { StepsScreen } from "./steps-screen.tsx";

afterEach(() => {
  cleanup();
  noticeQueue.clear();
});

const records = memoryRecords({ applications: 12, invoices: 2 });
const open = records.filter(({ kind, body, unit }) => kind === "application" && body["state"] === "received" && unit === "buergerservice");
const claim = (id: string) => ({ kind: "application", name: "claim", recordId: id, args: {} });

test("newest first, each with its undo or the reason why not", async () => {
  const desk = memoryDesk({ records });
  const [one, two] = [must(open[0], "some wait"), must(open[1], "some wait")];
  const { group } = await desk.call("submit", { commands: [claim(one.id), claim(two.id)] });
  notify({ tone: "success", text: "2 übernommen", undo: () => undefined, step: group });
  await desk.call("submit", { commands: [{ ...claim(one.id), name: "decide", args: { outcome: "approved", reason: "" } }] });
  const { user } = draw(<StepsScreen />, desk);
  const [decided, claimed] = screen.getAllByRole("row").slice(1);
  expect(decided?.textContent).toMatch(/^Entscheiden/u);
  expect(claimed?.textContent).toMatch(/^Übernehmen2 Einträge.*Darauf wurde bereits weitergearbeitet \(Karla Brandt.*„Entscheiden“\)/u);
  await user.click(within(must(decided, "shown")).getByRole("button", { name: /Zurücknehmen/u }));
  await screen.findByText(/^Rückgängig: Entscheiden – /u);
  await waitFor(() => expect(claimed?.querySelector("button")).not.toBeNull());
  await user.click(within(must(claimed, "shown")).getByRole("button", { name: /Zurücknehmen/u }));
  await screen.findByText("Rückgängig: Übernehmen, 2 Einträge");
  // No message offers to take back what was taken back.
  expect(screen.queryByText("2 übernommen")).toBeNull();
  expect(desk.record({ kind: "application", id: two.id })?.body["state"]).toBe("received");
});

test("nothing done yet is said", () => {
  draw(<StepsScreen />, memoryDesk({ records }));
  expect(screen.getByText("Noch keine Schritte")).toBeTruthy();
});
