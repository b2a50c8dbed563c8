// The password at an act, held to by the server: for this act, this person and this device alone, once, and never written down.
import { randomUUID, sign } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { must } from "../../shared/base/must.ts";
import { nextIdOfAct, type ActProof, type Command } from "../../shared/domain/command.ts";
import { invoiceSchema, paymentDigest } from "../../shared/domain/invoice/schema.ts";
import { newTownPolicy } from "../../shared/domain/policy.ts";
import { recordKey } from "../../shared/domain/record.ts";
import { actDigest, actText, confirmResponseSchema } from "../../shared/sync/confirm.ts";
import { buildInvoiceRecord } from "../../shared/testing/invoice-builder.ts";
import { sql } from "../store/sql.ts";
import { smallDirectory, smallPassword, smallTenant, smallTown } from "../testing/small-town.ts";
import type { SyncClient } from "../testing/sync-client.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import { freeFailures } from "./lock-out.ts";

const invoice = buildInvoiceRecord({}, { unit: "finanzen" });
let server: TestServer;
let now = Date.parse("2026-11-24T09:00:00Z");
let cora: SyncClient;

beforeAll(async () => {
  const town = smallTown({ directory: { ...smallDirectory, policy: newTownPolicy }, records: [invoice] });
  server = await startTestServer({ town, clock: () => now });
});
afterAll(() => server.close());
beforeEach(async () => {
  now += 3_600_000;
  cora = await server.signedIn("cora");
  await cora.pullAll();
});

const bodyIn = (client: SyncClient) => invoiceSchema.parse(must(client.records.get(recordKey(invoice)), "it was pulled").body);

function certifying(client: SyncClient, more: Partial<Command> = {}): Command {
  const args = { as: "arithmetic", digest: paymentDigest(bodyIn(client)), statement: "Rechnerisch richtig." };
  return client.command({ kind: "invoice", name: "certify", recordId: invoice.id, args, ...more });
}

async function confirmed(client: SyncClient, command: Command, password = smallPassword): Promise<ActProof> {
  const body = { version: 2, password, acts: [{ command: command.id, digest: actDigest(command) }] };
  const { at, seals } = confirmResponseSchema.parse(await client.post("/v1/confirm", body));
  return { by: "server", at, of: command.id, seal: must(seals[0], "one act, one seal") };
}

/** As a desk without network proves it: by its own key. */
function signedByDevice(client: SyncClient, command: Command, person = "cora"): ActProof {
  const at = "2026-11-24T07:30:00.000Z";
  const act = { command: command.id, digest: actDigest(command) };
  const text = actText({ by: "device", at, tenant: smallTenant, person, device: client.device, ...act });
  return { by: "device", at, of: command.id, seal: sign(null, Buffer.from(text), client.key.privateKey).toString("base64url") };
}

const codeOf = async (client: SyncClient, command: Command): Promise<string> => {
  const answer = must((await client.push(command))[0], "one command has one answer");
  return answer.answer === "refused" ? answer.refusal.code : answer.answer;
};

async function withdrawn(client: SyncClient): Promise<void> {
  await client.pullAll();
  const certification = must(bodyIn(client).certifications.arithmetic, "it was just given").commandId;
  const args = { as: "arithmetic", certification };
  await client.run({ kind: "invoice", name: "withdrawCertification", recordId: invoice.id, args });
  await client.pullAll();
}

