// What an administrator may write of mailboxes, and the sentence where it cannot be followed.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { keyOfMailFile, mailFileName } from "./mail-spool.ts";
import { mailboxId, mailboxName, readMailboxRules } from "./mailbox-rules.ts";
import { troubleOf } from "./mail-trouble.ts";

let base: string;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), "amtsstube-mailbox-rules-"));
});
afterEach(() => rm(base, { recursive: true, force: true }));

const usual = { host: "mail.amt.example", user: "rechnungen", passwordFile: "kennwort", unit: "finanzen" };

async function rules(...mailboxes: readonly object[]) {
  const file = join(base, "mailboxes.json");
  await writeFile(file, JSON.stringify({ mailboxes }));
  return readMailboxRules(file);
}

test("the least that has to be said is host, user, password file and unit; files count from where the rules lie", async () => {
  const [rule] = await rules({ ...usual, authorities: "haus.pem" });
  expect(rule).toMatchObject({
    port: 993,
    tls: "implicit",
    folder: "INBOX",
    doneFolder: "Verarbeitet",
    asideFolder: "Nicht gelesen",
    kind: "invoice",
    everySeconds: 60,
    passwordFile: join(base, "kennwort"),
    authorities: join(base, "haus.pem"),
  });
});

test.each([
  ["without tls on another machine", [{ ...usual, tls: "none" }], "a mailbox on another machine needs tls"],
  ["with the password in it", [{ ...usual, password: "geheim" }], "password"],
  ["twice", [usual, { ...usual, host: "MAIL.amt.example" }], "emptied twice"],
  ["that is moved into itself", [{ ...usual, doneFolder: "INBOX" }], "three different folders"],
])("a mailbox %s ends the start with a sentence", async (_what, mailboxes, sentence) => {
  await expect(rules(...mailboxes)).rejects.toThrow(sentence);
});

test("without tls on this machine, and known by its name", async () => {
  const [one, other] = await rules(
    { ...usual, host: "127.0.0.1", tls: "none", name: "Rechnungen" },
    { ...usual, host: "127.0.0.1", tls: "none", folder: "Bau" },
  );
  expect([one, other].map((rule) => rule && mailboxName(rule))).toEqual(["Postfach Rechnungen", "Postfach rechnungen"]);
  expect(new Set([one, other].map((rule) => rule && mailboxId(rule))).size).toBe(2);
});

test.each([
  ["Rechnung für November", "Rechnung für November [7-3].eml"],
  ["", "E-Mail [7-3].eml"],
  ["..\\..\\~$a/b:\0c\r\n[9-9].eml", "$a b c 9-9 .eml [7-3].eml"],
  ["x".repeat(300), `${"x".repeat(60)} [7-3].eml`],
])("a file is called as its mail, and never leaves its folder: %j", (subject, name) => {
  expect(mailFileName(subject, "7-3")).toBe(name);
  expect(keyOfMailFile(name)).toBe("7-3");
  expect(keyOfMailFile(name.replace(/\.eml$/u, " (2).eml"))).toBe("7-3");
});

test.each([
  [Object.assign(new Error("x"), { code: "ENOSPC", syscall: "write" }), "disk"],
  [Object.assign(new Error("x"), { code: "CERT_HAS_EXPIRED" }), "certificate"],
  [Object.assign(new Error("x"), { code: "ERR_TLS_CERT_ALTNAME_INVALID" }), "certificate"],
  [Object.assign(new Error("x"), { authenticationFailed: true }), "password"],
  [Object.assign(new Error("x"), { code: "ECONNREFUSED", syscall: "connect" }), "unreachable"],
  [Object.assign(new Error("geheim"), { code: "geheim und mehr" }), "unreachable"],
])("what went wrong is a code: %o", (thrown, code) => {
  const trouble = troubleOf(thrown);
  expect(trouble.code).toBe(code);
  expect(trouble.detail).not.toContain("geheim");
});
