// The files of the demo archive: one a year for what is decided and paid, and many about the topics of the office.
import { officeDateAt } from "../../shared/base/office-date.ts";
import { services, serviceByCode } from "../../shared/domain/services.ts";
import { uuidAt } from "../../shared/testing/ids.ts";
import type { Random } from "../../shared/testing/random.ts";
import { filePlan, invoicePlanNumbers } from "./file-plan.ts";
import { History, type TownRecord } from "./history.ts";
import { workTime } from "./office-time.ts";
import { demoActor } from "./people.ts";
import { placeOf } from "./person-data.ts";
import { buildingTopics } from "./words/topics-building.ts";
import { officeTopics } from "./words/topics-office.ts";
import type { Topic } from "./words/topic.ts";

export const topics: readonly Topic[] = [...buildingTopics, ...officeTopics];

/** A file with what its documents need to know. */
export interface DemoFile {
  readonly unit: string;
  readonly number: string;
  readonly title: string;
  readonly openedAt: number;
  /** Where the file is closed: until when documents came in. */
  readonly closedAt: number | undefined;
  /** The record while it was open: what commands read that file something away. */
  readonly open: TownRecord;
  /** The record as it is now. */
  readonly record: TownRecord;
  /** Absent for the yearly files of decided applications and paid invoices. */
  readonly topic: Topic | undefined;
}

export interface Archive {
  readonly files: readonly DemoFile[];
  /** The open yearly file of a plan entry for something that is filed at an instant. */
  readonly yearly: (planNumber: string, instant: number) => DemoFile;
}

const yearOf = (instant: number): string => officeDateAt(instant).slice(0, 4);

/** Opens about `count` files (yearly ones included, and never fewer than those). */
export function archiveOf(random: Random, now: number, count: number): Archive {
  const numbers = new Map<string, number>();
  const nextNumber = (planNumber: string, year: string): string => {
    const key = `${planNumber}-${year}`;
    const next = (numbers.get(key) ?? 0) + 1;
    numbers.set(key, next);
    return `${key}/${String(next).padStart(4, "0")}`;
  };
  const open = (from: Random, plan: string, title: string, openedAt: number, closedAt?: number, topic?: Topic): DemoFile => {
    const unit = unitOf(plan);
    const number = nextNumber(plan, yearOf(openedAt));
    const history = new History(from);
    const id = uuidAt(from, openedAt);
    const archivist = demoActor(unit === "zentrale-dienste" ? "lwinkel" : "shartmann");
    history.run("file", "open", id, { unit, number, title, planNumber: plan }, archivist, openedAt);
    const opened = history.record("file", id);
    if (closedAt !== undefined) history.run("file", "close", id, {}, archivist, closedAt);
    return { unit, number, title, openedAt, closedAt, open: opened, record: history.record("file", id), topic };
  };
  const yearlyFiles = new Map<string, DemoFile>();
  const thisYear = Number(yearOf(now));
  for (const year of [thisYear - 1, thisYear]) {
    for (const [plan, title] of yearlyTitles()) {
      const openedAt = Math.min(Date.parse(`${year}-01-01T05:00:00Z`), now - 1000);
      yearlyFiles.set(`${plan}-${year}`, open(random.fork("yearly", plan, year), plan, `${title} ${year}`, openedAt));
    }
  }
  const others = Array.from({ length: Math.max(0, count - yearlyFiles.size) }, (_unused, index) => {
    const from = random.fork("file", index);
    const topic = topics[index % topics.length] ?? from.pick(topics);
    const age = from.int(20, 1000);
    const openedAt = workTime(from, now - age * 86_400_000, now, 0, 3);
    const closedAt = age > 300 && from.chance(0.45) ? workTime(from, openedAt, now, 150, age - 60) : undefined;
    const title = from.pick(topic.titles).replace("{ort}", placeOf(from).municipality);
    return open(from, from.pick(topic.plan), `${title} (${yearOf(openedAt)})`, openedAt, closedAt, topic);
  });
  return {
    files: [...yearlyFiles.values(), ...others],
    yearly: (planNumber, instant) => {
      const found = yearlyFiles.get(`${planNumber}-${yearOf(instant)}`);
      if (found === undefined) throw new Error(`impossible: no yearly file for ${planNumber} in ${yearOf(instant)}`);
      return found;
    },
  };
}

function unitOf(planNumber: string): string {
  const entry = filePlan.find((candidate) => candidate.number === planNumber);
  if (entry === undefined) throw new Error(`impossible: the file plan has no ${planNumber}`);
  return entry.unit;
}

/** The plan entry that applications of a service are filed under; unknown services go to general requests. */
export function planNumberOf(service: string): string {
  return serviceByCode(service)?.planNumber ?? "10.2";
}

function yearlyTitles(): ReadonlyMap<string, string> {
  const numbers = [...new Set([...services.map((service) => service.planNumber), "10.2", ...Object.values(invoicePlanNumbers)])];
  return new Map(numbers.map((number) => [number, filePlan.find((entry) => entry.number === number)?.title ?? number]));
}
