// The applications of the demo town: every service in every state, each with its form and a life that the rules allowed.
import { officeDateAt } from "../../shared/base/office-date.ts";
import { applicationStates, type Application, type ApplicationState } from "../../shared/domain/application/schema.ts";
import { services } from "../../shared/domain/services.ts";
import { uuidAt } from "../../shared/testing/ids.ts";
import type { Random } from "../../shared/testing/random.ts";
import { formContent, formPages, type FormData } from "./application-form.ts";
import { payloadOf } from "./application-payload.ts";
import { storyOf } from "./application-story.ts";
import { attachment, usualAttachments } from "./attachments.ts";
import type { Content } from "./content.ts";
import { textRef } from "./documents.ts";
import type { Archive } from "./files.ts";
import { lazily } from "./lazily.ts";
import { anyTime, isoOf } from "./office-time.ts";
import { textOfPages } from "./pdf/sheet.ts";
import { applicantOf, placeOf } from "./person-data.ts";
import type { TownPart } from "./town-part.ts";

export interface ApplicationOptions {
  readonly now: number;
  readonly archive: Archive;
  /** Part of all applications that wait for somebody, 0 to 1. */
  readonly openShare: number;
  /** Forms by service where applications share them; where there are none each application has its own. */
  readonly sharedForms: ReadonlyMap<string, Content> | undefined;
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

/** One form for each service, the same for every application: for towns so large that forms of their own would fill the disk. */
export function sharedFormsOf(random: Random, now: number): ReadonlyMap<string, Content> {
  return new Map(
    [...services.map((service) => service.code), unknownService].map((service) => {
      return [service, formContent(formDataOf(random.fork(service), service, now, "BE-MUSTER"))];
    }),
  );
}

function formDataOf(random: Random, service: string, receivedAt: number, submissionId: string): FormData {
  const place = placeOf(random);
  const date = officeDateAt(receivedAt);
  const applicant = applicantOf(random, place, Number(date.slice(0, 4)));
  const payload = payloadOf(random, { service, applicant, date });
  const source = { adapter: "portal", submissionId };
  return { service, memberMunicipality: place.municipality, applicant, payload, source, receivedAt: isoOf(receivedAt) };
}

/** The `index`-th application. */
export function applicationPart(random: Random, index: number, options: ApplicationOptions): TownPart {
  const { now } = options;
  const { service, state } = caseOf(random, index, options.openShare);
  const receivedAt = anyTime(random, now, ...ages[state]);
  const data = lazily(() =>
    formDataOf(random.fork("form"), service, receivedAt, `BE-${random.fork("source").hex(8).toUpperCase()}-${index}`),
  );
  const added = lazily(() => {
    const habit = random.fork("added");
    return usualAttachments(service)
      .filter(() => habit.chance(0.6))
      .slice(0, 2);
  });
  const contents = (): readonly Content[] => [options.sharedForms?.get(service) ?? formContent(data()), ...added().map(attachment)];
  const text = (): string => textOfPages(formPages(data()));
  const story = storyOf(random.fork("story"), {
    id: uuidAt(random.fork("id"), receivedAt),
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
      const { receivedAt: _shownOnForm, ...sent } = data();
      return story.tell({ ...sent, attachments }, () => textRef(text()));
    },
  };
}
