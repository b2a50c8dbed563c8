// Sentences of the archive's texts. Things and partners are never the subject, because some of them are plural.
import { capital, type Noun } from "./nouns.ts";

/** What a sentence may speak about; every call draws anew. */
export interface Words {
  readonly subject: string;
  readonly place: string;
  readonly fileNumber: string;
  readonly thing: () => Noun;
  readonly measure: () => Noun;
  readonly partner: () => Noun;
  readonly finding: () => string;
  readonly amount: () => string;
  /** A day in the weeks before the document, and one after it, in words. */
  readonly earlier: () => string;
  readonly later: () => string;
  readonly person: () => string;
  readonly clerk: string;
  readonly count: (from: number, to: number) => string;
  /** Sentences that stand in the document already. */
  readonly used: Set<Phrase>;
}

export type Phrase = (words: Words) => string;

export const findingPhrases: readonly Phrase[] = [
  (w) => `${w.finding()}.`,
  (w) => `${w.finding()}; das wurde bei der Besichtigung am ${w.earlier()} festgehalten.`,
  (w) => `Nach Auskunft von ${w.person()} gilt: ${w.finding()}.`,
  (w) => `Dazu liegt seit dem ${w.earlier()} ein Vermerk vor: ${w.finding()}.`,
];

export const situationPhrases: readonly Phrase[] = [
  (w) => `Am ${w.earlier()} wurde gemeinsam mit ${w.partner().dat} über ${w.thing().acc} gesprochen.`,
  (w) => `Die Unterlagen zu ${w.thing().dat} wurden am ${w.earlier()} vervollständigt.`,
  (w) => `Für ${w.thing().acc} liegt eine Kostenschätzung über ${w.amount()} vor.`,
  (w) => `Seit dem ${w.earlier()} wird ${w.measure().nom} vorbereitet.`,
  (w) => `Im laufenden Haushaltsjahr stehen ${w.amount()} zur Verfügung, davon ist etwa ein Drittel bereits gebunden.`,
  (w) => `Aus ${w.place} kamen dazu ${w.count(2, 14)} Rückmeldungen, die meisten sachlich und mit eigenen Vorschlägen.`,
  (w) => `Zuständig für Rückfragen zu ${w.thing().dat} ist ${w.clerk}.`,
  (w) => `Eine vergleichbare Maßnahme in ${w.place} dauerte ${w.count(3, 11)} Wochen und kostete ${w.amount()}.`,
  (w) => `Der Zustand ${w.thing().gen} wurde mit Fotos festgehalten, die der Akte beiliegen.`,
  (w) => `Von ${w.partner().dat} ist bis zum ${w.later()} eine schriftliche Stellungnahme zugesagt.`,
  (w) => `Ohne ${w.measure().acc} lässt sich der bisherige Standard nach Einschätzung der Verwaltung nicht halten.`,
];

export const reasonPhrases: readonly Phrase[] = [
  (w) => `${capital(w.measure().nom)} ist die wirtschaftlichste Lösung, weil spätere Reparaturen entfallen.`,
  () => "Zwei Varianten wurden geprüft; die günstigere verursacht im Betrieb höhere Kosten und wird deshalb nicht empfohlen.",
  (w) => `Der Mehraufwand von ${w.amount()} entsteht vor allem durch gestiegene Materialpreise.`,
  (w) => `Eine Förderung kann nur beantragt werden, wenn ${w.measure().nom} vor dem ${w.later()} nicht begonnen wird.`,
  () => "Die Belange der Barrierefreiheit wurden geprüft und berücksichtigt.",
  (w) => `Die Folgekosten betragen voraussichtlich ${w.amount()} im Jahr.`,
  () => "Personenbezogene Angaben wurden auf das Nötige beschränkt.",
  (w) => `Was ${w.thing().acc} betrifft, entstehen bis zum Jahresende keine weiteren Kosten.`,
];

export const nextPhrases: readonly Phrase[] = [
  (w) => `Bis zum ${w.later()} wird ${w.measure().nom} mit ${w.partner().dat} abgestimmt.`,
  (w) => `Der Auftrag soll nach Freigabe der Mittel bis zum ${w.later()} erteilt werden.`,
  (w) => `${w.clerk} legt den Vorgang am ${w.later()} wieder vor.`,
  (w) => `Über das Ergebnis wird in der Sitzung am ${w.later()} berichtet.`,
  (w) => `Die Anlieger in ${w.place} werden rechtzeitig mit einem Handzettel unterrichtet.`,
  () => "Nach Abschluss der Arbeiten findet eine gemeinsame Abnahme statt; Mängel werden in einem Protokoll festgehalten.",
  (w) => `Die Rechnungen werden unter dem Aktenzeichen ${w.fileNumber} geführt.`,
];

export const minutesPhrases: readonly Phrase[] = [
  (w) => `${w.person()} fragt nach den Kosten. Die Verwaltung nennt ${w.amount()} und verweist auf die Vorlage.`,
  (w) => `${w.person()} regt an, ${w.thing().acc} in einem zweiten Schritt zu behandeln.`,
  (w) => `${w.person()} dankt ${w.partner().dat} für die gute Zusammenarbeit und bittet um einen Zeitplan.`,
  (w) => `Auf Nachfrage erläutert ${w.clerk}, dass ${w.measure().nom} unabhängig von ${w.thing().dat} erfolgen kann.`,
  (w) => `${w.person()} schlägt vor, vor einer Entscheidung eine Ortsbesichtigung in ${w.place} anzusetzen.`,
  (w) => `Die Verwaltung sagt zu, die Zahlen zu ${w.thing().dat} bis zum ${w.later()} nachzureichen.`,
  (w) => `Es besteht Einigkeit, ${w.measure().acc} vorrangig zu betreiben.`,
];

