// The demo town hall: the same seed and the same `now` give the same town, of any size, without ever holding it in memory.
import { newTownPolicy } from "../../shared/domain/policy.ts";
import { randomOf } from "../../shared/testing/random.ts";
import type { Town, TownContent } from "../store/town.ts";
import { applicationPart, sharedFormsOf } from "./applications.ts";
import { documentPart } from "./documents.ts";
import { archiveOf } from "./files.ts";
import { invoicePart, type InvoicePart, type InvoiceTruth } from "./invoices.ts";
import { DemoBudget, demoLedgerKeepers, ledgerRecords } from "./ledger-records.ts";
import { letterPart } from "./letters.ts";
import { demoDirectory, townPeople } from "./people.ts";
import { supplierRecords } from "./supplier-records.ts";
import { taskPart } from "./tasks.ts";
import type { TownPart } from "./town-part.ts";

export interface TownOptions {
  readonly seed: string | number;
  /** Today: ages and deadlines look right on this day, and nothing happens after it. */
  readonly now: Date;
  readonly applications?: number;
  readonly invoices?: number;
  /** Documents of the archive besides those that filed applications and invoices become. */
  readonly documents?: number;
  /** Files of the archive; the yearly files come even where fewer are wanted. */
  readonly files?: number;
  readonly tasks?: number;
  /** Letters that the post room scanned. */
  readonly letters?: number;
  /** Part of the applications that still wait for somebody, 0 to 1. */
  readonly openShare?: number;
  /** So many of a hundred scans are drawn to be held beside their paper; as long as it is left out none are. */
  readonly samples?: number;
  /** `shared` makes one form a service instead of one an application: for towns of 100,000 and more. */
  readonly forms?: "each" | "shared";
}

export interface DemoTown extends Town {
  /** What each invoice file says, to score a reader by. */
  readonly truth: Iterable<InvoiceTruth>;
}

/** Generates a town; its iterables may be walked as often as wanted and always give the same. */
export function generateTown(options: TownOptions): DemoTown {
  const {
    seed,
    applications = 400,
    invoices = 300,
    documents = 3000,
    files = 400,
    tasks = 60,
    letters = 24,
    openShare = 0.45,
    forms = "each",
    samples,
  } = options;
  const kept = { ...newTownPolicy, ledgerKeepers: demoLedgerKeepers };
  const policy = samples === undefined ? kept : { ...kept, qualitySamplePercent: samples };
  const now = options.now.getTime();
  const random = randomOf(seed);
  const archive = archiveOf(random.fork("archive"), now, files);
  const sharedForms = forms === "shared" ? sharedFormsOf(random.fork("forms"), now) : undefined;
  const withTopic = archive.files.filter((file) => file.topic !== undefined);
  function* invoiceParts(): Generator<InvoicePart> {
    for (let index = 0; index < invoices; index += 1) yield invoicePart(random.fork("invoice", index), index, { now, archive, policy });
  }
  function* parts(): Generator<TownPart> {
    for (let index = 0; index < applications; index += 1)
      yield applicationPart(random.fork("application", index), index, { now, archive, openShare, sharedForms });
    yield* invoiceParts();
    for (let index = 0; index < tasks; index += 1) yield taskPart(random.fork("task", index), archive.files, now);
    for (let index = 0; index < letters; index += 1) yield letterPart(random.fork("letter", index), index, now);
    for (let index = 0; index < (withTopic.length === 0 ? 0 : documents); index += 1)
      yield documentPart(random.fork("document", index), withTopic, now);
  }
  return {
    directory: demoDirectory(policy),
    people: townPeople(),
    intakeSources: [{ id: "portal", key: "demo-portal-key" }],
    records: walk(function* () {
      for (const file of archive.files) yield file.record;
      // A town without invoices pays nobody.
      if (invoices > 0) yield* supplierRecords;
      if (invoices > 0) yield* ledgerRecords(policy);
      const budget = new DemoBudget(now, policy);
      for (const part of parts()) yield* budget.tell(part.records());
      // Last, as orders reserve on them.
      if (invoices > 0) yield* budget.records();
    }),
    texts: walk(function* () {
      for (const part of parts()) yield* part.texts();
    }),
    contents: contentsOf(parts),
    truth: walk(function* () {
      for (const part of invoiceParts()) yield part.truth();
    }),
  };
}

function walk<T>(make: () => Generator<T>): Iterable<T> {
  return { [Symbol.iterator]: make };
}

/** Every content once, although many records may name it. */
function contentsOf(parts: () => Iterable<TownPart>): AsyncIterable<TownContent> {
  return {
    async *[Symbol.asyncIterator]() {
      const given = new Set<string>();
      for (const part of parts()) {
        for (const { sha256, bytes } of part.contents()) {
          if (given.has(sha256)) continue;
          given.add(sha256);
          yield await Promise.resolve({ sha256, bytes });
        }
      }
    },
  };
}
