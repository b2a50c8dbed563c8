// An e-mail file's attachments as files of their own, and who sent it: bounded in size, depth and number. Must never write outside the given
// folder nor under a name that the mail chose, and never judges what an attachment says.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import PostalMime, { type Address, type Attachment, type Email } from "postal-mime";
import { sniffType, type DocumentType } from "../guard/sniff-type.ts";
import { SNIFF_BYTES } from "./sniff-format.ts";
import { ReadError, type ReadLimits } from "./reading.ts";

/** Who sent it, under which subject and when, as the mail says itself: nobody has checked it. */
export type MailFacts = { readonly from: string; readonly subject: string; readonly sentAt: string | null };

export type UnpackedMail = {
  readonly mail: MailFacts;
  /** Attachments of types that may come in, as files; `name` is what the mail calls them. */
  readonly attachments: readonly { readonly name: string; readonly path: string }[];
  /** How many others there were that nobody can book. */
  readonly left: number;
};

const longestText = 300;
const longestName = 200;
const bounds = { maxNestingDepth: 32, maxHeadersSize: 512 * 1024, maxRfc822NestingDepth: 3 };

/** Writes what can be booked of a mail into a folder of its own. Throws a ReadError where there is nothing, too much, or no mail. */
export async function unpackMail(bytes: Uint8Array, into: string, limits: ReadLimits): Promise<UnpackedMail> {
  if (bytes.byteLength > limits.mailBytes) throw new ReadError("too-large", `${bytes.byteLength} bytes of mail`);
  const email = await parsed(bytes);
  const all = email.attachments.filter((one) => !isDecoration(one, email.html ?? ""));
  if (all.length > limits.attachments) throw new ReadError("mail-too-many", `${all.length} attachments`);
  const usable = all.flatMap((one) => usableOf(one));
  if (usable.length === 0) throw new ReadError("mail-empty", `${all.length} attachments`);
  const attachments = await Promise.all(
    usable.map(async ({ name, type, content }, index) => {
      const path = join(into, `${index + 1}.${type}`);
      await writeFile(path, content, { flag: "wx", mode: 0o600 });
      return { name: nameOf(name) ?? `Anhang ${index + 1}.${type}`, path };
    }),
  );
  return { mail: factsOf(email), attachments, left: all.length - usable.length };
}

async function parsed(bytes: Uint8Array): Promise<Email> {
  try {
    return await PostalMime.parse(bytes, bounds);
  } catch (error) {
    throw new ReadError("mail-damaged", error instanceof Error ? error.name : "unknown error");
  }
}

/** A picture that belongs to the text, as the sender's logo does. */
function isDecoration({ related, mimeType, contentId }: Attachment, html: string): boolean {
  const id = contentId?.replaceAll(/[<>]/gu, "");
  return mimeType.startsWith("image/") && (related === true || (id !== undefined && id !== "" && html.includes(`cid:${id}`)));
}

function usableOf({ filename, content }: Attachment): { name: string | null; type: DocumentType; content: Uint8Array }[] {
  if (typeof content === "string" || content.byteLength === 0) return [];
  const bytes = content instanceof Uint8Array ? content : new Uint8Array(content);
  const type = sniffType(bytes.subarray(0, SNIFF_BYTES));
  return typeof type === "object" || type === "mail" ? [] : [{ name: filename, type, content: bytes }];
}

/** The last part of a name, in one Unicode form, without signs that nobody sees. */
function nameOf(name: string | null): string | null {
  const last = (name ?? "").normalize("NFC").split(/[/\\]/u).at(-1) ?? "";
  const plain = last.replaceAll(/[\p{Cc}\p{Cf}]/gu, "").trim();
  return plain === "" || plain === "." || plain === ".." ? null : plain.slice(-longestName);
}

function factsOf({ from, subject, date }: Email): MailFacts {
  const moment = Date.parse(date ?? "");
  return {
    from: line(from === undefined ? "" : addressText(from)),
    subject: line(subject ?? ""),
    sentAt: Number.isNaN(moment) ? null : new Date(moment).toISOString(),
  };
}

function addressText({ name, address }: Address): string {
  if (address === undefined || address === "") return name;
  return name === "" || name === address ? address : `${name} <${address}>`;
}

function line(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cf}]+/gu, " ")
    .trim()
    .slice(0, longestText);
}
