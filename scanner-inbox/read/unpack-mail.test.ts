// What comes out of an e-mail file: attachments that can be booked, who sent it, and nothing outside its folder or beyond its bounds.
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeMail } from "./mail-for-tests.ts";
import { looksLikeMail } from "./mail-head.ts";
import { drawPdf } from "./pdf-for-tests.ts";
import { defaultReadLimits, ReadError, type ReadLimits } from "./reading.ts";
import { unpackMail } from "./unpack-mail.ts";

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "mail ü "));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const unpack = (bytes: Uint8Array, limits: Partial<ReadLimits> = {}) => unpackMail(bytes, folder, { ...defaultReadLimits, ...limits });

async function failureOf(bytes: Uint8Array, limits: Partial<ReadLimits> = {}): Promise<string> {
  const thrown: unknown = await unpack(bytes, limits).catch((error: unknown) => error);
  return thrown instanceof ReadError ? thrown.failure.code : "none";
}

const pdf = drawPdf({ pages: [[[50, 50, "Rechnung"]]] });
const xml = '<?xml version="1.0"?><Invoice/>';
const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");

describe("an e-mail file", () => {
  it("gives its attachments bit for bit, under names of our own, and says who sent it", async () => {
    const bytes = writeMail({
      attachments: [
        { name: "Rechnung.pdf", content: await pdf },
        { name: "xrechnung.xml", content: xml },
      ],
    });
    expect(looksLikeMail(bytes.subarray(0, 1024))).toBe(true);
    const { mail, attachments, left } = await unpack(bytes);
    expect(mail).toEqual({
      from: "Malerbetrieb Heide GmbH <rechnung@heide.example>",
      subject: "Rechnung für November",
      sentAt: "2026-11-03T08:15:00.000Z",
    });
    expect(attachments.map(({ name }) => name)).toEqual(["Rechnung.pdf", "xrechnung.xml"]);
    expect(left).toBe(0);
    expect((await readdir(folder)).sort()).toEqual(["1.pdf", "2.xml"]);
    expect(Buffer.from(await pdf).equals(await readFile(join(folder, "1.pdf")))).toBe(true);
  });

  it("leaves the sender's logo and what nobody can book, and counts the latter", async () => {
    const { attachments, left } = await unpack(
      writeMail({
        attachments: [
          { name: "logo.png", type: "image/png", content: png, contentId: "logo@heide" },
          { name: "Angebot.docx", content: "PK\u0003\u0004....[Content_Types].xml" },
          { name: "Rechnung.dat", content: await pdf },
          { name: "foto.png", type: "image/png", content: png },
        ],
      }),
    );
    expect(attachments.map(({ name }) => name)).toEqual(["Rechnung.dat", "foto.png"]);
    expect(left).toBe(1);
  });

  it("never writes where a name points to", async () => {
    const names = ["../../böse.pdf", String.raw`C:\Windows\x.pdf`, "..", "a\u202efdp.exe.pdf"];
    const { attachments } = await unpack(
      writeMail({ attachments: await Promise.all(names.map(async (name) => ({ name, content: await pdf }))) }),
    );
    expect(attachments.map(({ name }) => name).slice(1)).toEqual(["x.pdf", "Anhang 3.pdf", "afdp.exe.pdf"]);
    expect((await readdir(folder)).sort()).toEqual(["1.pdf", "2.pdf", "3.pdf", "4.pdf"]);
  });

  it("takes what a forwarded mail holds", async () => {
    const inner = Buffer.from(writeMail({ attachments: [{ name: "Rechnung.pdf", content: await pdf }] })).toString("latin1");
    const outer = [
      "From: poststelle@amt.example",
      "MIME-Version: 1.0",
      'Content-Type: multipart/mixed; boundary="aussen"',
      "",
      "--aussen",
      "Content-Type: message/rfc822",
      "",
      inner,
      "--aussen--",
      "",
    ].join("\r\n");
    expect((await unpack(Buffer.from(outer, "latin1"))).attachments.map(({ name }) => name)).toEqual(["Rechnung.pdf"]);
  });

  it("says what is wrong with one that has nothing, too much, or is nested without end", async () => {
    expect(await failureOf(writeMail({ attachments: [] }))).toBe("mail-empty");
    expect(await failureOf(writeMail({ attachments: [{ name: "a.zip", content: "PK\u0003\u0004" }] }))).toBe("mail-empty");
    const many = Array.from({ length: 5 }, () => ({ name: "a.pdf", content: "%PDF-1.7" }));
    expect(await failureOf(writeMail({ attachments: many }), { attachments: 4 })).toBe("mail-too-many");
    expect(await failureOf(writeMail({ attachments: many }), { mailBytes: 100 })).toBe("too-large");
    const deep = Array.from({ length: 60 }, (_, at) => `Content-Type: multipart/mixed; boundary="b${at}"\r\n\r\n--b${at}\r\n`).join("");
    expect(await failureOf(Buffer.from(`From: a@b.example\r\nMIME-Version: 1.0\r\n${deep}`))).toBe("mail-damaged");
    expect(await readdir(folder)).toEqual([]);
  });
});

describe("what looks like a mail", () => {
  it.each([
    ["From: a@b.example\r\nSubject: x\r\n\r\nText", true],
    ["Received: from a\r\n\tby b\r\nMessage-ID: <1>\r\n\r\n", true],
    ["From - Tue Nov 03 09:15:00 2026\nX-Mozilla-Status: 0001\nFrom: a@b.example\n\n", true],
    ["\u00ef\u00bb\u00bfMIME-Version: 1.0\r\nFrom: a\r\n\r\n", true],
    ["Betreff: Rechnung\r\nFrom: a\r\n\r\n", false],
    ["%PDF-1.7\nFrom: a@b.example\n", false],
    ["Subject: nur ein Wort\n\n", false],
    ["From: a\nkein Kopf\n\n", false],
    ["", false],
  ])("%j: %s", (text, mail) => {
    expect(looksLikeMail(Buffer.from(text, "latin1"))).toBe(mail);
  });
});
