// The server is killed while it empties a mailbox, at one step after the other: the mail is booked once and moved once all the same.
import { randomUUID } from "node:crypto";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { invoiceSchema } from "../../shared/domain/invoice/schema.ts";
import { writeMail } from "../../scanner-inbox/read/mail-for-tests.ts";
import { admitDevice } from "../auth/devices.ts";
import { openFolderStore } from "../content/folder-store.ts";
import { openDatabase } from "../store/database.ts";
import { stopEngine } from "../store/engine/open-engine.ts";
import { importTown } from "../store/seed.ts";
import { newDeviceKey } from "../testing/device-side.ts";
import { startImapServer, type ImapServer } from "../testing/imap-server.ts";
import { spawnServer } from "../testing/server-process.ts";
import { smallPassword, smallTenant, smallTown } from "../testing/small-town.ts";
import { SyncClient } from "../testing/sync-client.ts";
import { engineTestFolder } from "../testing/test-engine.ts";
import { testPasswordCost } from "../testing/test-server.ts";

const sample = join(import.meta.dirname, "..", "..", "scanner-inbox", "samples", "xrechnung-wasserverband.xml");
const device = randomUUID();
const key = newDeviceKey();
let folder: string;
let data: string;
let mails: ImapServer;

beforeEach(async () => {
  folder = engineTestFolder();
  data = join(folder, "data");
  const database = await openDatabase({ dataFolder: join(data, "database") });
  const town = { passwordCost: testPasswordCost, recoveryKeyBits: 1024 };
  await importTown(database, await openFolderStore(join(data, "content")), smallTown(), town);
  const known = { tenant: smallTenant, id: device, name: "Test", publicKey: key.publicKey, by: "operator" };
  await admitDevice(database, known, new Date().toISOString());
  await database.close();
  mails = await startImapServer();
  await writeFile(join(folder, "password"), mails.password);
  const rule = {
    host: "127.0.0.1",
    port: mails.port,
    tls: "none",
    user: "rechnungen@amt.example",
    passwordFile: "password",
    unit: "finanzen",
  };
  await writeFile(join(folder, "mailboxes.json"), JSON.stringify({ mailboxes: [rule] }));
});
afterEach(async () => {
  await mails.close();
  await stopEngine(join(data, "database"), true);
  await rm(folder, { recursive: true, force: true });
});

const flags = (): string[] => ["--mailboxes", join(folder, "mailboxes.json"), "--scanner-name", "Scanserver"];

/** Resolves when a command for which `isStep` says so came for the first time; what is answered to it is said too. */
function step(isStep: (command: string) => boolean, then: "drop" | number | undefined): Promise<undefined> {
  const reached = Promise.withResolvers<undefined>();
  mails.onCommand = (command) => {
    if (!isStep(command)) return undefined;
    reached.resolve(undefined);
    return then;
  };
  return reached.promise;
}

test("killed at every step between mailbox and booking, one start after the other", async () => {
  const mail = writeMail({ attachments: [{ name: "xrechnung.xml", type: "application/xml", content: await readFile(sample) }] });
  mails.deliver(mail);
  let fetched = false;
  const isFetch = (command: string): boolean => command.includes("BODY.PEEK[]");
  const steps = [
    // In the middle of the mail.
    [isFetch, 2000],
    // Written and handed over, being read.
    [(command: string) => (fetched ||= isFetch(command)) && command.startsWith("UID SEARCH"), undefined],
    // Booked.
    [(command: string) => command.startsWith("CREATE"), "drop"],
    [(command: string) => command.startsWith("UID MOVE"), "drop"],
  ] as const;
  for (const [isStep, then] of steps) {
    const reached = step(isStep, then);
    const server = await spawnServer(data, flags());
    await reached;
    await server.end("SIGKILL");
    expect(mails.mailsIn("INBOX")).toHaveLength(1);
  }
  // Moved, and nobody was told.
  const reached = step((command) => command.startsWith("UID MOVE"), 0);
  const killed = await spawnServer(data, flags());
  await reached;
  await killed.end("SIGKILL");

  const looked = step((command) => command.startsWith("UID SEARCH"), undefined);
  const server = await spawnServer(data, flags());
  await looked;
  expect([mails.mailsIn("INBOX"), mails.mailsIn("Verarbeitet")]).toEqual([[], [Buffer.from(mail).toString()]]);
  const cora = new SyncClient(server.url, smallTenant, "cora", device, key);
  await cora.signIn(smallPassword);
  await cora.pullAll();
  const invoices = [...cora.records.values()].filter(({ kind }) => kind === "invoice").map(({ body }) => invoiceSchema.parse(body));
  expect(invoices.map(({ arrivals }) => arrivals.length)).toEqual([1]);
  expect(await server.end("SIGTERM")).toBe(0);
}, 180_000);
