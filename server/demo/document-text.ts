// The texts of archive documents: several paragraphs about one topic, put together by chance from our own sentences.
import type { OfficeDocument } from "../../shared/domain/document/schema.ts";
import { addDays } from "../../shared/base/office-date.ts";
import { formatLongDate, formatMoney } from "../../shared/text/format.ts";
import type { Random } from "../../shared/testing/random.ts";
import { fullName, placeOf } from "./person-data.ts";
import { noun } from "./words/nouns.ts";
import * as phrases from "./words/phrases.ts";
import type { Topic } from "./words/topic.ts";

export interface TextRequest {
  readonly topic: Topic;
  readonly subject: string;
  readonly fileNumber: string;
  readonly date: string;
  /** Name of the person who signs. */
  readonly clerk: string;
  readonly documentType: OfficeDocument["documentType"];
}

export interface DocumentText {
  readonly title: string;
  readonly paragraphs: readonly string[];
}

function wordsOf(random: Random, request: TextRequest): phrases.Words {
  const { topic, date } = request;
  const findings = random.shuffle(topic.findings);
  return {
    subject: request.subject,
    place: placeOf(random).municipality,
    fileNumber: request.fileNumber,
    clerk: request.clerk,
    thing: () => noun(random.pick(topic.things)),
    measure: () => noun(random.pick(topic.measures)),
    partner: () => noun(random.pick(topic.partners)),
    finding: () => findings.shift() ?? random.pick(topic.findings),
    amount: () => formatMoney(random.int(4, 900) * random.pick([1_000, 5_000, 10_000, 12_550])).replace("\u00a0", " "),
    earlier: () => formatLongDate(addDays(date, -random.int(3, 45))),
    later: () => formatLongDate(addDays(date, random.int(7, 90))),
    person: () => fullName(random),
    count: (from, to) => String(random.int(from, to)),
    used: new Set(),
  };
}

/** Some sentences of each pool in one paragraph; none stands twice in a document while its pool has others. */
function paragraph(random: Random, words: phrases.Words, parts: readonly (readonly [readonly phrases.Phrase[], number])[]): string {
  const sentences = parts.flatMap(([pool, count]) => {
    const fresh = pool.filter((phrase) => !words.used.has(phrase));
    const chosen = random.sample(fresh.length >= count ? fresh : pool, count);
    for (const phrase of chosen) words.used.add(phrase);
    return chosen.map((phrase) => phrase(words));
  });
  return contracted(sentences.join(" "));
}

const contractions: readonly (readonly [RegExp, string])[] = [
  [/\b([Zz])u der (?=\p{L})/gu, "$1ur "],
  [/\b([Zz])u dem (?=\p{L})/gu, "$1um "],
  [/\b([Aa])n dem (?=\p{L})/gu, "$1m "],
  [/\b([Vv])on dem (?=\p{L})/gu, "$1om "],
];

/** "zu der Leitung" as people write it: "zur Leitung". */
function contracted(text: string): string {
  return contractions.reduce((changed, [long, short]) => changed.replace(long, short), text);
}

type Composer = (random: Random, words: phrases.Words, request: TextRequest) => DocumentText;

function body(random: Random, words: phrases.Words, count: number): string[] {
  const shapes = [
    () =>
      paragraph(random, words, [
        [phrases.findingPhrases, 1],
        [phrases.situationPhrases, 2],
      ]),
    () =>
      paragraph(random, words, [
        [phrases.situationPhrases, 2],
        [phrases.reasonPhrases, 1],
      ]),
    () =>
      paragraph(random, words, [
        [phrases.findingPhrases, 1],
        [phrases.reasonPhrases, 2],
      ]),
    () =>
      paragraph(random, words, [
        [phrases.reasonPhrases, 1],
        [phrases.nextPhrases, 2],
      ]),
  ];
  return Array.from({ length: count }, (_unused, index) => (shapes[index % shapes.length] ?? shapes[0])?.() ?? "");
}

const letter: Composer = (random, words) => ({
  title: `Schreiben: ${words.subject}`,
  paragraphs: [
    random.pick(["Sehr geehrte Damen und Herren,", `Guten Tag ${words.person()},`]),
    paragraph(random, words, [
      [phrases.letterOpenings, 1],
      [phrases.findingPhrases, 1],
    ]),
    ...body(random, words, random.int(2, 4)),
    paragraph(random, words, [[phrases.letterClosings, 2]]),
    "Mit freundlichen Grüßen",
    `Im Auftrag\n${words.clerk}`,
  ],
});

