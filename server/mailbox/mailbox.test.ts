// A mailbox that the server empties: every mail is booked once and moved once, whatever is cut off, and what is wrong is said.
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { must } from "../../shared/base/must.ts";
import { invoiceSchema } from "../../shared/domain/invoice/schema.ts";
import { serverFoldersResponseSchema } from "../../shared/sync/scanner-folders.ts";
import { writeMail } from "../../scanner-inbox/read/mail-for-tests.ts";
import { workerFiles } from "../derive/worker-files.ts";
import type { ScanOptions } from "../scans/scanner-folders.ts";
import { startImapServer, type ImapServer } from "../testing/imap-server.ts";
import type { SyncClient } from "../testing/sync-client.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import { mailboxId, type MailboxRule } from "./mailbox-rules.ts";

const patiently = { timeout: 60_000, interval: 30 };
const samples = join(import.meta.dirname, "..", "..", "scanner-inbox", "samples");
const { read, look } = workerFiles();
let base: string;
let mails: ImapServer;
let server: TestServer | undefined;
let lines: string[];

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), "amtsstube-mailbox-"));
  await writeFile(join(base, "password"), "geheim\n");
  mails = await startImapServer();
  lines = [];
});
afterEach(async () => {
  await server?.close();
  server = undefined;
  await mails.close();
  await rm(base, { recursive: true, force: true });
});

function rule(more: Partial<MailboxRule> = {}): MailboxRule {
  return {
    host: "127.0.0.1",
    port: mails.port,
    tls: "none",
    user: "rechnungen@amt.example",
    passwordFile: join(base, "password"),
    folder: "INBOX",
    doneFolder: "Verarbeitet",
    asideFolder: "Nicht gelesen",
    unit: "finanzen",
    kind: "invoice",
    review: "whenDivided",
    everySeconds: 60,
    largestMegabytes: 100,
    ...more,
  };
}

function scans(more: Partial<MailboxRule> = {}): ScanOptions {
  return {
    name: "Scanserver",
    folder: join(base, "data"),
    rules: [],
    mailboxes: [rule(more)],
    workers: { read, look },
    intervals: { quietMs: 0, nearLookMs: 20, lookMs: 100, retryMs: 100 },
    mailboxIntervals: { nearMs: 30, retryMs: 30 },
  };
}

const start = async (more: Partial<MailboxRule> = {}): Promise<TestServer> =>
  (server = await startTestServer({ scans: scans(more), log: (line) => lines.push(line) }));

const xmlMail = async (name = "xrechnung.xml"): Promise<Uint8Array> =>
  writeMail({ attachments: [{ name, type: "application/xml", content: await readFile(join(samples, "xrechnung-wasserverband.xml")) }] });

const bothMail = async (): Promise<Uint8Array> =>
  writeMail({
    attachments: [
      { name: "xrechnung.xml", type: "application/xml", content: await readFile(join(samples, "xrechnung-wasserverband.xml")) },
      { name: "Elektro.pdf", type: "application/pdf", content: await readFile(join(samples, "RE-Elektro-Rademann.pdf")) },
    ],
  });

async function shown(client: SyncClient) {
  const [folder] = serverFoldersResponseSchema.parse(await client.post("/v1/scanner-folders/list", {})).folders;
  return folder;
}

async function invoices(client: SyncClient) {
  await client.pullAll();
  return [...client.records.values()].filter(({ kind }) => kind === "invoice").map(({ body }) => invoiceSchema.parse(body));
}

const arrivals = async (client: SyncClient): Promise<readonly number[]> =>
  (await invoices(client)).map((invoice) => invoice.arrivals.length);
const count = (folder: string): number => mails.mailsIn(folder).length;
const spool = (): string => join(base, "data", "mailboxes", mailboxId(rule()));

/** Until every mail of INBOX has gone where it belongs. */
const emptied = (): Promise<void> => expect.poll(() => count("INBOX"), patiently).toBe(0);

