// The documents of the demo archive: letters, minutes, notices, contracts, plans, memos, each with real text and a PDF of it.
import { officeDateAt } from "../../shared/base/office-date.ts";
import { systemActor } from "../../shared/domain/actor.ts";
import type { OfficeDocument } from "../../shared/domain/document/schema.ts";
import { formatLongDate } from "../../shared/text/format.ts";
import { uuidAt } from "../../shared/testing/ids.ts";
import type { Random } from "../../shared/testing/random.ts";
import { contentOf, sha256Of } from "./content.ts";
import { documentText, type DocumentText } from "./document-text.ts";
import type { DemoFile } from "./files.ts";
import { History } from "./history.ts";
import { isoOf, workTime } from "./office-time.ts";
import { demoPeople } from "./people.ts";
import { grey, Sheet, type Page } from "./pdf/sheet.ts";
import { pdfOfPages } from "./pdf/write-pdf.ts";
import type { TownPart } from "./town-part.ts";
import { townAddress } from "./words/places.ts";

const typeWeights = { letter: 34, minutes: 18, notice: 14, contract: 8, plan: 6, other: 20 } as const;

/** The `index`-th document of the archive; it lies in one of the files that have a topic. */
export function documentPart(random: Random, files: readonly DemoFile[], now: number): TownPart {
  const file = random.pick(files);
  const filedAt = workTime(random, file.openedAt, Math.min(now, file.closedAt ?? now) - 1000, 0, 600);
  const date = officeDateAt(filedAt);
  const archivist = archivistOf(random, file.unit);
  const drawn = random.weighted(typeWeights);
  const documentType: OfficeDocument["documentType"] = drawn === "plan" && !file.number.startsWith("6") ? "other" : drawn;
  const topic = file.topic;
  if (topic === undefined) throw new Error("impossible: documents are made for files with a topic");
  const words = random.fork("text");
  const text = documentText(words, {
    topic,
    subject: file.title.replace(/ \(\d{4}\)$/u, ""),
    fileNumber: file.number,
    date,
    clerk: archivist.name,
    documentType,
  });
  const plain = plainText(text, file.number, date);
  const id = uuidAt(random.fork("id"), filedAt);
  const content = () => {
    const pdf = pdfOfPages(pagesOf(text, file.number, date), {
      title: text.title,
      author: townAddress.name,
      createdAt: isoOf(filedAt),
    });
    return contentOf(pdf, `${text.title.replace(/[^\p{L}\p{N} .-]+/gu, "").slice(0, 80)}.pdf`, "application/pdf");
  };
  return {
    records: () => {
      const history = new History(random.fork("history"), [file.open]);
      const add = {
        unit: file.unit,
        fileId: file.record.id,
        title: text.title,
        documentType,
        documentDate: date,
        keywords: [...topic.keywords],
        content: content().ref,
      };
      history.run("document", "add", id, add, archivist, filedAt);
      history.run("document", "attachText", id, textRef(plain), systemActor, filedAt + 1500);
      return history.records();
    },
    contents: () => [content()],
    texts: () => [{ documentId: id, text: plain }],
  };
}

/** How a document's body names its extracted text. */
export function textRef(text: string): { sha256: string; characters: number } {
  return { sha256: sha256Of(text), characters: text.length };
}

function archivistOf(random: Random, unit: string): (typeof demoPeople)[number]["actor"] {
  const able = demoPeople.filter(({ actor }) =>
    actor.grants.some(
      (grant) => (grant.role === "CLERK" || grant.role === "ARCHIVE") && grant.unit === unit && grant.onBehalfOf === undefined,
    ),
  );
  const chosen = able.length > 0 ? random.pick(able) : demoPeople.find(({ userName }) => userName === "shartmann");
  if (chosen === undefined) throw new Error("impossible: somebody archives everywhere");
  return chosen.actor;
}

function plainText(text: DocumentText, fileNumber: string, date: string): string {
  const head = `${townAddress.name}\nAktenzeichen ${fileNumber}\nBad Bevensen, ${formatLongDate(date)}\n${text.title}`;
  return [head, ...text.paragraphs].join("\n\n");
}

function pagesOf(text: DocumentText, fileNumber: string, date: string): readonly Page[] {
  const sheet = new Sheet();
  sheet.text(62, 52, townAddress.name, { font: "bold", size: 13 });
  sheet.text(62, 66, `${townAddress.street} · ${townAddress.postalCode} ${townAddress.city}`, { size: 8, colour: grey });
  sheet.line(62, 74, 533, 74, 0.8, grey);
  sheet.text(62, 104, `Aktenzeichen ${fileNumber}`, { size: 9, colour: grey });
  sheet.textTo(533, 104, `Bad Bevensen, ${formatLongDate(date)}`, { size: 9, colour: grey });
  sheet.y = 138;
  sheet.paragraph(62, 471, text.title, { font: "bold", size: 12.5 });
  sheet.y += 8;
  for (const paragraph of text.paragraphs) {
    for (const line of paragraph.split("\n")) sheet.paragraph(62, 471, line, { size: 10.5, leading: 14.5 });
    sheet.y += 8;
  }
  return sheet.pages;
}
