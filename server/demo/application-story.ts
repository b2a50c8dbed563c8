// What happened to one application from its arrival to its file: planned first, so that its document's id is known without telling it.
import { addDays, officeDateAt } from "../../shared/base/office-date.ts";
import { derivedId } from "../../shared/base/hash.ts";
import { systemActor, type Actor } from "../../shared/domain/actor.ts";
import type { Application, ApplicationState } from "../../shared/domain/application/schema.ts";
import type { AnyBody } from "../../shared/domain/command.ts";
import { centralUnit, serviceByCode } from "../../shared/domain/services.ts";
import { serviceLabel } from "../../shared/text/de/domain.ts";
import { uuidAt } from "../../shared/testing/ids.ts";
import type { Random } from "../../shared/testing/random.ts";
import { planNumberOf, type Archive } from "./files.ts";
import { lazily } from "./lazily.ts";
import { History, type TownRecord } from "./history.ts";
import { workTime } from "./office-time.ts";
import { demoActor } from "./people.ts";
import { clerkNotes, decisionReasons } from "./words/application-words.ts";

export interface StoryPlan {
  readonly id: string;
  readonly state: ApplicationState;
  readonly service: string;
  readonly receivedAt: number;
  readonly now: number;
  readonly archive: Archive;
}

type Received = Pick<Application, "service" | "memberMunicipality" | "applicant" | "payload" | "source" | "attachments">;

export interface ApplicationStory {
  /** The document the application became, where it is filed. */
  readonly documentId: string | undefined;
  /** Runs the story; `text` names the extracted text of the form. */
  readonly tell: (received: Received, text: () => AnyBody) => readonly TownRecord[];
}

const clerksOf: Readonly<Record<string, readonly string[]>> = {
  buergerservice: ["kbrandt", "hmeyer"],
  standesamt: ["kbrandt", "dkrueger"],
  gewerbe: ["kbrandt", "nschulze"],
  steuern: ["kbrandt", "ubehrens"],
  [centralUnit]: ["lwinkel"],
};

/** Office days from one step to the next. */
const pace = { claim: [0, 3], decide: [0, 3], close: [0, 2], file: [0, 2] } as const;

/** Plans the story; chance decides who acts when and what is written. */
export function storyOf(random: Random, plan: StoryPlan): ApplicationStory {
  const { id, state, service, receivedAt, now, archive } = plan;
  const known = serviceByCode(service);
  const unit = known?.unit ?? centralUnit;
  const clerk = demoActor(random.pick(clerksOf[unit] ?? ["jlueders"]));
  const times = lazily(() => stepTimes(random.fork("times"), receivedAt, now));
  const filing = lazily(() => uuidAt(random.fork("filing"), times().file));
  const documentId = state === "filed" ? derivedId(filing(), 0) : undefined;
  const file = documentId === undefined ? undefined : archive.yearly(planNumberOf(service), times().file);
  const tell: ApplicationStory["tell"] = (received, text) => {
    const history = new History(random.fork("commands"), file === undefined ? [] : [file.open]);
    const said = random.fork("said");
    const run = (name: string, args: AnyBody, actor: Actor, instant: number, commandId?: string): void => {
      history.run("application", name, id, args, actor, instant, commandId);
    };
    const deadline = known === undefined ? {} : { deadline: addDays(officeDateAt(receivedAt), known.deadline.days) };
    run("receive", { ...received, unit, ...deadline }, systemActor, receivedAt);
    if (state === "received") return history.records();
    const { claim, decide, close, file: filedAt } = times();
    run("claim", {}, clerk, claim);
    if (said.chance(0.35)) run("addNote", { text: said.pick(clerkNotes[unit] ?? ["Geprüft."]) }, clerk, midway(said, claim, decide));
    if (state === "inProgress") return history.records();
    const outcome = said.weighted({ approved: 86, partlyApproved: 6, rejected: 8 });
    run("decide", { outcome, reason: said.pick(decisionReasons[outcome]) }, clerk, decide);
    if (state === "decided") return history.records();
    if (state === "closed" || said.chance(0.6)) run("close", {}, clerk, close);
    if (documentId === undefined || file === undefined) return history.records();
    const title = `${serviceLabel(service)}: ${received.applicant.familyName}, ${received.applicant.givenNames}`;
    run("fileAway", { fileId: file.record.id, title }, clerk, filedAt, filing());
    history.run("document", "attachText", documentId, text(), systemActor, filedAt + 1500);
    return history.records();
  };
  return { documentId, tell };
}

function stepTimes(random: Random, receivedAt: number, now: number): Readonly<Record<keyof typeof pace, number>> {
  const claim = workTime(random, receivedAt, now, ...pace.claim);
  const decide = workTime(random, claim, now, ...pace.decide);
  const close = workTime(random, decide, now, ...pace.close);
  return { claim, decide, close, file: workTime(random, close, now - 2000, ...pace.file) };
}

function midway(random: Random, from: number, to: number): number {
  return from + Math.floor((to - from) * (0.1 + 0.7 * random.next()));
}