test("without a proof, or with that of another act, person, device or password, nothing is signed", async () => {
  const plain = certifying(cora);
  expect(await codeOf(cora, plain)).toBe("signatureNotAuthenticated");
  const first = certifying(cora);
  const proof = await confirmed(cora, first);
  const otherWords = { ...first, id: randomUUID(), args: { ...first.args, statement: "Etwas anderes." } };
  const elsewhere = await server.signedIn("cora");
  await elsewhere.pullAll();
  const tries: readonly (readonly [SyncClient, Command])[] = [
    // The same proof under another id, for other words, from another device, with a later time.
    [cora, { ...certifying(cora), proof }],
    [cora, { ...otherWords, proof: { ...proof, of: otherWords.id } }],
    [elsewhere, { ...certifying(elsewhere, { id: first.id }), proof }],
    [cora, { ...certifying(cora), proof: { ...proof, seal: "" } }],
  ];
  for (const [client, command] of tries.toReversed()) expect(await codeOf(client, command)).toBe("signatureNotAuthenticated");
  const forged = certifying(cora);
  expect(await codeOf(cora, { ...forged, proof: signedByDevice(cora, forged, "dirk") })).toBe("signatureNotAuthenticated");
  await expect(confirmed(cora, certifying(cora), "falsch")).rejects.toMatchObject({ problem: "signInFailed" });
});

test("with the password the signature says how, when and where, and what the server found right; sent twice it counts once", async () => {
  const command = certifying(cora);
  const proof = await confirmed(cora, command);
  expect(await codeOf(cora, { ...command, proof })).toBe("accepted");
  expect(await codeOf(cora, { ...command, proof })).toBe("accepted");
  await cora.pullAll();
  expect(bodyIn(cora).certifications.arithmetic).toMatchObject({
    by: "cora",
    device: cora.device,
    authenticated: "server",
    authenticatedAt: proof.at,
    proof: { at: new Date(now).toISOString(), role: "CERT_ARITHMETIC", unit: "finanzen", separated: true, sameVersion: true },
  });
  await withdrawn(cora);
  // The command is spent, and its proof with it.
  expect(await codeOf(cora, { ...certifying(cora), proof })).toBe("signatureNotAuthenticated");
});

test("what the device confirmed without network counts by its key, and says so", async () => {
  const command = certifying(cora);
  expect(await codeOf(cora, { ...command, proof: signedByDevice(cora, command) })).toBe("accepted");
  await cora.pullAll();
  expect(bodyIn(cora).certifications.arithmetic).toMatchObject({
    authenticated: "device",
    authenticatedAt: "2026-11-24T07:30:00.000Z",
    proof: { at: new Date(now).toISOString() },
  });
  await withdrawn(cora);
});

test("what was refused may be given once more as it was, under the next of its ids; accepted under one, no other counts", async () => {
  const [first, later] = [certifying(cora), certifying(cora)];
  const proof = await confirmed(cora, first);
  const next = must(nextIdOfAct({ ...first, proof }), "it was given once");
  expect(await codeOf(cora, { ...first, recordId: randomUUID(), proof })).toBe("recordMissing");
  expect(await codeOf(cora, { ...first, id: next, proof })).toBe("accepted");
  await withdrawn(cora);
  const third = must(nextIdOfAct({ id: next, proof }), "it was given twice");
  expect(await codeOf(cora, { ...later, id: third, proof })).toBe("signatureNotAuthenticated");
});

test("wrong passwords count with those of signing in, and neither they nor the right one stand anywhere", async () => {
  for (let tries = 0; tries < freeFailures; tries += 1)
    await expect(confirmed(cora, certifying(cora), "geraten-und-falsch")).rejects.toMatchObject({ problem: "signInFailed", status: 401 });
  await expect(confirmed(cora, certifying(cora))).rejects.toMatchObject({ problem: "tooManyAttempts", retryAfterSeconds: 30 });
  await expect(server.client("cora").signIn(smallPassword)).rejects.toMatchObject({ problem: "tooManyAttempts" });
  now += 31_000;
  const command = certifying(cora);
  expect(await codeOf(cora, { ...command, proof: await confirmed(cora, command) })).toBe("accepted");
  await withdrawn(cora);
  const rows = await server.database.query<{ kept: string }>(sql`select coalesce(json_agg(c)::text, '') as kept from command_log c`);
  expect(rows[0]?.kept).toContain("certify");
  for (const word of [smallPassword, "geraten-und-falsch"]) expect(rows[0]?.kept).not.toContain(word);
});
