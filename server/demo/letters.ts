// The post of the demo town: letters as the post room scanned them, most of them still open, some described or taken, some put away.
import type { Actor } from "../../shared/domain/actor.ts";
import { postIdOf } from "../../shared/domain/post/schema.ts";
import { formatLongDate } from "../../shared/text/format.ts";
import { officeDateAt } from "../../shared/base/office-date.ts";
import type { Random } from "../../shared/testing/random.ts";
import { contentOf } from "./content.ts";
import { History } from "./history.ts";
import { isoOf, workTime } from "./office-time.ts";
import { demoActor } from "./people.ts";
import { grey, Sheet } from "./pdf/sheet.ts";
import { pdfOfPages } from "./pdf/write-pdf.ts";
import type { TownPart } from "./town-part.ts";
import { townAddress } from "./words/places.ts";

interface Letter {
  readonly unit: string;
  readonly sender: string;
  readonly subject: string;
  readonly text: string;
  /** Nothing that goes into a file. */
  readonly isAdvertising?: boolean;
}

const letters: readonly Letter[] = [
  {
    unit: "buergerservice",
    sender: "Seniorenbeirat Bad Bevensen",
    subject: "Einladung zum Herbsttreffen",
    text: "wir laden die Samtgemeinde herzlich zu unserem Herbsttreffen im Kurhaus ein und bitten um ein Grußwort. Bitte teilen Sie uns mit, wer kommen wird.",
  },
  {
    unit: "buergerservice",
    sender: "Bürgerinitiative Ruhige Bahnhofstraße",
    subject: "Beschwerde über nächtlichen Lieferverkehr",
    text: "seit dem Umbau der Laderampe fahren nachts Lastwagen durch die Bahnhofstraße. Wir bitten um eine Messung und um ein Gespräch vor Ort.",
  },
  {
    unit: "standesamt",
    sender: "Standesamt Lüneburg",
    subject: "Anforderung eines beglaubigten Registerauszugs",
    text: "für ein hier geführtes Verfahren bitten wir um Übersendung eines beglaubigten Auszugs aus dem Eheregister. Die Gebühr wird erstattet.",
  },
  {
    unit: "gewerbe",
    sender: "Handwerkskammer Braunschweig-Lüneburg-Stade",
    subject: "Stellungnahme zur Gewerbeanmeldung eines Betriebs",
    text: "gegen die Eintragung bestehen keine Bedenken. Die Unterlagen liegen der Kammer vollständig vor.",
  },
  {
    unit: "steuern",
    sender: "Finanzamt Uelzen",
    subject: "Mitteilung über einen geänderten Messbescheid",
    text: "der Grundsteuermessbetrag wurde für das genannte Grundstück neu festgesetzt. Wir bitten, den Bescheid der Gemeinde anzupassen.",
  },
  {
    unit: "zentrale-dienste",
    sender: "Kommunaler Schadenausgleich",
    subject: "Nachweis des Versicherungsschutzes",
    text: "anbei erhalten Sie den Nachweis für das kommende Jahr. Bitte nehmen Sie ihn zu Ihren Unterlagen.",
  },
  {
    unit: "zentrale-dienste",
    sender: "Bürowelt Direktversand",
    subject: "Unsere Angebote im Winter",
    text: "bestellen Sie bis zum Monatsende und sparen Sie beim Kopierpapier. Der Katalog liegt bei.",
    isAdvertising: true,
  },
  {
    unit: "gewerbe",
    sender: "Schaustellerverband Nordheide",
    subject: "Bewerbung um einen Standplatz auf dem Frühjahrsmarkt",
    text: "hiermit bewerben wir uns mit einem Kinderkarussell um einen Standplatz. Maße und Anschlusswerte stehen in der Anlage.",
  },
];

/** The `index`-th letter; each of the kinds above comes in turn, from another day. */
export function letterPart(random: Random, index: number, now: number): TownPart {
  const letter = letters[index % letters.length];
  if (letter === undefined) throw new Error("impossible: there is one for each remainder");
  const receivedAt = workTime(random, now - random.int(1, 14) * 86_400_000, now - 60_000, 0, 1);
  const fileName = `SCAN${String(1000 + index)}.pdf`;
  const content = () => {
    const sheet = drawn(letter, officeDateAt(receivedAt - 2 * 86_400_000), index);
    return contentOf(
      pdfOfPages(sheet, { title: letter.subject, author: letter.sender, createdAt: isoOf(receivedAt) }),
      fileName,
      "application/pdf",
    );
  };
  return {
    contents: () => [content()],
    texts: () => [],
    records: () => {
      const history = new History(random.fork("commands"));
      const { ref } = content();
      const id = postIdOf(ref.sha256);
      const run = (name: string, args: Parameters<History["run"]>[3], actor: Actor, at: number): void =>
        history.run("post", name, id, args, actor, at);
      const winkel = demoActor("lwinkel");
      const transfer = { device: "Scanplatz Poststelle", profile: "Post", readAt: isoOf(receivedAt), pages: 1 };
      run(
        "capture",
        { unit: letter.unit, document: ref, checks: [], arrival: { channel: "scanner", fileName, transfer } },
        winkel,
        receivedAt,
      );
      const later = (minutes: number): number => Math.min(now, receivedAt + minutes * 60_000);
      if (random.fork("described").chance(0.7))
        run(
          "describe",
          { fields: { title: { from: fileName.replace(".pdf", ""), to: `${letter.subject} (${letter.sender})` } } },
          winkel,
          later(3),
        );
      if (letter.isAdvertising === true) run("discard", { reason: "Werbung" }, winkel, later(4));
      else if (random.fork("claimed").chance(0.25)) run("claim", {}, demoActor("jlueders"), later(40));
      return history.records();
    },
  };
}

/** The sheet as it lay on the scanner; `index` makes no two of them the same. */
function drawn({ sender, subject, text }: Letter, date: string, index: number) {
  const sheet = new Sheet();
  sheet.text(62, 52, sender, { font: "bold", size: 13 });
  sheet.line(62, 60, 533, 60, 0.8, grey);
  for (const [line, words] of [townAddress.name, townAddress.street, `${townAddress.postalCode} ${townAddress.city}`].entries())
    sheet.text(62, 110 + line * 14, words, { size: 10.5 });
  sheet.textTo(533, 190, formatLongDate(date), { size: 10 });
  sheet.text(62, 190, `Unser Zeichen ${String(2600 + index)}`, { size: 9, colour: grey });
  sheet.y = 226;
  sheet.paragraph(62, 471, subject, { font: "bold", size: 12 });
  sheet.y += 8;
  for (const paragraph of ["Sehr geehrte Damen und Herren,", text, "Mit freundlichen Grüßen", sender]) {
    sheet.paragraph(62, 471, paragraph, { size: 10.5, leading: 14.5 });
    sheet.y += 8;
  }
  return sheet.pages;
}
