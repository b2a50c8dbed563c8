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
  readonly tell: (received: Received, text: AnyBody) => readonly TownRecord[];
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
  const [claimedAt, decidedAt, closedAt, filedAt] = stepTimes(random, receivedAt, now);
  const filing = uuidAt(random, filedAt);
  const documentId = state === "filed" ? derivedId(filing, 0) : undefined;
  const file = archive.yearly(planNumberOf(service), filedAt);
  const tell: ApplicationStory["tell"] = (received, text) => {
    const history = new History(random.fork("commands"), [file.open]);
    const said = random.fork("said");
    const run = (name: string, args: AnyBody, actor: Actor, instant: number, commandId?: string): void => {
      history.run("application", name, id, args, actor, instant, commandId);
    };
    const deadline = known === undefined ? {} : { deadline: addDays(officeDateAt(receivedAt), known.deadline.days) };
    run("receive", { ...received, unit, ...deadline }, systemActor, receivedAt);
    if (state === "received") return history.records();
    run("claim", {}, clerk, claimedAt);
    if (said.chance(0.35)) run("addNote", { text: said.pick(clerkNotes[unit] ?? ["Geprüft."]) }, clerk, midway(said, claimedAt, decidedAt));
    if (state === "inProgress") return history.records();
    const outcome = said.weighted({ approved: 86, partlyApproved: 6, rejected: 8 });
    run("decide", { outcome, reason: said.pick(decisionReasons[outcome]) }, clerk, decidedAt);
    if (state === "decided") return history.records();
    if (state === "closed" || said.chance(0.6)) run("close", {}, clerk, closedAt);
    if (documentId === undefined) return history.records();
    const title = `${serviceLabel(service)}: ${received.applicant.familyName}, ${received.applicant.givenNames}`;
    run("fileAway", { fileId: file.record.id, title }, clerk, filedAt, filing);
    history.run("document", "attachText", documentId, text, systemActor, filedAt + 1500);
    return history.records();
  };
  return { documentId, tell };
}

function stepTimes(random: Random, receivedAt: number, now: number): readonly [number, number, number, number] {
  const claimedAt = workTime(random, receivedAt, now, ...pace.claim);
  const decidedAt = workTime(random, claimedAt, now, ...pace.decide);
  const closedAt = workTime(random, decidedAt, now, ...pace.close);
  return [claimedAt, decidedAt, closedAt, workTime(random, closedAt, now - 2000, ...pace.file)];
}

function midway(random: Random, from: number, to: number): number {
  return from + Math.floor((to - from) * (0.1 + 0.7 * random.next()));
}
