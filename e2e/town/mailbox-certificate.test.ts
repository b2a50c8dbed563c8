// A mail server that cannot show who it is gets neither user nor password.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeCertificate } from "../../electron/workstation/testing/certificates.ts";
import { readMailboxRules } from "../../server/mailbox/mailbox-rules.ts";
import { openMailSession } from "../../server/mailbox/mail-session.ts";
import { startImapServer } from "../../server/testing/imap-server.ts";

let base: string;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), "amtsstube-mailbox-certificate-"));
  await writeFile(join(base, "password"), "geheim");
});
afterEach(() => rm(base, { recursive: true, force: true }));

const day = 86_400_000;
const now = Date.now();
const authority = makeCertificate({ name: "Haus", from: new Date(now - day), until: new Date(now + day) });
const usual = { name: "127.0.0.1", hosts: ["127.0.0.1"], from: new Date(now - day), until: new Date(now + day), issuer: authority };

async function open(certificate: Partial<Parameters<typeof makeCertificate>[0]>, rule: object) {
  const mails = await startImapServer({ tls: makeCertificate({ ...usual, ...certificate }) });
  await writeFile(join(base, "haus.pem"), authority.cert);
  const more = { host: "127.0.0.1", port: mails.port, user: "rechnungen@amt.example", passwordFile: "password", unit: "finanzen", ...rule };
  await writeFile(join(base, "mailboxes.json"), JSON.stringify({ mailboxes: [more] }));
  const [read] = readMailboxRules(join(base, "mailboxes.json"));
  if (read === undefined) throw new Error("there is one");
  try {
    const session = await openMailSession(read, { onNews: () => undefined, signal: new AbortController().signal });
    session.close();
    return { validity: session.validity, commands: mails.commands };
  } catch (thrown) {
    return { thrown, commands: mails.commands };
  } finally {
    await mails.close();
  }
}

test.each([
  ["of an authority nobody trusts", {}, {}],
  ["that has expired", { until: new Date(now - 1000) }, { authorities: "haus.pem" }],
  ["of another machine", { hosts: ["192.0.2.7"] }, { authorities: "haus.pem" }],
])("a certificate %s", async (_which, certificate, rule) => {
  const { thrown, commands } = await open(certificate, rule);
  expect(thrown).toMatchObject({ code: "certificate" });
  expect(commands).toEqual([]);
});

test("a server that offers no encryption where it has to", async () => {
  const mails = await startImapServer();
  const rule = { host: "127.0.0.1", port: mails.port, tls: "starttls", user: "rechnungen", passwordFile: "password", unit: "finanzen" };
  await writeFile(join(base, "mailboxes.json"), JSON.stringify({ mailboxes: [rule] }));
  const [read] = readMailboxRules(join(base, "mailboxes.json"));
  if (read === undefined) throw new Error("there is one");
  await expect(openMailSession(read, { onNews: () => undefined, signal: new AbortController().signal })).rejects.toMatchObject({
    code: "certificate",
  });
  expect(mails.commands.filter((command) => command.startsWith("LOGIN"))).toEqual([]);
  await mails.close();
});

test("one of the house's own authority is trusted where its file is named", async () => {
  expect(await open({}, { authorities: "haus.pem" })).toMatchObject({ validity: "1000" });
});
