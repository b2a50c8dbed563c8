// A plain A4 picture of a form for sources that send only its data: every field with its label, page by page.
import { PDFDocument, StandardFonts, type PDFFont, type PDFPage } from "@cantoo/pdf-lib";
import { serviceByCode } from "../../shared/domain/services.ts";
import { serviceFieldLabels, serviceLabel } from "../../shared/text/de/domain.ts";
import { formatDate, formatDateTime, formatPartialDate } from "../../shared/text/format.ts";
import type { IntakeRequest } from "../../shared/sync/intake.ts";

const paper = { width: 595.28, height: 841.89, margin: 56 } as const;
const size = 10;
const lineHeight = 14;
const labelWidth = 165;

const applicantLabels: Readonly<Record<string, string>> = {
  familyName: "Familienname",
  givenNames: "Vornamen",
  birthName: "Geburtsname",
  street: "Straße",
  postalCode: "Postleitzahl",
  city: "Ort",
  email: "E-Mail",
  phone: "Telefon",
};

/** What the form shows, in order: a label and its value. */
function linesOf(request: IntakeRequest, service: string, receivedAt: string): readonly (readonly [string, string])[] {
  const { applicant, payload } = request;
  const order = serviceByCode(service)?.fields.map((field) => field.key) ?? [];
  const keys = [...order.filter((key) => Object.hasOwn(payload, key)), ...Object.keys(payload).filter((key) => !order.includes(key))];
  return [
    ["Eingegangen", formatDateTime(receivedAt)],
    ["Einreichung", request.submissionId],
    ...(request.memberMunicipality === undefined ? [] : [["Mitgliedsgemeinde", request.memberMunicipality] as const]),
    ...Object.entries(applicantLabels).flatMap(([key, label]) => {
      const value = applicant[key];
      return typeof value === "string" && value !== "" ? [[label, value] as const] : [];
    }),
    ...(applicant.birthDate === undefined ? [] : [["Geburtsdatum", formatPartialDate(applicant.birthDate)] as const]),
    ...keys.map((key) => [serviceFieldLabels[key] ?? key, valueText(payload[key])] as const),
  ];
}

function valueText(value: IntakeRequest["payload"][string] | undefined): string {
  if (value === undefined) return "";
  if (typeof value === "boolean") return value ? "ja" : "nein";
  if (Array.isArray(value)) return value.join("; ");
  return typeof value === "number" ? String(value).replace(".", ",") : formatDate(value);
}

/** The form as PDF bytes. Characters its plain font lacks are shown without their marks or as "?"; the record keeps them as they came. */
export async function formPdf(request: IntakeRequest, service: string, receivedAt: string): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const regular = await document.embedFont(StandardFonts.Helvetica);
  const bold = await document.embedFont(StandardFonts.HelveticaBold);
  const known = new Set(regular.getCharacterSet());
  const title = showable(serviceLabel(service), known);
  const instant = new Date(receivedAt);
  document.setTitle(title);
  document.setLanguage("de-DE");
  document.setCreationDate(instant);
  document.setModificationDate(instant);
  const sheet = new Sheet(document);
  for (const line of wrap(title, bold, 16, paper.width - 2 * paper.margin)) sheet.line(line, paper.margin, bold, 16, 22);
  sheet.gap();
  for (const [label, value] of linesOf(request, service, receivedAt)) {
    const labels = wrap(showable(label, known), bold, size, labelWidth - 10);
    const values = wrap(showable(value, known), regular, size, paper.width - 2 * paper.margin - labelWidth);
    for (let index = 0; index < Math.max(labels.length, values.length); index += 1) {
      sheet.pair(labels[index] ?? "", values[index] ?? "", bold, regular);
    }
    sheet.gap();
  }
  return await document.save();
}

/** The text in characters the font has. */
function showable(text: string, known: ReadonlySet<number>): string {
  const has = (character: string): boolean => known.has(character.codePointAt(0) ?? 0);
  const plainText = text.normalize("NFC").replace(/\s+/gu, " ").slice(0, 20_000);
  return Array.from(plainText)
    .map((character) => {
      if (has(character)) return character;
      const plain = character.normalize("NFD").replace(/\p{M}/gu, "");
      return plain !== "" && Array.from(plain).every(has) ? plain : "?";
    })
    .join("");
}

/** Lines that fit the width; a word that fits no line is cut. */
function wrap(text: string, font: PDFFont, fontSize: number, width: number): readonly string[] {
  const fits = (line: string): boolean => font.widthOfTextAtSize(line, fontSize) <= width;
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    if (line !== "") lines.push(line);
    line = word;
    while (!fits(line)) {
      let cut = line.length - 1;
      while (cut > 1 && !fits(line.slice(0, cut))) cut -= 1;
      lines.push(line.slice(0, cut));
      line = line.slice(cut);
    }
  }
  return [...lines, line];
}

class Sheet {
  readonly #document: PDFDocument;
  #page: PDFPage;
  #y: number;

  constructor(document: PDFDocument) {
    this.#document = document;
    this.#page = document.addPage([paper.width, paper.height]);
    this.#y = paper.height - paper.margin;
  }

  line(text: string, x: number, font: PDFFont, fontSize: number, height: number): void {
    this.#advance(height);
    this.#page.drawText(text, { x, y: this.#y, font, size: fontSize });
  }

  pair(label: string, value: string, bold: PDFFont, regular: PDFFont): void {
    this.#advance(lineHeight);
    if (label !== "") this.#page.drawText(label, { x: paper.margin, y: this.#y, font: bold, size });
    if (value !== "") this.#page.drawText(value, { x: paper.margin + labelWidth, y: this.#y, font: regular, size });
  }

  gap(): void {
    this.#y -= 4;
  }

  #advance(height: number): void {
    if (this.#y - height < paper.margin) {
      this.#page = this.#document.addPage([paper.width, paper.height]);
      this.#y = paper.height - paper.margin;
    }
    this.#y -= height;
  }
}
