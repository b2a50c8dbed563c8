// Writes e-mail files for tests as mail programs do; used by tests only, never by the program.

export type TestAttachment = {
  readonly name: string;
  readonly type?: string;
  readonly content: string | Uint8Array;
  /** Belongs to the text, as a logo does. */
  readonly contentId?: string;
};

/** The bytes of a mail with a text and these attachments. */
export function writeMail({
  attachments,
  subject = "=?utf-8?Q?Rechnung_f=C3=BCr_November?=",
  date = "Tue, 03 Nov 2026 09:15:00 +0100",
}: {
  readonly attachments: readonly TestAttachment[];
  readonly subject?: string;
  readonly date?: string;
}): Uint8Array {
  const boundary = "=_teil_4711";
  const lines = [
    "Return-Path: <rechnung@heide.example>",
    "Received: from mail.heide.example by mx.amt.example; Tue, 3 Nov 2026 09:15:02 +0100",
    'From: "Malerbetrieb Heide GmbH" <rechnung@heide.example>',
    "To: rechnungen@amt.example",
    `Subject: ${subject}`,
    `Date: ${date}`,
    "MIME-Version: 1.0",
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    "",
    `--${boundary}`,
    "Content-Type: text/html; charset=utf-8",
    "",
    `<p>Guten Tag, ${attachments.map(({ contentId }) => (contentId === undefined ? "" : `<img src="cid:${contentId}">`)).join("")}</p>`,
    ...attachments.flatMap(({ name, type = "application/octet-stream", content, contentId }) => [
      `--${boundary}`,
      `Content-Type: ${type}; name="${name}"`,
      "Content-Transfer-Encoding: base64",
      `Content-Disposition: ${contentId === undefined ? "attachment" : "inline"}; filename="${name.replaceAll("\\", "\\\\")}"`,
      ...(contentId === undefined ? [] : [`Content-ID: <${contentId}>`]),
      "",
      ...(Buffer.from(content)
        .toString("base64")
        .match(/.{1,76}/gu) ?? []),
    ]),
    `--${boundary}--`,
    "",
  ];
  return Buffer.from(lines.join("\r\n"));
}
