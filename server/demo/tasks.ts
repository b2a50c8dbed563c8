// The tasks of the demo town: what somebody has to look at again on a day, for a unit or a person; some of them done.
import { addDays, officeDateAt } from "../../shared/base/office-date.ts";
import { uuidAt } from "../../shared/testing/ids.ts";
import type { Random } from "../../shared/testing/random.ts";
import type { DemoFile } from "./files.ts";
import { History } from "./history.ts";
import { workTime } from "./office-time.ts";
import { demoActor } from "./people.ts";
import type { TownPart } from "./town-part.ts";

const titles = [
  "Rückmeldung einholen",
  "Unterlagen nachfordern",
  "Angebot prüfen",
  "Termin mit der Fachfirma abstimmen",
  "Sachstand für den Ausschuss zusammenstellen",
  "Frist für die Stellungnahme",
  "Gebühreneingang prüfen",
  "Abnahme vorbereiten",
  "Verwendungsnachweis vorlegen",
  "Kündigungsfrist des Vertrags",
] as const;

const clerkOf: Readonly<Record<string, string>> = {
  buergerservice: "hmeyer",
  standesamt: "dkrueger",
  gewerbe: "nschulze",
  steuern: "ubehrens",
  finanzen: "gthiele",
  kasse: "gthiele",
  "zentrale-dienste": "lwinkel",
};

/** One task about a file. */
export function taskPart(random: Random, files: readonly DemoFile[], now: number): TownPart {
  const file = random.pick(files);
  const createdAt = workTime(random, Math.max(file.openedAt, now - random.int(2, 60) * 86_400_000), now - 60_000, 0, 2);
  const clerk = demoActor(random.chance(0.25) ? "jlueders" : (clerkOf[file.unit] ?? "jlueders"));
  const person = random.chance(0.4) ? { person: random.pick([clerk.personId, demoActor("kbrandt").personId]) } : {};
  const isDone = random.chance(0.3);
  return {
    contents: () => [],
    texts: () => [],
    records: () => {
      const history = new History(random.fork("commands"));
      const id = uuidAt(random.fork("id"), createdAt);
      const create = {
        unit: file.unit,
        title: `${random.fork("title").pick(titles)}: ${file.title}`,
        dueOn: addDays(officeDateAt(now), random.fork("due").int(isDone ? -30 : -6, 28)),
        about: { kind: "file", id: file.record.id },
        ...person,
      };
      history.run("task", "create", id, create, clerk, createdAt);
      if (isDone) history.run("task", "complete", id, {}, clerk, workTime(random.fork("done"), createdAt, now, 0, 10));
      return history.records();
    },
  };
}
