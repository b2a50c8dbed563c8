// Who may order, on the day the server receives it: deputies for their days, limits as they are then, and never the certifier's own hand.
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Grant } from "../../../shared/domain/actor.ts";
import { officeDateAt } from "../../../shared/base/office-date.ts";
import { must } from "../../../shared/base/must.ts";
import { refusalText } from "../../../shared/text/refusal-text.ts";
import { saveGrants } from "../../../server/auth/people.ts";
import { demoDirectory, demoTenant } from "../../../server/demo/people.ts";
import { openStoryTown, type StoryTown, type TownDesk } from "../town.ts";
import {
  bodyOf,
  caughtUp,
  certify,
  comeBack,
  discard,
  history,
  invoiceOf,
  logOf,
  nothingIsLost,
  order,
  sentences,
  storyInvoice,
  withInvoices,
} from "./telling.ts";

const invoice = storyInvoice("R-500", { net: 600_000, vat: 0, gross: 600_000 });
const { id } = invoice;
const ref = { kind: "invoice", id };
const dayMilliseconds = 86_400_000;
let daysLater = 0;
let town: StoryTown;

beforeEach(async () => {
  daysLater = 0;
  town = await openStoryTown({ ...withInvoices(invoice), serverClock: () => Date.now() + daysLater * dayMilliseconds });
});
afterEach(async () => {
  await town.close();
});

const dayFromNow = (days: number): string => officeDateAt(Date.now() + days * dayMilliseconds);

/** Certified by Petersen: it waits for whoever may order 6,000 €. */
async function certified(): Promise<TownDesk> {
  const desk = await town.sitDown("mpetersen");
  expect([await certify(desk, id, "factual"), await certify(desk, id, "arithmetic")]).toEqual(["applied", "applied"]);
  await desk.settled();
  return desk;
}

async function seated(userName: string): Promise<TownDesk> {
  const desk = await town.sitDown(userName);
  await desk.until("record", ref, (value) => value.record?.body["state"] === "ready");
  return desk;
}

/** Hartmann, who orders up to 10,000 €, names a deputy for that. */
async function nameDeputy(desk: TownDesk, deputy: string, from: number, until: number): Promise<string> {
  const rights = [{ role: "ORDERING", unit: "*" }];
  const args = { unit: "finanzen", principal: "p-shartmann", deputy, rights, from: dayFromNow(from), until: dayFromNow(until) };
  const { results } = await desk.give("deputyship", "name", null, args);
  const result = must(results[0], "one command has one result");
  return result.refusal?.code ?? result.recordId;
}

async function setLimit(limitCents: number): Promise<void> {
  const grants: Grant[] = [{ role: "ORDERING", unit: "*", limitCents }];
  await saveGrants(town.server.openDatabase(), demoTenant, "p-shartmann", grants);
}

async function ordersAs(desk: TownDesk, person: string): Promise<void> {
  await desk.until(
    "session",
    {},
    ({ actor }) => actor?.grants.some((grant) => grant.onBehalfOf === person && grant.role === "ORDERING") ?? false,
  );
}

test("a deputy takes over from the first day to the last, and order and history name both", async () => {
  const certifier = await certified();
  const [principal, deputy] = [await seated("shartmann"), await town.sitDown("gthiele")];
  // Thiele has no ordering right of her own.
  await deputy.until("record", ref, (value) => value.record?.body["state"] === "ready");
  expect(await order(deputy, id)).toBe("notAllowed");
  const deputyship = await nameDeputy(principal, "p-gthiele", 0, 2);
  await principal.settled();
  await ordersAs(deputy, "p-shartmann");
  deputy.cut();
  expect(await order(deputy, id)).toBe("applied");
  await comeBack(deputy);
  for (const desk of [certifier, principal, deputy]) await caughtUp(town, desk, "invoice", id);
  const body = await bodyOf(certifier, "invoice", id);
  expect(body).toMatchObject({ state: "ordered", order: { by: "p-gthiele", onBehalfOf: "p-shartmann" } });
  expect(history(body).at(-1)).toBe("Gesa Thiele in Vertretung für Sabine Hartmann hat die Auszahlung angeordnet");
  expect(history(await bodyOf(deputy, "deputyship", deputyship))[0]).toContain(
    "hat Gesa Thiele als Vertretung für Sabine Hartmann eingetragen",
  );
  expect((await logOf(town)).at(-1)).toMatchObject({ person: "p-gthiele", name: "order", answer: "accepted" });
  await nothingIsLost(town, ref, certifier, principal, deputy);
});

