// What citizens add to their forms: a handful of drawn pictures and PDFs, made once and shared by all applications.
import { createCanvas, type SKRSContext2D } from "@napi-rs/canvas";
import { contentOf, type Content } from "./content.ts";
import { Sheet } from "./pdf/sheet.ts";
import { useDemoFonts } from "./pdf/picture.ts";
import { pdfOfPages } from "./pdf/write-pdf.ts";

type Drawing = (context: SKRSContext2D) => void;

function disc(context: SKRSContext2D, x: number, y: number, radius: number, colour: string): void {
  context.fillStyle = colour;
  context.beginPath();
  context.arc(x, y, radius, 0, Math.PI * 2);
  context.fill();
}

function ring(context: SKRSContext2D, x: number, y: number, radius: number, width: number, colour: string): void {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.beginPath();
  context.arc(x, y, radius, 0, Math.PI * 2);
  context.stroke();
}

function strokes(context: SKRSContext2D, width: number, colour: string, points: readonly (readonly [number, number])[]): void {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.lineCap = "round";
  context.beginPath();
  for (const [index, [x, y]] of points.entries()) {
    if (index === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  }
  context.stroke();
}

const dog: Drawing = (context) => {
  context.fillStyle = "#8a5a2b";
  context.fillRect(150, 170, 190, 80);
  disc(context, 365, 150, 52, "#9a6834");
  disc(context, 405, 165, 24, "#9a6834");
  disc(context, 422, 160, 9, "#221a14");
  disc(context, 372, 138, 6, "#221a14");
  for (const x of [160, 195, 290, 322]) context.fillRect(x, 240, 18, 75);
  strokes(context, 16, "#8a5a2b", [
    [155, 180],
    [110, 130],
  ]);
  strokes(context, 12, "#b3222e", [
    [322, 190],
    [352, 202],
  ]);
};

const bicycle: Drawing = (context) => {
  ring(context, 140, 240, 72, 8, "#222222");
  ring(context, 350, 240, 72, 8, "#222222");
  strokes(context, 9, "#1d4e9e", [
    [140, 240],
    [205, 140],
    [310, 140],
    [240, 240],
    [140, 240],
  ]);
  strokes(context, 9, "#1d4e9e", [
    [205, 140],
    [240, 240],
  ]);
  strokes(context, 9, "#1d4e9e", [
    [350, 240],
    [305, 110],
    [340, 100],
  ]);
  strokes(context, 12, "#222222", [
    [185, 120],
    [225, 120],
  ]);
};

const keys: Drawing = (context) => {
  ring(context, 190, 130, 48, 9, "#9aa0a6");
  for (const [x, y] of [
    [260, 290],
    [200, 310],
    [330, 240],
  ] as const) {
    strokes(context, 16, "#b8a04a", [
      [210, 172],
      [x, y],
    ]);
    disc(context, 215, 178, 18, "#b8a04a");
  }
  strokes(context, 14, "#b3222e", [
    [165, 165],
    [90, 280],
    [120, 320],
  ]);
};

const umbrella: Drawing = (context) => {
  context.fillStyle = "#2c6b3f";
  context.beginPath();
  context.arc(240, 190, 130, Math.PI, 0);
  context.fill();
  strokes(context, 8, "#6b4a2b", [
    [240, 180],
    [240, 310],
    [222, 325],
    [205, 312],
  ]);
};

const tag: Drawing = (context) => {
  disc(context, 240, 180, 105, "#c2a552");
  ring(context, 240, 180, 92, 4, "#7d6a2f");
  disc(context, 240, 95, 12, "#e8e6e0");
  context.fillStyle = "#43391a";
  context.font = 'bold 44px "Demo Sans"';
  context.textAlign = "center";
  context.fillText("1482", 240, 205);
  context.font = '16px "Demo Sans"';
  context.fillText("HUNDESTEUER", 240, 240);
};

function photo(name: string, drawing: Drawing, ground: string): Content {
  useDemoFonts();
  const canvas = createCanvas(480, 360);
  const context = canvas.getContext("2d");
  context.fillStyle = ground;
  context.fillRect(0, 0, 480, 360);
  context.fillStyle = "rgba(0,0,0,0.08)";
  context.fillRect(0, 315, 480, 45);
  drawing(context);
  return contentOf(canvas.encodeSync("jpeg", 72), name, "image/jpeg");
}

function letter(name: string, title: string, lines: readonly string[]): Content {
  const sheet = new Sheet();
  sheet.text(70, 90, title, { font: "serifBold", size: 17 });
  sheet.y = 130;
  for (const line of lines) {
    sheet.paragraph(70, 455, line, { font: "serif", size: 11.5 });
    sheet.y += 8;
  }
  const bytes = pdfOfPages(sheet.pages, { title, author: "Antragstellende Person", createdAt: "2026-01-15T09:00:00.000Z" });
  return contentOf(bytes, name, "application/pdf");
}

const makers = {
  dog: () => photo("Hund.jpg", dog, "#cfe0c3"),
  bicycle: () => photo("Fahrrad.jpg", bicycle, "#d9dde2"),
  keys: () => photo("Schluessel.jpg", keys, "#e6e0d4"),
  umbrella: () => photo("Schirm.jpg", umbrella, "#dfe6ea"),
  tag: () => photo("Steuermarke.jpg", tag, "#d4d4d8"),
  insurance: () =>
    letter("Versicherungsbestaetigung.pdf", "Bestätigung der Haftpflichtversicherung", [
      "Für den oben genannten Hund besteht seit Beginn der Haltung eine Haftpflichtversicherung.",
      "Versicherungssumme: 1.000.000 € für Personenschäden, 500.000 € für Sachschäden.",
      "Diese Bestätigung dient der Vorlage bei der Gemeinde.",
    ]),
  proxy: () =>
    letter("Vollmacht.pdf", "Vollmacht", [
      "Hiermit bevollmächtige ich die antragstellende Person, die Urkunde in meinem Namen zu beantragen und entgegenzunehmen.",
      "Die Vollmacht gilt nur für diesen Vorgang.",
    ]),
  craftCard: () =>
    letter("Handwerkskarte.pdf", "Eintragung in die Handwerksrolle", [
      "Die Eintragung des Betriebs wurde vollzogen. Eine Karte wird mit gesonderter Post versandt.",
      "Bitte legen Sie diese Mitteilung der Gewerbebehörde vor.",
    ]),
} as const;

export type AttachmentName = keyof typeof makers;

const made = new Map<AttachmentName, Content>();

/** One of the shared attachments. */
export function attachment(name: AttachmentName): Content {
  const known = made.get(name);
  if (known !== undefined) return known;
  const content = makers[name]();
  made.set(name, content);
  return content;
}

const usual: Readonly<Record<string, readonly AttachmentName[]>> = {
  DOG_TAX_REGISTER: ["dog", "insurance"],
  DOG_TAX_DEREGISTER: ["tag"],
  LOST_PROPERTY: ["bicycle", "keys", "umbrella"],
  CIVIL_CERT_BIRTH: ["proxy"],
  CIVIL_CERT_DEATH: ["proxy"],
  CIVIL_CERT_MARRIAGE: ["proxy"],
  TRADE_REGISTER: ["craftCard"],
};

/** What people usually add for a service; empty where they add nothing. */
export function usualAttachments(service: string): readonly AttachmentName[] {
  return usual[service] ?? [];
}
