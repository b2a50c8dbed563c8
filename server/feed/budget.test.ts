// Two desks order against the same budget line without knowing of each other: the server lets one through and refuses the other with figures,
// gives back what an order reserved, and holds to the chart of accounts whatever a desk says.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { AnyBody } from "../../shared/domain/command.ts";
import { invoiceSchema, paymentDigest } from "../../shared/domain/invoice/schema.ts";
import { enteredEntryId } from "../../shared/domain/ledger/entries.ts";
import type { OfficeRecord } from "../../shared/domain/record.ts";
import type { Policy } from "../../shared/domain/policy.ts";
import { cast, Scene } from "../../shared/testing/scene.ts";
import { smallDirectory, smallTown } from "../testing/small-town.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";

const policy: Policy = { ...smallDirectory.policy, budgetCheck: "block", ledgerKeepers: [cast.accountant.personId] };
const scene = new Scene(policy);
const line = { year: 2026, code: "111200", costCentre: null, name: null, planned: 20_000 };
const lineId = enteredEntryId("budgetLine", line) ?? "";
const account = { number: "111200.443100", name: "Bürobedarf", product: null, validFrom: null, validUntil: null, taxCode: null };

function ready(number: string): string {
  const id = scene.invoice({ number, account: "111200.443100" });
  for (const as of ["factual", "arithmetic"])
    scene.run(cast.accountant, "invoice", "certify", id, { as, digest: scene.digest(id), statement: "richtig" });
  return id;
}

let server: TestServer;
let ids: readonly string[];
beforeAll(async () => {
  scene.run(cast.accountant, "budgetLine", "enter", lineId, { fields: line });
  scene.run(cast.accountant, "account", "enter", enteredEntryId("account", account) ?? "", { fields: account });
  ids = [ready("R-1"), ready("R-2")];
  const unbooked = scene.invoice({ number: "R-3" });
  ids = [...ids, unbooked];
  const records = [...scene.records.values()] as readonly OfficeRecord<AnyBody>[];
  server = await startTestServer({ town: smallTown({ directory: { ...smallDirectory, policy }, records }) });
});
afterAll(() => server.close());

const digest = (id: string): string => paymentDigest(invoiceSchema.parse(scene.body("invoice", id)));

test("of two orders that were given without network the second is refused, until the first is withdrawn", async () => {
  const [one, two] = [await server.signedIn("dirk"), await server.signedIn("dirk")];
  const order = (client: typeof one, id = "") =>
    client.command({ kind: "invoice", name: "order", recordId: id, args: { digest: digest(id), statement: "angeordnet" } });
  const [first, second] = [order(one, ids[0]), order(two, ids[1])];
  const answers = (await Promise.all([one.push(first), two.push(second)])).flat();
  const refused = answers.filter(({ answer }) => answer === "refused");
  expect(answers.map(({ answer }) => answer).sort()).toEqual(["accepted", "refused"]);
  expect(refused).toMatchObject([
    { refusal: { code: "budgetExceeded", params: { code: "111200", year: 2026, amount: 11_900, limit: 8_100 } } },
  ]);
  await two.pullAll();
  const given = answers[0]?.answer === "accepted" ? first : second;
  expect(two.records.get(`budgetLine/${lineId}`)).toMatchObject({ body: { reservations: { [given.recordId]: 11_900 } } });
  const withdraw = one.command({ kind: "invoice", name: "withdrawOrder", recordId: given.recordId, args: { order: given.id } });
  expect(await one.push(withdraw)).toMatchObject([{ answer: "accepted" }]);
  const other = given === first ? ids[1] : ids[0];
  expect(await two.push(order(two, other))).toMatchObject([{ answer: "accepted" }]);
  await one.pullAll();
  expect(one.records.get(`budgetLine/${lineId}`)).toMatchObject({ body: { reservations: { [other ?? ""]: 11_900 } } });
});

test("a desk that knows of no chart is told: nothing is certified as factual that is not booked, nor booked beside the chart", async () => {
  const cora = await server.signedIn("cora");
  const id = ids[2] ?? "";
  const bookings = [{ account: "999.1", year: 2026, cents: 11_900 }];
  const beside = cora.command({
    kind: "invoice",
    name: "assignBookings",
    recordId: id,
    args: { fields: { bookings: { from: null, to: bookings } } },
  });
  expect(await cora.push(beside)).toMatchObject([{ refusal: { code: "accountNotInChart" } }]);
  const entry = cora.command({
    kind: "account",
    name: "enter",
    recordId: enteredEntryId("account", account) ?? "",
    args: { fields: account },
  });
  expect(await cora.push(entry)).toMatchObject([{ refusal: { code: "ledgerKeepersOnly" } }]);
});
