import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { must } from "../../shared/base/must.ts";
import { deviceRowSchema } from "../../shared/sync/devices.ts";
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
