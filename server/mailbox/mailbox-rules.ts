// The mailboxes that this server empties, as an administrator writes them down; a file that cannot be followed ends the start with a
// sentence. Must never hold a password: that lies in a file of its own, which is read when it is needed.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { z } from "../../shared/base/zod.ts";

const path = z.string().min(1).max(200);

const ruleSchema = z
  .strictObject({
    host: z.string().min(1).max(253),
    port: z.int().min(1).max(65_535).default(993),
    /** From the first byte, begun with STARTTLS, or not at all: that on this machine alone. */
    tls: z.enum(["implicit", "starttls", "none"]).default("implicit"),
    /** A PEM file with the authorities to trust beside the system's own: for a mail server of the house. */
    authorities: z.string().min(1).optional(),
    user: z.string().min(1).max(200),
    /** Holds the password and nothing else; an end of line behind it does not count. */
    passwordFile: z.string().min(1),
    folder: path.default("INBOX"),
    /** Where a mail goes that was booked, or had been before. */
    doneFolder: path.default("Verarbeitet"),
    /** Where a mail goes that lies in quarantine. */
    asideFolder: path.default("Nicht gelesen"),
    /** What people know it by; the user's name unless given. */
    name: z.string().trim().min(1).max(100).optional(),
    /** As in the rule of a scanner folder. */
    unit: z.string().min(1),
    tenant: z.string().min(1).optional(),
    kind: z.enum(["invoice", "document"]).default("invoice"),
    tell: z.array(z.string().min(1).max(100)).min(1).max(20).optional(),
    review: z.enum(["whenDivided", "never"]).default("whenDivided"),
    /** How often the mailbox is looked into; what the mail server says by itself only comes sooner. */
    everySeconds: z.int().min(5).max(120).default(60),
    /** Larger mails are not fetched: their head alone lies in quarantine. */
    largestMegabytes: z.int().min(1).max(256).default(100),
  })
  .refine(({ tls, host }) => tls !== "none" || isLoopback(host), "a mailbox on another machine needs tls");
export type MailboxRule = Readonly<z.infer<typeof ruleSchema>>;

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(?:\.\d{1,3}){3}$/u.test(host);
}

/** Reads the file of `--mailboxes`; files named in it count from where it lies. Throws a sentence where it cannot be followed. */
export function readMailboxRules(file: string): readonly MailboxRule[] {
  let said: unknown;
  try {
    said = JSON.parse(readFileSync(file, "utf8"));
  } catch (thrown) {
    throw new Error(`the mailboxes cannot be read from ${file}`, { cause: thrown });
  }
  const parsed = z.strictObject({ mailboxes: z.array(ruleSchema) }).safeParse(said);
  if (!parsed.success) throw new Error(`what ${file} says of mailboxes cannot be followed: ${z.prettifyError(parsed.error)}`);
  const rules = parsed.data.mailboxes.map(({ authorities, passwordFile, ...rule }) => ({
    ...rule,
    ...(authorities === undefined ? {} : { authorities: resolve(dirname(file), authorities) }),
    passwordFile: resolve(dirname(file), passwordFile),
  }));
  for (const [index, rule] of rules.entries()) {
    if (rules.findIndex((other) => mailboxId(other) === mailboxId(rule)) !== index)
      throw new Error(`the mailbox ${rule.user} at ${rule.host} is emptied twice`);
    if (new Set([rule.folder, rule.doneFolder, rule.asideFolder]).size < 3)
      throw new Error(`the mailbox ${rule.user} at ${rule.host} needs three different folders`);
  }
  return rules;
}

/** What a mailbox is called where its name must not stand: in logs and in the names of folders. */
export function mailboxId({ host, port, user, folder }: Pick<MailboxRule, "host" | "port" | "user" | "folder">): string {
  return createHash("sha256")
    .update(JSON.stringify([host.toLowerCase(), port, user, folder]))
    .digest("hex")
    .slice(0, 16);
}

/** What people know it by. */
export function mailboxName({ name, user }: MailboxRule): string {
  return `Postfach ${name ?? user}`;
}