const minutes: Composer = (random, words, { date }) => {
  const items = Array.from({ length: random.int(2, 4) }, (_unused, index) => {
    const talk = paragraph(random, words, [
      [phrases.findingPhrases, 1],
      [phrases.minutesPhrases, random.int(1, 3)],
    ]);
    const resolution = paragraph(random, words, [[phrases.resolutionPhrases, 1]]);
    return `TOP ${index + 2}: ${words.measure().bare}\n${talk} ${resolution}`;
  });
  return {
    title: `Niederschrift: ${words.subject}`,
    paragraphs: [
      `Niederschrift über die Besprechung am ${formatLongDate(date)} in ${words.place}, Beginn ${random.int(15, 18)}:${random.pick(["00", "30"])} Uhr`,
      `Anwesend: ${words.person()}, ${words.person()}, ${words.person()}, ${words.clerk} (Protokoll)`,
      `TOP 1: Begrüßung\n${words.person()} eröffnet die Sitzung und stellt die Tagesordnung fest. ${paragraph(random, words, [[phrases.situationPhrases, 1]])}`,
      ...items,
      `TOP ${items.length + 2}: Verschiedenes\n${paragraph(random, words, [[phrases.nextPhrases, 2]])}`,
      `Für die Richtigkeit: ${words.clerk}`,
    ],
  };
};

const notice: Composer = (random, words) => ({
  title: `Bescheid: ${words.subject}`,
  paragraphs: [
    paragraph(random, words, [
      [phrases.noticePhrases.slice(0, 1), 1],
      [phrases.noticePhrases.slice(1), 2],
    ]),
    `Begründung: ${paragraph(random, words, [
      [phrases.findingPhrases, 1],
      [phrases.reasonPhrases, 2],
    ])}`,
    ...body(random, words, random.int(1, 2)),
    paragraph(random, words, [[phrases.noticePhrases.slice(1), 2]]),
    phrases.noticeClosing,
    `Im Auftrag\n${words.clerk}`,
  ],
});

const contract: Composer = (random, words) => {
  const clauses = random.shuffle(phrases.contractPhrases.slice(1)).slice(0, random.int(5, 7));
  return {
    title: `Vertrag: ${words.subject}`,
    paragraphs: [
      `Zwischen der Samtgemeinde Bevensen-Ebstorf und ${words.partner().dat} wird der folgende Vertrag geschlossen.`,
      ...[phrases.contractPhrases.slice(0, 1), clauses.slice(0, 3), clauses.slice(3)].map(
        (group, index) => `§ ${index + 1} ${group.map((phrase) => phrase(words)).join(" ")}`,
      ),
      `Anlass: ${paragraph(random, words, [
        [phrases.findingPhrases, 1],
        [phrases.situationPhrases, 2],
      ])}`,
      `Bad Bevensen, den ${words.earlier()}\n${words.person()}, ${words.person()}`,
    ],
  };
};

const plan: Composer = (random, words) => ({
  title: `Bauzeitenplan: ${words.subject}`,
  paragraphs: [
    paragraph(random, words, [[phrases.situationPhrases, 2]]),
    ...Array.from({ length: random.int(2, 3) }, () => paragraph(random, words, [[phrases.planPhrases, 3]])),
    paragraph(random, words, [
      [phrases.reasonPhrases, 1],
      [phrases.nextPhrases, 2],
    ]),
  ],
});

const memo: Composer = (random, words) => ({
  title: `Vermerk: ${words.subject}`,
  paragraphs: ["Vermerk", ...body(random, words, random.int(3, 5)), paragraph(random, words, [[phrases.nextPhrases, 1]]), words.clerk],
});

const composers: Readonly<Partial<Record<OfficeDocument["documentType"], Composer>>> = { letter, minutes, notice, contract, plan };

/** A document of the type asked for; types without a form of their own become a memo. */
export function documentText(random: Random, request: TextRequest): DocumentText {
  return (composers[request.documentType] ?? memo)(random, wordsOf(random, request), request);
}
