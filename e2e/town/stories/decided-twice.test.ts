// Two people take and decide the same application without network: the first decision stands, the second person reads why theirs
// does not, and their words are kept until they have looked.
import { afterEach, expect, test } from "vitest";
import { openStoryTown, type StoryTown } from "../town.ts";
import { bodyOf, comeBack, discard, history, logOf, nothingIsLost, sentences, storyApplication } from "./telling.ts";

let town: StoryTown | undefined;
afterEach(async () => {
  await town?.close();
  town = undefined;
});

test.each(["approved", "rejected"] as const)("decided twice without network, the first with: %s", async (outcome) => {
  const { id } = storyApplication("Wolter");
  const ref = { kind: "application", id };
  town = await openStoryTown({ records: [storyApplication("Wolter")] });
  const [one, two] = [await town.sitDown("kbrandt"), await town.sitDown("jlueders")];
  for (const desk of [one, two]) await bodyOf(desk, "application", id);
  one.cut();
  two.cut();
  await one.give("application", "claim", id, {});
  await one.give("application", "decide", id, { outcome, reason: "vollständig" });
  await two.give("application", "claim", id, {});
  await two.give("application", "decide", id, { outcome: "partlyApproved", reason: "Es fehlt die Meldung vom Vormieter." });
  expect(await bodyOf(two, "application", id)).toMatchObject({ state: "decided", decision: { by: "p-jlueders" } });
  await comeBack(one);
  await comeBack(two);

  const refused = await two.until("outbox", {}, (entries) => entries.map((entry) => entry.state).join() === "refused,parked");
  expect(refused.map((entry) => entry.name)).toEqual(["claim", "decide"]);
  expect(sentences(refused)).toEqual(["Im Stand „entschieden“ ist dieser Schritt nicht möglich."]);
  expect(refused[1]?.args["reason"]).toBe("Es fehlt die Meldung vom Vormieter.");
  const label = outcome === "approved" ? "bewilligt" : "abgelehnt";
  for (const desk of [one, two]) {
    const body = await bodyOf(desk, "application", id);
    expect(body["decision"]).toMatchObject({ outcome, by: "p-kbrandt", reason: "vollständig" });
    expect(history(body)).toEqual(["Karin Brandt hat die Bearbeitung übernommen", `Karin Brandt hat entschieden: ${label} – vollständig`]);
  }
  const log = (await logOf(town)).filter((entry) => entry.recordId === id);
  expect(log.map((entry) => [entry.person, entry.name, entry.answer])).toEqual([
    ["p-kbrandt", "claim", "accepted"],
    ["p-kbrandt", "decide", "accepted"],
    // The decision behind it was never decided on: it is parked until its person has a word on the claim.
    ["p-jlueders", "claim", "refused"],
  ]);
  for (const { commandId } of refused) await discard(two, commandId);
  await two.until("outbox", {}, (entries) => entries.length === 0);
  await nothingIsLost(town, ref, one, two);
});
