// Commands that no honest desk would send, straight to the server: for each kind of breach of § 42 KomHKVO and § 126 NKomVG it refuses, whatever
// the desk thought. Must never go through a desk.
import { afterAll, beforeAll, expect, test } from "vitest";
import { must } from "../../shared/base/must.ts";
import type { Grant, Role } from "../../shared/domain/actor.ts";
import type { AnyBody } from "../../shared/domain/command.ts";
import { invoiceSchema, paymentDigest, type Invoice } from "../../shared/domain/invoice/schema.ts";
import { buildInvoice, buildInvoiceFields, buildInvoiceRecord, buildSignature } from "../../shared/testing/invoice-builder.ts";
import { buildSupplierRecord } from "../../shared/testing/supplier-builder.ts";
import { smallDirectory, smallPassword, smallTown } from "../testing/small-town.ts";
import type { SyncClient } from "../testing/sync-client.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";

const held = (...roles: readonly Role[]): readonly Grant[] => roles.map((role) => ({ role, unit: "finanzen" }));
const people: Readonly<Record<string, readonly Grant[]>> = {
  certifier: held("CERT_FACTUAL", "CERT_ARITHMETIC", "ORDERING"),
  small: [{ role: "ORDERING", unit: "finanzen", limitCents: 10_000 }],
  orderer: held("ORDERING"),
  elsewhere: [{ role: "ORDERING", unit: "standesamt" }],
  cashier: held("CASH"),
  both: held("CASH", "ORDERING"),
  auditor: [{ role: "AUDIT", unit: "*" }],
  payee: held("CERT_FACTUAL", "ORDERING"),
};

let number = 0;
function invoice(signed: (body: Invoice) => Partial<Invoice> = () => ({}), fields: Parameters<typeof buildInvoiceFields>[0] = {}) {
  const sha256 = (number += 1).toString(16).padStart(64, "0");
  const document = { sha256, name: "R.pdf", mime: "application/pdf", size: 1 };
  const body = buildInvoice({ document, fields: buildInvoiceFields(fields) });
  return buildInvoiceRecord({ ...body, ...signed(body) });
}
const twice = (body: Invoice): Partial<Invoice> => ({
  certifications: { factual: buildSignature(body, "certifier"), arithmetic: buildSignature(body, "certifier") },
});
const account = { iban: "DE02120300000000202051", bic: null, by: "x", at: "2026-11-20T08:00:00.000Z" };
const supplier = buildSupplierRecord({ ibans: [account, { ...account, iban: "DE89370400440532013000", unconfirmed: true }] });
const bare = invoice();
const ready = invoice(twice);
const own = invoice(twice, { supplier: "Name of payee" });
const ordered = invoice((body) => ({ ...twice(body), order: buildSignature(body, "both") }));
const paid = invoice((body) => ({
  ...twice(body),
  order: buildSignature(body, "orderer"),
  payment: { by: "cashier", at: "2026-11-20T08:00:00.000Z", paidOn: "2026-11-20", commandId: "0190a000-0000-7000-8000-0000000000e1" },
}));
const foreign = invoice((body) => ({ ...twice(body), supplierId: supplier.id }));
const waiting = invoice((body) => ({
  ...twice(body),
  hold: { by: "x", at: "2026-11-20T08:00:00.000Z", until: "2999-01-01", reason: "x" },
}));
const records = [bare, ready, own, ordered, paid, foreign, waiting];

let server: TestServer;
beforeAll(async () => {
  const named = Object.keys(people).map((id) => ({ id, name: `Name of ${id}`, units: ["finanzen"] }));
  server = await startTestServer({
    town: smallTown({
      directory: { ...smallDirectory, people: named },
      people: Object.entries(people).map(([id, grants]) => ({ id, userName: id, password: smallPassword, grants: [...grants] })),
      records: [...records, supplier],
    }),
  });
});
afterAll(() => server.close());

const signature = ({ body }: { readonly body: AnyBody }, more: AnyBody = {}): AnyBody => ({
  digest: paymentDigest(invoiceSchema.parse(body)),
  statement: "richtig",
  ...more,
});

const breaches: readonly [string, string, (typeof records)[number], string, AnyBody, string][] = [
  ["certifying without the right", "orderer", bare, "certify", signature(bare, { as: "factual" }), "notAllowed"],
  ["certifying other fields", "certifier", bare, "certify", signature(ready, { as: "factual" }), "digestChanged"],
  ["certifying twice", "certifier", ready, "certify", signature(ready, { as: "factual" }), "alreadyCertified"],
  ["ordering what is not certified", "orderer", bare, "order", signature(bare), "certificationMissing"],
  ["ordering what one certified", "certifier", ready, "order", signature(ready, { exceptionReason: "krank" }), "certifierMayNotOrder"],
  ["ordering above one's limit", "small", ready, "order", signature(ready), "amountAboveLimit"],
  ["ordering for another unit", "elsewhere", ready, "order", signature(ready), "notAllowed"],
  ["ordering with cash rights", "both", ready, "order", signature(ready), "orderingAndCashInOneHand"],
  ["ordering to an account nobody has confirmed", "orderer", foreign, "order", signature(foreign), "accountUnconfirmed"],
  ["ordering what is put off", "orderer", waiting, "order", signature(waiting), "onHold"],
  ["asking somebody who sees no invoices", "orderer", ready, "query", { to: "auditor", question: "Geliefert?" }, "cannotSee"],
  ["ordering as the cash office", "cashier", ready, "order", signature(ready), "notAllowed"],
  ["ordering to oneself", "payee", own, "order", signature(own), "payeeIsActor"],
  ["paying what one ordered", "both", ordered, "recordPayment", { paidOn: "2026-11-24" }, "orderingAndCashInOneHand"],
  ["paying what is not ordered", "cashier", ready, "recordPayment", { paidOn: "2026-11-24" }, "wrongState"],
  ["paying as who orders", "orderer", ordered, "recordPayment", { paidOn: "2026-11-24" }, "notAllowed"],
  ["paying twice", "cashier", paid, "recordPayment", { paidOn: "2026-11-24" }, "wrongState"],
  ["an auditor's note", "auditor", bare, "addNote", { text: "geprüft" }, "notAllowed"],
  ["changing what is paid", "certifier", paid, "editFields", { fields: { gross: { from: 11_900, to: 1 } } }, "wrongState"],
];

const clients = new Map<string, Promise<SyncClient>>();
function signedIn(who: string): Promise<SyncClient> {
  const client = clients.get(who) ?? server.signedIn(who);
  clients.set(who, client);
  return client;
}

test.each(breaches)("%s is refused by the server", async (_what, who, { id }, name, args, code) => {
  const client = await signedIn(who);
  const answer = await client.run({ kind: "invoice", name, recordId: id, args });
  expect(answer).toMatchObject({ answer: "refused", refusal: { code } });
});

test("nothing of it has changed anything", async () => {
  const client = await signedIn("auditor");
  await client.pullAll();
  for (const { id, version } of records) expect(must(client.records.get(`invoice/${id}`), "the auditor sees all").version).toBe(version);
});
