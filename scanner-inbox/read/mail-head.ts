// Whether a file begins as an e-mail does, and how one with parts has to end; reads headers only, never what a mail says.

/** Names that stand at the beginning of every mail, one or the other. */
const mailHeaders = /^(?:received|return-path|delivered-to|mime-version|message-id|from|date|subject|x-[\w-]+):/iu;
const surely = /^(?:received|return-path|mime-version|message-id|from):/imu;

/** Whether the first bytes are header lines, and such of a mail. */
export function looksLikeMail(head: Uint8Array): boolean {
  const text = latin(head);
  const part = headerPart(text);
  const lines = part.split(/\r?\n/u);
  // Where the end of the headers is not in sight the last line may be cut off.
  const whole = (part === text ? lines.slice(0, Math.max(1, lines.length - 1)) : lines).filter((line) => line !== "");
  if (!mailHeaders.test(whole[0] ?? "") && !/^From \S+@?/u.test(whole[0] ?? "")) return false;
  return (
    whole.every((line, index) => /^(?:[!-9;-~]+:|[ \t])/u.test(line) || (index === 0 && line.startsWith("From "))) && surely.test(text)
  );
}

/** The line that ends a mail with parts; null where it has none, or does not say. */
export function lastLineOfMail(head: Uint8Array): string | null {
  const headers = headerPart(latin(head)).replaceAll(/\r?\n[ \t]+/gu, " ");
  const type = /^content-type:\s*multipart\/.*$/imu.exec(headers)?.[0];
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]{1,200})"|([^\s;"]{1,200}))/iu.exec(type ?? "") ?? [];
  const boundary = quoted ?? plain;
  return boundary === undefined ? null : `--${boundary}--`;
}

function headerPart(text: string): string {
  return text.split(/\r?\n\r?\n/u, 1)[0] ?? "";
}

function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString("latin1")
    .replace(/^\u00ef\u00bb\u00bf/u, "");
}
