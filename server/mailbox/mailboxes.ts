// The mailboxes of this process: each is emptied into a spool of its own, which is watched like any scanner folder. Must never empty one
// whose spool nobody watches.
import { join } from "node:path";
import type { WatchAccess, FolderWatch, WatchWish } from "../scans/watched-folder.ts";
import { openMailLedger } from "./mail-ledger.ts";
import { openMailSpool } from "./mail-spool.ts";
import { mailboxId, mailboxName, type MailboxRule } from "./mailbox-rules.ts";
import { watchMailbox, type MailboxIntervals, type MailboxState, type WatchedMailbox } from "./watched-mailbox.ts";

export interface MailboxesOptions {
  /** One folder a mailbox, with its ledger and its spool. */
  readonly folder: string;
  readonly rules: readonly MailboxRule[];
  /** Rejects with a sentence where the municipality or the unit is not here. */
  readonly tenantOf: (rule: { readonly folder: string } & Pick<MailboxRule, "tenant" | "unit">) => Promise<string>;
  readonly server: string;
  readonly access: Pick<WatchAccess, "now" | "timers" | "log">;
  readonly intervals?: Partial<MailboxIntervals> | undefined;
}

export interface Mailboxes {
  /** The folders to be watched for them. */
  readonly wishes: readonly WatchWish[];
  /** Has each folder watched and then empties its mailbox. */
  begin(watch: (wish: WatchWish) => Promise<FolderWatch>): Promise<void>;
  look(): Promise<void>;
  close(): Promise<void>;
}

const notYet: MailboxState = { trouble: null, lastAnswerAt: null, waiting: 0 };

export async function openMailboxes({ folder, rules, tenantOf, server, access, intervals }: MailboxesOptions): Promise<Mailboxes> {
  const running: WatchedMailbox[] = [];
  const prepared = await Promise.all(
    rules.map(async (rule) => {
      const base = join(folder, mailboxId(rule));
      const shownAs = mailboxName(rule);
      const tenant = await tenantOf({ ...rule, folder: shownAs });
      const spool = await openMailSpool(base);
      const { unit, kind, review, tell } = rule;
      let mailbox: WatchedMailbox | undefined;
      const wish: WatchWish = {
        tenant,
        device: server,
        shownAs,
        mailbox: () => mailbox?.state() ?? notYet,
        rule: { folder: spool.files, unit, kind, review, nested: false, profile: shownAs, ...(tell === undefined ? {} : { tell }) },
      };
      const begin = async (watched: FolderWatch): Promise<void> => {
        const { timers, log } = access;
        const now = (): number => Date.parse(access.now());
        const ledger = await openMailLedger(join(base, "mails.jsonl"));
        mailbox = watchMailbox({ rule, spool, ledger, now, timers, log, intervals, onChange: watched.retell });
        running.push(mailbox);
      };
      return { wish, begin };
    }),
  );
  return {
    wishes: prepared.map(({ wish }) => wish),
    begin: async (watch) => {
      for (const { wish, begin } of prepared) await begin(await watch(wish));
    },
    look: async () => {
      await Promise.all(running.map((mailbox) => mailbox.look()));
    },
    close: async () => {
      await Promise.all(running.map((mailbox) => mailbox.close()));
    },
  };
}