test("a mail is booked by its attachments as a scanned file is, and moved; the mailbox stands in the Scan-Eingang; nothing stays behind in the clear", async () => {
  const mail = await bothMail();
  mails.deliver(mail);
  const cora = await (await start()).signedIn("cora");
  await emptied();
  expect(mails.mailsIn("Verarbeitet")).toEqual([Buffer.from(mail).toString()]);
  const booked = await invoices(cora);
  expect(booked.map(({ document }) => document.name).toSorted()).toEqual(["Elektro.pdf", "xrechnung.xml"]);
  for (const invoice of booked)
    expect(invoice).toMatchObject({
      readState: "read",
      arrivals: [{ channel: "mail", by: "system", mail: { subject: "Rechnung für November" } }],
    });
  await expect
    .poll(async () => await shown(cora), patiently)
    .toMatchObject({
      folder: "Postfach rechnungen@amt.example",
      unit: "finanzen",
      alarm: false,
      waiting: 0,
      mailbox: { trouble: null },
      days: [{ seen: 1, booked: 1, agrees: true }],
    });
  expect((await shown(cora))?.lastLookAt).not.toBeNull();
  await server?.rescan();
  expect((await readdir(join(spool(), "files"), { recursive: true })).filter((name) => name.endsWith(".eml"))).toEqual([]);
  expect(lines.join("")).not.toMatch(/geheim|amt\.example|November/u);
});

test("the same mail twice is a duplicate like any other file, and both are moved", async () => {
  mails.deliver(await xmlMail());
  mails.deliver(await xmlMail());
  const cora = await (await start()).signedIn("cora");
  await emptied();
  expect(count("Verarbeitet")).toBe(2);
  expect(await arrivals(cora)).toEqual([2]);
  await expect.poll(async () => (await shown(cora))?.days[0], patiently).toMatchObject({ seen: 2, booked: 1, duplicate: 1, agrees: true });
});

test("what cannot be read lies in quarantine with its subject, and its mail where it was not read; there it stays when somebody has it read again", async () => {
  mails.deliver(writeMail({ attachments: [], subject: "../Mahnung: 2026/4" }));
  const cora = await (await start()).signedIn("cora");
  await emptied();
  expect([count("Verarbeitet"), count("Nicht gelesen")]).toEqual([0, 1]);
  await expect
    .poll(async () => (await shown(cora))?.quarantined, patiently)
    .toMatchObject([{ name: "Mahnung 2026 4 [1000-1].eml", code: "mail-empty" }]);
  await cora.post("/v1/scanner-folders/again", {
    server: "Scanserver",
    folder: "Postfach rechnungen@amt.example",
    name: "Mahnung 2026 4 [1000-1].eml",
    anyway: false,
  });
  await server?.rescan();
  expect(count("Nicht gelesen")).toBe(1);
});

test("a mail that is too large is not fetched: its head lies in quarantine, the mail where it was not read", async () => {
  mails.deliver(writeMail({ attachments: [{ name: "Plan.pdf", content: Buffer.alloc(1_200_000, 7) }], subject: "Plan" }));
  const cora = await (await start({ largestMegabytes: 1 })).signedIn("cora");
  await emptied();
  expect(count("Nicht gelesen")).toBe(1);
  await expect
    .poll(async () => (await shown(cora))?.quarantined, patiently)
    .toMatchObject([{ name: "Plan [1000-1].eml", code: "too-large" }]);
  expect(mails.commands.some((command) => command.includes("BODY.PEEK[]"))).toBe(false);
});

test("a mail server that only guesses sizes: what it says too much or too little of comes whole, and what is too large is found out", async () => {
  mails.sizeSaid = (bytes) => (bytes > 1_000_000 ? 10 : bytes + 500);
  mails.deliver(await xmlMail());
  mails.deliver(writeMail({ attachments: [{ name: "Plan.pdf", content: Buffer.alloc(1_200_000, 7) }], subject: "Plan" }));
  const cora = await (await start({ largestMegabytes: 1 })).signedIn("cora");
  await emptied();
  expect([count("Verarbeitet"), count("Nicht gelesen")]).toEqual([1, 1]);
  expect(await arrivals(cora)).toEqual([1]);
  await expect.poll(async () => (await shown(cora))?.quarantined, patiently).toMatchObject([{ code: "too-large" }]);
});

