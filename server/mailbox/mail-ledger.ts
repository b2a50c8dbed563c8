// Which mails of a mailbox were taken, by UIDVALIDITY, UID and the hash of their bytes, and how each ended: a file of lines that is only
// appended to. Must never hold a name, an address or a subject.
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "../../shared/base/zod.ts";
import { lineFile, readLines } from "../../scanner-inbox/watch/line-file.ts";

/** `done`: booked, or had been before. `aside`: in quarantine. */
export type MailEnd = "done" | "aside";

export interface TakenMail {
  readonly key: string;
  readonly sha256: string;
  /** The key under which its file lies: another one where the mailbox counted anew after it was taken. */
  readonly file: string;
  readonly end: MailEnd | null;
}

export interface MailLedger {
  mail(key: string): TakenMail | undefined;
  /** One of the same bytes from before the mailbox counted anew, which no mail of now stands for yet. */
  before(sha256: string, validity: string): TakenMail | undefined;
  /** Once it resolves it is on the disk. */
  take(mail: Pick<TakenMail, "key" | "sha256" | "file">): Promise<void>;
  end(key: string, end: MailEnd): Promise<void>;
  /** The keys under which a file may still lie. */
  all(): Iterable<TakenMail>;
}

const lineSchema = z.union([
  z.object({ key: z.string(), sha256: z.string().length(64), file: z.string() }),
  z.object({ key: z.string(), end: z.enum(["done", "aside"]) }),
]);
type Line = z.infer<typeof lineSchema>;

/** What a mail is called within its mailbox; both halves are numbers. */
export function mailKey(validity: string, uid: number): string {
  return `${validity}-${String(uid)}`;
}

export async function openMailLedger(path: string): Promise<MailLedger> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const mails = new Map<string, TakenMail>();
  const byContent = new Map<string, string[]>();
  /** Files that a mail of a later count stands for. */
  const adopted = new Set<string>();

  const put = (line: Line): void => {
    const known = mails.get(line.key);
    if ("end" in line) {
      if (known !== undefined) mails.set(line.key, { ...known, end: line.end });
      return;
    }
    mails.set(line.key, { ...line, end: known?.end ?? null });
    if (line.file !== line.key) adopted.add(line.file);
    if (known === undefined) byContent.set(line.sha256, [...(byContent.get(line.sha256) ?? []), line.key]);
  };

  const { lines, torn } = await readLines(path);
  for (const line of lines) {
    const read = lineSchema.safeParse(line).data;
    if (read !== undefined) put(read);
  }
  const file = lineFile(path, { torn });
  const append = async (line: Line): Promise<void> => {
    await file.append([line]);
    put(line);
  };

  return {
    mail: (key) => mails.get(key),
    before: (sha256, validity) =>
      (byContent.get(sha256) ?? [])
        .flatMap((key) => mails.get(key) ?? [])
        // One that was put aside and comes again is there because a person wants it read anew.
        .find((mail) => !mail.key.startsWith(`${validity}-`) && mail.file === mail.key && !adopted.has(mail.key) && mail.end !== "aside"),
    take: ({ key, sha256, file: home }) => append({ key, sha256, file: home }),
    end: async (key, end) => {
      if (mails.get(key)?.end !== end) await append({ key, end });
    },
    all: () => mails.values(),
  };
}