test("the deputyship was over when the order arrived: refused with the sentence, whatever day it was given", async () => {
  await certified();
  const [principal, deputy] = [await seated("shartmann"), await seated("gthiele")];
  await nameDeputy(principal, "p-gthiele", 0, 1);
  await principal.settled();
  await ordersAs(deputy, "p-shartmann");
  deputy.cut();
  expect(await order(deputy, id)).toBe("applied");
  daysLater = 2;
  deputy.restore();
  const entries = await deputy.until("outbox", {}, ([entry]) => entry?.state === "refused");
  expect(entries[0]?.refusal).toMatchObject({ code: "notAllowed", params: { role: "ORDERING" } });
  expect(sentences(entries)[0]).toContain("Dafür fehlt Ihnen die Berechtigung „Anordnungsbefugnis“");
  await nothingIsLost(town, ref, deputy);
});

test("ended, it is worth nothing any more; and who certified does not order as a deputy either", async () => {
  const certifier = await certified();
  const principal = await seated("shartmann");
  const deputyship = await nameDeputy(principal, "p-mpetersen", 0, 5);
  await principal.settled();
  await ordersAs(certifier, "p-shartmann");
  expect(await order(certifier, id)).toBe("certifierMayNotOrder");
  await principal.give("deputyship", "end", deputyship, {});
  await principal.settled();
  await certifier.until("session", {}, ({ actor }) => actor?.grants.every((grant) => grant.onBehalfOf === undefined) ?? false);
  expect(await order(certifier, id)).toBe("notAllowed");
  expect(await nameDeputy(principal, "p-tvoss", 0, 5)).toBe("orderingAndCashInOneHand");
  await nothingIsLost(town, { kind: "deputyship", id: deputyship }, principal, certifier);
});

test("ordered without network, the limit was lowered meanwhile: refused on return, naming the limit and who may order", async () => {
  await certified();
  const [officer, head] = [await seated("shartmann"), await seated("jlueders")];
  officer.cut();
  expect(await order(officer, id)).toBe("applied");
  await setLimit(500_000);
  await comeBack(officer);
  const entries = await officer.until("outbox", {}, ([entry]) => entry?.state === "refused");
  expect(sentences(entries)).toEqual([
    "Der Betrag von 6.000,00\u00a0€ liegt über Ihrer Anordnungsgrenze von 5.000,00\u00a0€. Anordnen darf: Jens Lüders.",
  ]);
  expect((await invoiceOf(officer, id)).order).toBeUndefined();
  expect((await logOf(town)).at(-1)).toMatchObject({ person: "p-shartmann", answer: "refused", code: "amountAboveLimit" });
  await discard(officer, must(entries[0], "it was waited for").commandId);
  expect(await order(head, id)).toBe("applied");
  await head.settled();
  for (const desk of [officer, head]) await desk.until("record", ref, (value) => value.record?.body["state"] === "ordered");
  await nothingIsLost(town, ref, officer, head);
});

test("the desk warns before, by the limit it knows", async () => {
  await certified();
  await setLimit(500_000);
  const officer = await seated("shartmann");
  const { actions } = await officer.until("record", ref, (value) => value.record !== null);
  const refusal = must(actions.find((action) => action.action === "order")?.refusal, "the desk knows the limit");
  expect(refusalText(refusal, demoDirectory())).toContain("über Ihrer Anordnungsgrenze von 5.000,00\u00a0€. Anordnen darf: Jens Lüders.");
  expect(await order(officer, id)).toBe("amountAboveLimit");
  expect(await officer.until("outbox", {}, () => true)).toEqual([]);
});