test("a mail that the mail server never gives keeps none behind it", async () => {
  mails.onCommand = (command) => (command.startsWith("UID FETCH 1 (BODY.PEEK[]") ? "drop" : undefined);
  mails.deliver(writeMail({ attachments: [], subject: "Kaputt" }));
  mails.deliver(await xmlMail());
  const cora = await (await start()).signedIn("cora");
  await expect.poll(() => count("Verarbeitet"), patiently).toBe(1);
  expect(await arrivals(cora)).toEqual([1]);
  expect(count("INBOX")).toBe(1);
  await expect.poll(async () => (await shown(cora))?.mailbox?.trouble, patiently).toBe("unreachable");
});

test("many mails come one after the other, few of them at a time at the server", async () => {
  for (let number = 1; number <= 50; number += 1) mails.deliver(writeMail({ attachments: [], subject: `Mahnung ${String(number)}` }));
  let [fetched, most] = [0, 0];
  mails.onCommand = (command) => {
    if (command.includes("BODY.PEEK[]")) fetched += 1;
    most = Math.max(most, fetched - count("Nicht gelesen"));
    return undefined;
  };
  const cora = await (await start()).signedIn("cora");
  await emptied();
  expect([fetched, count("Nicht gelesen")]).toEqual([50, 50]);
  expect(most).toBeLessThanOrEqual(20);
  await expect.poll(async () => (await shown(cora))?.days[0], patiently).toMatchObject({ seen: 50, quarantined: 50, agrees: true });
});

test("a mail longer than one piece comes whole", async () => {
  const mail = writeMail({
    attachments: [
      { name: "xrechnung.xml", type: "application/xml", content: await readFile(join(samples, "xrechnung-wasserverband.xml")) },
      { name: "logo.bin", content: Buffer.alloc(1_300_000, 7), contentId: "logo" },
    ],
  });
  mails.deliver(mail);
  const cora = await (await start()).signedIn("cora");
  await emptied();
  expect(await arrivals(cora)).toEqual([1]);
  expect(mails.commands.filter((command) => command.includes("BODY.PEEK[]"))).toHaveLength(2);
});

test.each([
  ["in the middle of a mail", "BODY.PEEK[]", 3000],
  ["before a mail is sent", "BODY.PEEK[]", "drop"],
  ["before it is moved", "UID MOVE", "drop"],
  ["after it was moved, before that was said", "UID MOVE", 0],
  ["before the folder is made", "CREATE", "drop"],
] as const)("a line that is cut %s: booked once, moved once", async (_when, word, cut) => {
  let cuts = 0;
  mails.onCommand = (command) => (command.includes(word) && (cuts += 1) <= 2 ? cut : undefined);
  mails.deliver(await xmlMail());
  const cora = await (await start()).signedIn("cora");
  await emptied();
  expect(count("Verarbeitet")).toBe(1);
  expect(cuts).toBeGreaterThan(0);
  expect(await arrivals(cora)).toEqual([1]);
});

/** As a process that is killed there leaves mailbox and disk; then it is started again. */
async function killedAt(word: string): Promise<SyncClient> {
  const reached = Promise.withResolvers<undefined>();
  mails.onCommand = (command) => {
    if (!command.includes(word)) return undefined;
    reached.resolve(undefined);
    return "drop";
  };
  const running = await start();
  await reached.promise;
  // Whatever it tries from here on does not reach the mailbox.
  mails.onCommand = () => "drop";
  await running.restart({ scans: { ...scans(), mailboxes: [] } });
  return await running.signedIn("cora");
}

async function startedAgain(): Promise<void> {
  mails.onCommand = () => undefined;
  await server?.restart({ scans: scans() });
  await emptied();
}

test("killed after it was booked and before it was moved: booked once, moved once", async () => {
  mails.deliver(await xmlMail());
  await killedAt("UID MOVE");
  expect(count("INBOX")).toBe(1);
  await startedAgain();
  expect(count("Verarbeitet")).toBe(1);
  expect(await arrivals(must(await server?.signedIn("cora"), "it runs"))).toEqual([1]);
});

