import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { must } from "../../shared/base/must.ts";
import { deviceRowSchema } from "../../shared/sync/devices.ts";
import { payloadSchema } from "../audit/chain.ts";
import { sql } from "../store/sql.ts";
import { makeApplications } from "../testing/applications.ts";
import { smallPassword, smallTenant } from "../testing/small-town.ts";
import { SyncClient } from "../testing/sync-client.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const execute = promisify(execFile);

/** Runs a command of this folder against the test's database while its server runs. */
async function run(script: string, ...args: readonly string[]): Promise<string> {
  const env = { ...process.env, DATABASE_URL: server.databaseUrl };
  return (await execute(process.execPath, [join(import.meta.dirname, script), ...args], { env })).stdout.trim();
}

const people = (...args: readonly string[]): Promise<string> => run("people.ts", ...args, "--tenant", smallTenant);
const passwordIn = (output: string): string => must(/^password: (\S+)$/u.exec(output)?.[1], "the command prints it");

test("a person made on the command line signs in at once and stands in the directory", async () => {
  const output = await people("create", "--id", "fritz", "--user", "fritz", "--name", "Fritz Frank", "--grant", "CLERK@standesamt");
  const fritz = server.client("fritz");
  const session = await fritz.signIn(passwordIn(output));
  expect(session.scopes).toContain("application@standesamt");
  expect(session.directory.people).toContainEqual({ id: "fritz", name: "Fritz Frank", units: ["standesamt"] });
});

test("other rights hold at the next contact, those to order stay, and the log says who got which", async () => {
  await people(
    "create",
    "--id",
    "ida",
    "--user",
    "ida",
    "--name",
    "Ida Iben",
    "--grant",
    "CLERK@standesamt",
    "--grant",
    "ORDERING@finanzen",
  );
  const ida = server.client("ida");
  await ida.signIn(passwordIn(await people("reset-password", "--user", "ida")));
  expect(await people("set-grants", "--user", "ida", "--grant", "CLERK@gewerbe")).toBe("set");
  const { scopes, directory } = await ida.refresh();
  expect(scopes).toContain("application@gewerbe");
  expect(scopes).not.toContain("application@standesamt");
  expect(scopes).toContain("invoice@finanzen");
  expect(directory.people).toContainEqual({ id: "ida", name: "Ida Iben", units: ["gewerbe", "finanzen"] });
  expect(await noted("setGrants")).toEqual([{ id: "ida", grants: "CLERK@gewerbe" }]);
  await expect(people("set-grants", "--user", "ida")).rejects.toMatchObject({ code: 1, stderr: "--grant is missing\n" });
});

test("a reset password replaces the old one", async () => {
  const password = passwordIn(await people("reset-password", "--user", "dirk"));
  const dirk = server.client("dirk");
  await expect(dirk.signIn(smallPassword)).rejects.toThrow("signInFailed");
  await dirk.signIn(password);
});

test("a revoked device is out", async () => {
  const anna = await server.signedIn("anna");
  const revoke = ["revoke", "--tenant", smallTenant, "--device", anna.device];
  await expect(run("devices.ts", ...revoke)).rejects.toMatchObject({ code: 1, stderr: "--reason is missing\n" });
  expect(await run("devices.ts", ...revoke, "--reason", "im Zug liegen geblieben")).toBe("revoked for 1 people");
  const listed = (await run("devices.ts", "list", "--tenant", smallTenant))
    .split("\n")
    .map((line) => deviceRowSchema.parse(JSON.parse(line)));
  expect(listed.find((row) => row.id === anna.device)).toMatchObject({
    state: "revoked",
    people: ["Anna Ahrens"],
    reason: "im Zug liegen geblieben",
  });
  await expect(anna.pull()).rejects.toThrow("deviceRevoked");
});

test("a code made on the command line enrols one device, under the name it was made for", async () => {
  const [code, ...more] = (await run("devices.ts", "make-code", "--tenant", smallTenant, "--name", "Schalter 2", "--count", "2")).split(
    "\n",
  );
  expect(more).toHaveLength(1);
  const elke = new SyncClient(server.url, smallTenant, "elke");
  expect(await elke.enrol(must(code, "printed").split(" ")[0] ?? "")).toMatchObject({ deviceName: "Schalter 2", townName: "Musterstadt" });
  await elke.signIn(smallPassword);
});

