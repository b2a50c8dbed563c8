// The applications of the demo town: every service in every state, each with its form and a life that the rules allowed.
import { officeDateAt } from "../../shared/base/office-date.ts";
import { applicationStates, type Application, type ApplicationState } from "../../shared/domain/application/schema.ts";
import { services } from "../../shared/domain/services.ts";
import { serviceLabel } from "../../shared/text/de/domain.ts";
import { uuidAt } from "../../shared/testing/ids.ts";
import type { Random } from "../../shared/testing/random.ts";
import { formPages, type FormData } from "./application-form.ts";
import { payloadOf } from "./application-payload.ts";
import { storyOf } from "./application-story.ts";
import { attachment, usualAttachments } from "./attachments.ts";
import { contentOf, type Content } from "./content.ts";
import { textRef } from "./documents.ts";
import type { Archive } from "./files.ts";
import { anyTime, isoOf } from "./office-time.ts";
import { textOfPages } from "./pdf/sheet.ts";
import { pdfOfPages } from "./pdf/write-pdf.ts";
import { applicantOf, placeOf } from "./person-data.ts";
import type { TownPart } from "./town-part.ts";
import { townAddress } from "./words/places.ts";

export interface ApplicationOptions {
  readonly now: number;
  readonly archive: Archive;
  /** Part of all applications that wait for somebody, 0 to 1. */
  readonly openShare: number;
  /** `each`: every application has a form of its own; `shared`: one form a service, for towns of any size. */
  readonly forms: "each" | "shared";
}

const serviceWeights = {
  CIVIL_CERT_BIRTH: 14,
  CIVIL_CERT_MARRIAGE: 7,
  CIVIL_CERT_PARTNERSHIP: 1,
  CIVIL_CERT_DEATH: 6,
  RESIDENCE_CERT_SIMPLE: 13,
  RESIDENCE_CERT_EXTENDED: 7,
  DOG_TAX_REGISTER: 12,
  DOG_TAX_DEREGISTER: 7,
  TRADE_REGISTER: 8,
  TRADE_CHANGE: 4,
  TRADE_DEREGISTER: 5,
  APPOINTMENT_REQUEST: 10,
  LOST_PROPERTY: 6,
} as const;

/** Days since receipt, by what became of the application since. */
const ages: Readonly<Record<ApplicationState, readonly [from: number, to: number]>> = {
  received: [0, 9],
  inProgress: [1, 20],
  decided: [4, 40],
  closed: [8, 75],
  filed: [12, 150],
};

const unknownService = "ALLGEMEINES_ANLIEGEN";

/** The first applications go through every service and state in turn, one is of no known service; the rest is chance. */
function caseOf(random: Random, index: number, openShare: number): { service: string; state: ApplicationState } {
  const planned = services[index % services.length];
  const plannedState = applicationStates[Math.floor(index / services.length)];
  if (planned !== undefined && plannedState !== undefined && openShare > 0 && openShare < 1)
    return { service: planned.code, state: plannedState };
  if (index === services.length * applicationStates.length) return { service: unknownService, state: "received" };
  const state = random.chance(openShare)
    ? random.weighted({ received: 58, inProgress: 42 })
    : random.weighted({ decided: 20, closed: 22, filed: 58 });
  return { service: random.weighted(serviceWeights), state };
}

const sharedForms = new Map<string, Content>();

function formOf(data: FormData, forms: ApplicationOptions["forms"]): Content {
  const make = (): Content => {
    const title = `Antrag ${serviceLabel(data.service)}`;
    const pdf = pdfOfPages(formPages(data), { title, author: townAddress.name, createdAt: data.receivedAt });
    return contentOf(pdf, "Antrag.pdf", "application/pdf");
  };
  if (forms === "each") return make();
  const known = sharedForms.get(data.service) ?? make();
  sharedForms.set(data.service, known);
  return known;
}

/** The `index`-th application. */
export function applicationPart(random: Random, index: number, options: ApplicationOptions): TownPart {
  const { now } = options;
  const { service, state } = caseOf(random, index, options.openShare);
  const receivedAt = anyTime(random, now, ...ages[state]);
  const receivedOn = officeDateAt(receivedAt);
  const place = placeOf(random);
  const applicant = applicantOf(random, place, Number(receivedOn.slice(0, 4)));
  const data: FormData = {
    service,
    memberMunicipality: place.municipality,
    applicant,
    payload: payloadOf(random, { service, applicant, date: receivedOn }),
    source: { adapter: "portal", submissionId: `BE-${random.hex(8).toUpperCase()}-${index}` },
    receivedAt: isoOf(receivedAt),
  };
  const added = usualAttachments(service)
    .filter(() => random.chance(0.6))
    .slice(0, 2);
  const contents = (): readonly Content[] => [formOf(data, options.forms), ...added.map(attachment)];
  const text = (): string => textOfPages(formPages(data));
  const story = storyOf(random.fork("story"), {
    id: uuidAt(random, receivedAt),
    state,
    receivedAt,
    now,
    service,
    archive: options.archive,
  });
  return {
    contents,
    texts: () => (story.documentId === undefined ? [] : [{ documentId: story.documentId, text: text() }]),
    records: () => {
      const [form, ...more] = contents().map((content) => content.ref);
      if (form === undefined) throw new Error("impossible: every application has a form");
      const attachments: Application["attachments"] = [
        { content: form, purpose: "form" },
        ...more.map((content) => ({ content, purpose: "attachment" as const })),
      ];
      const { receivedAt: _shownOnForm, ...sent } = data;
      return story.tell({ ...sent, attachments }, textRef(text()));
    },
  };
}
