// Which files may come in at all, by what they begin with; never by their names. What is known and not wanted has a sentence of its own.
import { looksLikeMail } from "../read/mail-head.ts";
import { sniffFormat, SNIFF_BYTES, type SniffedFormat } from "../read/sniff-format.ts";

/** What becomes a document by itself. */
export type DocumentType = Exclude<SniffedFormat, "unknown">;

/** A mail is let in for its attachments. */
export type AllowedType = DocumentType | "mail";

export type RefusedType = "type-heic" | "type-picture" | "type-office" | "type-archive" | "type-web" | "type-program" | "unsupported";

const foreign: readonly (readonly [RefusedType, RegExp])[] = [
  ["type-heic", /^[^]{4}ftyp(?:hei[cxms]|hev[cx]|mif1|msf1|avif)/u],
  ["type-picture", /^(?:GIF8|BM[^]{4}\0\0\0\0|RIFF[^]{4}WEBP|8BPS)/u],
  ["type-office", /^PK\u0003\u0004[^]*?(?:\[Content_Types\]\.xml|_rels\/|word\/|xl\/|ppt\/|docProps\/|mimetypeapplication\/vnd\.oasis)/u],
  ["type-office", /^(?:\u00d0\u00cf\u0011\u00e0|\{\\rtf)/u],
  ["type-archive", /^(?:PK(?:\u0003\u0004|\u0005\u0006)|7z\u00bc\u00af|Rar!|\u001f\u008b|BZh|\u00fd7zXZ)/u],
  ["type-program", /^(?:MZ|\u007fELF|#!|\u00ca\u00fe\u00ba\u00be|[\u00ce\u00cf]\u00fa\u00ed\u00fe|L\0\0\0\u0001\u0014\u0002\0)/u],
  ["type-web", /^(?:\u00ef\u00bb\u00bf)?\s*<(?:!doctype\s+html|html|head|body|script)\b/iu],
];

/** What the first bytes say. A foreign beginning decides before a PDF that announces itself further down: one file must not be two. */
export function sniffType(head: Uint8Array): AllowedType | { readonly refused: RefusedType } {
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, SNIFF_BYTES)).toString("latin1");
  const known = foreign.find(([, begins]) => begins.test(text));
  if (known !== undefined) return { refused: known[0] };
  if (looksLikeMail(head)) return "mail";
  const format = sniffFormat(head);
  return format === "unknown" ? { refused: "unsupported" } : format;
}

const endings: Readonly<Record<AllowedType, readonly string[]>> = {
  pdf: ["pdf"],
  xml: ["xml", "xrechnung"],
  tiff: ["tif", "tiff"],
  jpeg: ["jpg", "jpeg", "jpe", "jfif"],
  png: ["png"],
  mail: ["eml", "mail", "mbox"],
};

/** Whether the name says something else than the content; one without an ending says nothing. */
export function nameDiffers(name: string, type: AllowedType): boolean {
  const ending = /\.([^.\s]{1,9})$/u.exec(name)?.[1]?.toLowerCase();
  return ending !== undefined && /[a-z]/u.test(ending) && !endings[type].includes(ending);
}