test.each(["after it was written", "after it was noted"])(
  "killed %s and before it was handed over: booked once, moved once",
  async (when) => {
    const mail = await xmlMail();
    mails.deliver(mail);
    const home = join(spool(), "incoming", "1000-1");
    await mkdir(home, { recursive: true });
    await writeFile(join(home, "Rechnung [1000-1].eml"), when === "after it was noted" ? mail : mail.subarray(0, 500));
    const sha256 = createHash("sha256").update(mail).digest("hex");
    if (when === "after it was noted")
      await writeFile(join(spool(), "mails.jsonl"), `${JSON.stringify({ key: "1000-1", sha256, file: "1000-1" })}\n{"key":"1000-2","sha`);
    const cora = await (await start()).signedIn("cora");
    await emptied();
    expect(count("Verarbeitet")).toBe(1);
    expect(await arrivals(cora)).toEqual([1]);
  },
);

test("a mailbox that counts anew books nothing again: what was taken is known by its bytes", async () => {
  mails.deliver(await xmlMail());
  await killedAt("UID MOVE");
  mails.countAnew();
  mails.deliver(writeMail({ attachments: [], subject: "Neu" }));
  await startedAgain();
  expect([count("Verarbeitet"), count("Nicht gelesen")]).toEqual([1, 1]);
  expect(await arrivals(must(await server?.signedIn("cora"), "it runs"))).toEqual([1]);
});

test("a mail server that is away and a wrong password are said, tried again, and well afterwards", async () => {
  mails.password = "anders";
  const cora = await (await start()).signedIn("cora");
  const trouble = async (): Promise<string | null | undefined> => (await shown(cora))?.mailbox?.trouble;
  await expect.poll(trouble, patiently).toBe("password");
  await writeFile(join(base, "password"), "anders");
  mails.deliver(await xmlMail());
  await server?.rescan();
  await emptied();
  await expect.poll(trouble, patiently).toBe(null);
  await mails.goAway();
  await server?.rescan();
  await expect.poll(trouble, patiently).toBe("unreachable");
  const health: unknown = await (await fetch(`${String(server?.url)}/v1/health`)).json();
  expect(health).toMatchObject({ scannerFolders: { folders: 1, troubled: 1 } });
  await mails.comeBack();
  mails.deliver(writeMail({ attachments: [] }));
  await emptied();
  await expect.poll(trouble, patiently).toBe(null);
  expect(lines.filter((line) => line.includes('"event":"mailbox"')).map((line) => /"(?:trouble|state)":"(\w+)"/u.exec(line)?.[1])).toEqual([
    "password",
    "well",
    "unreachable",
    "well",
  ]);
});

test("a folder that the mailbox does not have is said", async () => {
  const cora = await (await start({ folder: "Rechnungen" })).signedIn("cora");
  await expect.poll(async () => (await shown(cora))?.mailbox?.trouble, patiently).toBe("folder");
  expect((await shown(cora))?.lastLookAt).toBeNull();
});

test("where the disk takes nothing the mail stays in the mailbox, and comes once it does", async () => {
  const cora = await (await start()).signedIn("cora");
  await server?.rescan();
  await rm(join(spool(), "incoming"), { recursive: true });
  await writeFile(join(spool(), "incoming"), "");
  mails.deliver(await xmlMail());
  await server?.rescan();
  await expect.poll(async () => (await shown(cora))?.mailbox?.trouble, patiently).toBe("disk");
  expect(count("INBOX")).toBe(1);
  await rm(join(spool(), "incoming"));
  await mkdir(join(spool(), "incoming"));
  await emptied();
  expect(await arrivals(cora)).toEqual([1]);
});

test("what the mail server says by itself only makes it come sooner", async () => {
  // IDLE begins by itself when nothing was asked for a moment.
  const idles = Promise.withResolvers<undefined>();
  const cora = await (await start({ everySeconds: 120 })).signedIn("cora");
  mails.onCommand = (command) => {
    if (command === "IDLE") idles.resolve(undefined);
    return undefined;
  };
  await idles.promise;
  mails.deliver(await xmlMail());
  await emptied();
  expect(await arrivals(cora)).toEqual([1]);
});
