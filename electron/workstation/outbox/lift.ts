// Takes off the own steps that an answer touches, and lays them on again once it is in. All others stay where they lie, so that
// what a part of an answer costs follows from that part. Must run inside the caller's transaction.
import { recordKey, type RecordRef } from "../../../shared/domain/record.ts";
import type { WritableDatabase } from "../store/database.ts";
import { anyLive, replay, replayStep, takeBack, takeBackRecord } from "./replay.ts";
import { allStepsNoted, liveStepsOn, openStepRecords, recordsOfStep } from "./step-records.ts";

/** Own steps off and on again around what the server says. */
export interface Lift {
  /** There were live steps when it began. */
  readonly any: boolean;
  /**
   * Before the server's word on a record: every step goes that reads or changes it, and what follows from those. Of a record that
   * is `writtenOver` whole nobody needs what was beneath.
   */
  off(ref: RecordRef, writtenOver?: boolean): void;
  /** The same before a step itself ends. */
  offStep(seq: number): void;
  /** Before something that may concern any record. */
  allOff(): void;
  /** What was taken off and still counts, on top again in the person's order. */
  backOn(): void;
}

/** Nothing is taken off yet. Steps that nobody has run since the file was opened may touch anything: with one of those all go. */
export function liftSteps(database: WritableDatabase): Lift {
  openStepRecords(database);
  const live = anyLive(database);
  const lifted = new Set<number>();
  const seen = new Set<string>();
  let all = false;

  const allOff = (): void => {
    if (all || !live) return;
    all = true;
    takeBack(database);
  };
  if (live && !allStepsNoted(database)) allOff();

  const follow = (refs: readonly RecordRef[], writtenOver?: RecordRef): void => {
    const open = [...refs];
    for (let ref = open.pop(); ref !== undefined; ref = open.pop()) {
      const key = recordKey(ref);
      if (seen.has(key)) continue;
      seen.add(key);
      if (ref !== writtenOver) takeBackRecord(database, ref);
      for (const seq of liveStepsOn(database, ref)) {
        if (lifted.has(seq)) continue;
        lifted.add(seq);
        open.push(...recordsOfStep(database, seq));
      }
    }
  };

  return {
    any: live,
    allOff,
    off: (ref, writtenOver = false) => {
      if (live && !all) follow([ref], writtenOver ? ref : undefined);
    },
    offStep: (seq) => {
      if (!live || all || lifted.has(seq)) return;
      lifted.add(seq);
      follow(recordsOfStep(database, seq));
    },
    backOn: () => {
      if (all) replay(database);
      else for (const seq of [...lifted].sort((one, other) => one - other)) replayStep(database, seq);
    },
  };
}