const ordering = (...args: readonly string[]): Promise<string> => run("ordering.ts", ...args, "--tenant", smallTenant);
const noted = async (name: string): Promise<readonly unknown[]> =>
  (
    await server.database.query<{ payload: string }>(
      sql`select p.payload from command_log l join command_payload p on p.tenant = l.tenant and p.number = l.number
        where l.tenant = ${smallTenant} and l.entry::json->>'name' = ${name} order by l.number`,
    )
  ).map(({ payload }) => payloadSchema.parse(JSON.parse(payload)).args);

test("a limit for some days beside the usual one: the directory lists both, the log says who decided what", async () => {
  const elke = await server.signedIn("elke");
  const usual = ["set-limit", "--user", "dirk", "--unit", "finanzen", "--euros", "5000", "--order", "DA 12"];
  expect(await ordering(...usual)).toBe("set");
  const days = ["--from", "2026-12-01", "--until", "2026-12-31"];
  const more = ["set-limit", "--user", "dirk", "--unit", "finanzen", "--euros", "none", ...days, "--beside", "--order", "DA 13"];
  expect(await ordering(...more)).toBe("set");
  const lines = [
    { person: "dirk", role: "ORDERING", unit: "finanzen", limitCents: 500_000 },
    { person: "dirk", role: "ORDERING", unit: "finanzen", from: "2026-12-01", until: "2026-12-31" },
  ];
  const ofDirk = async () => (await elke.signIn(smallPassword)).directory.authorities?.filter(({ person }) => person === "dirk");
  expect(await ofDirk()).toEqual(lines);
  expect(await noted("setOrderingLimit")).toEqual([
    { person: "dirk", unit: "finanzen", limitCents: 500_000, from: "", until: "", beside: "no", reference: "DA 12" },
    { person: "dirk", unit: "finanzen", limitCents: "none", from: "2026-12-01", until: "2026-12-31", beside: "yes", reference: "DA 13" },
  ]);
  expect(await ordering("end", "--user", "dirk", "--unit", "finanzen", "--order", "DA 14")).toBe("ended");
  expect(await ofDirk()).toEqual([]);
  expect(await noted("endOrdering")).toEqual([{ person: "dirk", unit: "finanzen", reference: "DA 14" }]);
});

test("the directory lists who may see what comes out of scanners, and where", async () => {
  const elke = await server.signedIn("elke");
  const { readers = [] } = (await elke.signIn(smallPassword)).directory;
  const of = (person: string): readonly string[] => readers.flatMap((one) => (one.person === person ? [`${one.kind}@${one.unit}`] : []));
  expect([of("bodo"), of("cora"), of("elke")].map((lines) => lines.toSorted())).toEqual([
    ["post@buergerservice", "post@standesamt"],
    ["invoice@finanzen", "post@finanzen"],
    ["invoice@*", "post@*"],
  ]);
});

test("a limit is refused where it cannot be, and then nothing is changed or noted", async () => {
  const before = await noted("setOrderingLimit");
  const refused = async (sentence: string, ...args: readonly string[]): Promise<void> => {
    const set = ["set-limit", "--user", "anna", "--unit", "*", "--euros", "100", "--order", "DA 15"];
    await expect(ordering(...set, ...args)).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining(sentence) as unknown });
  };
  await people("create", "--id", "kai", "--user", "kai", "--name", "Kai Kasse", "--grant", "CASH@*");
  await refused("never in one hand", "--user", "kai");
  await refused("no such person", "--user", "niemand");
  await refused("no such unit", "--unit", "mond");
  await refused("whole euros", "--euros", "5.000,00");
  await refused("a day like", "--until", "31.12.2026");
  await refused("lies before", "--from", "2026-12-02", "--until", "2026-12-01");
  await refused("--order is missing", "--order", "");
  expect(await noted("setOrderingLimit")).toEqual(before);
});

test("the exception for certifiers is switched by order, and every desk learns it", async () => {
  const elke = await server.signedIn("elke");
  const allow = async (answer: string): Promise<string> => ordering("certifier-may-order", "--allow", answer, "--order", "Rat 7/2026");
  expect(await allow("yes")).toBe("allowed, with a written reason");
  expect((await elke.signIn(smallPassword)).directory.policy.certifierMayOrderWithReason).toBe(true);
  expect(await allow("no")).toBe("not allowed");
  expect((await elke.signIn(smallPassword)).directory.policy.certifierMayOrderWithReason).toBe(false);
  expect(await noted("setPolicy")).toEqual([
    { certifierMayOrderWithReason: "yes", reference: "Rat 7/2026" },
    { certifierMayOrderWithReason: "no", reference: "Rat 7/2026" },
  ]);
});

