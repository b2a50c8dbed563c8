// A replica without threads and network, hand in hand with a fake town: for tests of what lies in the store.
// Must never be part of the program.
import { randomBytes } from "node:crypto";
import { must } from "../../../shared/base/must.ts";
import type { Intention, RecordResult, SubmitResult } from "../../../shared/desk/record-calls.ts";
import type { Answer } from "../../../shared/sync/push.ts";
import { outboxEntries } from "../outbox/entries.ts";
import { takeAnswers, takeBatch, type Batch } from "../outbox/send.ts";
import { submit } from "../outbox/submit.ts";
import { applyPull, beginEpoch, pullState, type PullApplied } from "../store/apply-pull.ts";
import { StoreDatabase } from "../store/database.ts";
import { writeIdentity } from "../store/meta.ts";
import { migrate } from "../store/migrate.ts";
import { queryRecord } from "../store/record-query.ts";
import type { FakeTown } from "./fake-town.ts";

export interface StoreDesk {
  readonly database: StoreDatabase;
  readonly key: Uint8Array;
  readonly device: string;
  readonly at: () => string;
  submit(...commands: readonly Intention[]): SubmitResult;
  take(): Batch;
  answer(batch: Batch): readonly Answer[];
  push(): readonly Answer[];
  pull(limit?: number): PullApplied;
  sync(): void;
  record(kind: string, id: string): RecordResult;
  states(): readonly string[];
}

/** Opens (or opens again) the replica of one of the town's people in a file. */
export function openStoreDesk(file: string, town: FakeTown, userName: string, key: Uint8Array = randomBytes(32)): StoreDesk {
  const database = new StoreDatabase({ file, key, readOnly: false });
  migrate(database);
  const person = must(town.people.get(userName), "the test added this person");
  database.transaction(() => writeIdentity(database, { actor: person.actor, directory: town.directory }));
  beginEpoch(database, town.epoch);
  const device = "00000000-0000-4000-8000-000000000001";
  const at = (): string => town.now().toISOString();
  const desk: StoreDesk = {
    database,
    key,
    device,
    at,
    submit: (...commands) => submit(database, { commands, at: at(), device }),
    take: () => takeBatch(database),
    answer: (batch) => {
      const answers = town.push(
        person.actor,
        batch.map((one) => one.command),
      );
      takeAnswers(database, answers);
      return answers;
    },
    push: () => desk.answer(desk.take()),
    pull: (limit = 10_000) => {
      const { epoch, cursors, upTo } = pullState(database);
      const lines = town.pull(person.actor, { version: 1, epoch, cursors: { ...cursors }, limit });
      return applyPull(database, { lines: lines.map((line) => `${JSON.stringify(line)}\n`).join(""), upTo, at: at() });
    },
    sync: () => {
      desk.push();
      desk.pull();
    },
    record: (kind, id) => queryRecord(database, { ref: { kind, id }, at: at() }),
    states: () => outboxEntries(database).map((entry) => entry.state),
  };
  return desk;
}