export const resolutionPhrases: readonly Phrase[] = [
  (w) =>
    `Beschluss: Der Verwaltungsvorschlag zu ${w.thing().dat} wird mit ${w.count(7, 19)} Ja-Stimmen bei ${w.count(1, 4)} Enthaltungen angenommen.`,
  (w) =>
    `Beschluss: ${capital(w.measure().nom)} wird beauftragt. Die Kosten von höchstens ${w.amount()} werden bereitgestellt. Einstimmig.`,
  (w) => `Beschluss: Die Entscheidung wird bis zum ${w.later()} vertagt, um ${w.thing().acc} näher zu prüfen.`,
  (w) => `Kenntnisnahme: Der Sachstand zu ${w.thing().dat} wird ohne Aussprache zur Kenntnis genommen.`,
];

export const letterOpenings: readonly Phrase[] = [
  (w) => `vielen Dank für Ihr Schreiben vom ${w.earlier()}, in dem Sie nach ${w.thing().dat} fragen.`,
  (w) => `in der Angelegenheit „${w.subject}“ möchte ich Sie über den Sachstand unterrichten.`,
  (w) => `wie am ${w.earlier()} besprochen, erhalten Sie hiermit die Angaben zu ${w.thing().dat}.`,
  (w) => `für das Gespräch am ${w.earlier()} danke ich Ihnen. Das Ergebnis halte ich wie folgt fest.`,
];

export const letterClosings: readonly Phrase[] = [
  (w) => `Bitte geben Sie mir bis zum ${w.later()} Bescheid, ob Sie mit diesem Vorgehen einverstanden sind.`,
  (w) => `Für Rückfragen stehe ich Ihnen gern zur Verfügung. Nennen Sie dabei bitte das Aktenzeichen ${w.fileNumber}.`,
  () => "Sobald neue Erkenntnisse vorliegen, melde ich mich unaufgefordert.",
  (w) => `Einen Termin vor Ort schlage ich für den ${w.later()} vor.`,
];

export const noticePhrases: readonly Phrase[] = [
  (w) => `Aufgrund Ihres Antrags vom ${w.earlier()} wird ${w.measure().nom} unter den folgenden Bedingungen gestattet.`,
  (w) => `Die Genehmigung gilt bis zum ${w.later()} und kann auf Antrag verlängert werden.`,
  (w) => `Für die Amtshandlung wird eine Gebühr von ${w.amount()} festgesetzt; sie ist innerhalb eines Monats fällig.`,
  (w) => `Schäden an Anlagen der Samtgemeinde, die durch ${w.measure().acc} entstehen, sind unverzüglich zu melden.`,
  () => "Rechte Dritter bleiben von dieser Entscheidung unberührt.",
  (w) => `Der Beginn der Arbeiten ist ${w.count(3, 10)} Tage vorher schriftlich anzuzeigen.`,
];

export const noticeClosing =
  "Rechtsbehelfsbelehrung: Gegen diesen Bescheid kann innerhalb eines Monats nach Bekanntgabe Klage beim Verwaltungsgericht erhoben werden.";

export const contractPhrases: readonly Phrase[] = [
  (w) => `Gegenstand des Vertrags ist ${w.measure().nom} einschließlich aller Nebenleistungen in ${w.place}.`,
  (w) => `Die Vergütung beträgt ${w.amount()} zuzüglich der gesetzlichen Umsatzsteuer und wird nach Abnahme fällig.`,
  (w) => `Der Vertrag beginnt am ${w.later()} und läuft ${w.count(2, 5)} Jahre.`,
  (w) => `Die Kündigungsfrist beträgt ${w.count(3, 6)} Monate zum Jahresende; sie bedarf der Schriftform.`,
  (w) => `Leistungen an ${w.thing().dat} werden nur nach schriftlicher Freigabe abgerechnet.`,
  (w) => `Ansprechperson auf Seiten der Samtgemeinde ist ${w.clerk}.`,
  () => "Beide Seiten behandeln Kenntnisse über betriebliche Abläufe vertraulich, auch nach dem Ende des Vertrags.",
  () => "Erweist sich eine Bestimmung als unwirksam, bleibt der übrige Vertrag bestehen.",
];

export const planPhrases: readonly Phrase[] = [
  (w) => `Abschnitt ${w.count(1, 4)}: ${w.measure().bare}, Beginn am ${w.later()}, Dauer ${w.count(2, 9)} Wochen.`,
  (w) => `Vor Beginn ist ${w.measure().nom} abzuschließen; die Abstimmung mit ${w.partner().dat} ist erfolgt.`,
  (w) => `Für unvorhergesehene Arbeiten an ${w.thing().dat} sind ${w.amount()} eingeplant.`,
  (w) => `Zufahrten in ${w.place} bleiben, soweit möglich, jederzeit erreichbar.`,
  (w) => `Die Maße ${w.thing().gen} sind der beiliegenden Zeichnung zu entnehmen.`,
];