test("how many scans are sampled is a decision with its reference, and every desk learns it", async () => {
  const elke = await server.signedIn("elke");
  const sample = (percent: string): Promise<string> =>
    run("scanning.ts", "sample", "--tenant", smallTenant, "--percent", percent, "--order", "DA Scannen 3");
  expect(await sample("2.5")).toBe("2.5 of 100 scans are drawn");
  expect((await elke.signIn(smallPassword)).directory.policy.qualitySamplePercent).toBe(2.5);
  expect((await noted("setPolicy")).at(-1)).toEqual({ qualitySamplePercent: 2.5, reference: "DA Scannen 3" });
  await expect(sample("110")).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining("from 0 to 100") as unknown });
});

test("the account that is paid from and the table of the finance system are decisions too, and a mapping's mistakes are named", async () => {
  const elke = await server.signedIn("elke");
  const payment = (...args: readonly string[]): Promise<string> =>
    run("payment.ts", ...args, "--tenant", smallTenant, "--order", "DA Kasse 2");
  const account = (iban: string): Promise<string> => payment("account", "--name", "Musterstadt", "--iban", iban);
  await expect(account("DE02 1203 0000 0000 2020 52")).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining("check digits") as unknown,
  });
  expect(await account("DE02 1203 0000 0000 2020 51")).toBe("set");
  const folder = await mkdtemp(join(tmpdir(), "mapping-"));
  const file = join(folder, "mapping.json");
  await writeFile(file, JSON.stringify({ name: "HKR", columns: [{ heading: "IBAN", from: "konto" }] }));
  await expect(payment("table", "--file", file)).rejects.toMatchObject({
    stderr: expect.stringContaining("columns[1].from: Diese Quelle") as unknown,
  });
  await writeFile(file, JSON.stringify({ name: "HKR", columns: [{ heading: "IBAN", from: "iban" }] }));
  expect(await payment("table", "--file", file)).toBe("set");
  await rm(folder, { recursive: true });
  const { policy } = (await elke.signIn(smallPassword)).directory;
  expect(policy).toMatchObject({ payingAccount: { iban: "DE02120300000000202051" }, paymentTable: { name: "HKR", separator: ";" } });
});

test("payloads are erased by order, and the log verifies before and after and not when it was touched", async () => {
  const [id] = await makeApplications(server.url, 1);
  expect(JSON.parse(await run("verify-log.ts"))).toMatchObject({ tenant: smallTenant, breach: null, erased: [] });
  expect(await people("erase-payload", "--record", must(id, "made"), "--order", "L-1")).toBe("erased: 1");
  expect(JSON.parse(await run("verify-log.ts"))).toMatchObject({ breach: null, erased: [{ order: "L-1" }] });
  await server.database.query(sql`update command_log set hash = ${"0".repeat(64)} where number = 1`);
  await expect(run("verify-log.ts")).rejects.toMatchObject({ code: 1 });
});

test("a command that lacks something says what, in one line", async () => {
  await expect(people("reset-password")).rejects.toMatchObject({ code: 1, stderr: "--user is missing\n" });
  await expect(people("fly")).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining("say one of: create") as unknown });
});

test("who keeps the ledgers, and what the budget check does: the directory says so, the log says who decided", async () => {
  const ledger = (...args: readonly string[]): Promise<string> => run("ledger.ts", ...args, "--tenant", smallTenant);
  const elke = await server.signedIn("elke");
  expect(await ledger("keeper", "--user", "cora", "--keeps", "yes", "--order", "DA 20")).toBe("keeps the ledgers");
  expect(await ledger("budget-check", "--check", "block", "--order", "DA 21")).toBe("budget check: block");
  const policy = async () => (await elke.signIn(smallPassword)).directory.policy;
  expect(await policy()).toMatchObject({ ledgerKeepers: ["cora"], budgetCheck: "block" });
  await expect(ledger("keeper", "--user", "anna", "--keeps", "yes", "--order", "DA 22")).rejects.toThrow("works on invoices");
  expect(await ledger("keeper", "--user", "cora", "--keeps", "no", "--order", "DA 23")).toBe("keeps them no longer");
  expect(await ledger("budget-check", "--check", "warn", "--order", "DA 24")).toBe("budget check: warn");
  expect((await policy()).ledgerKeepers).toEqual([]);
});
