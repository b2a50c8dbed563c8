// A valid task for tests; what a test is about goes into the overrides.
import type { AnyBody } from "../domain/command.ts";
import type { OfficeRecord } from "../domain/record.ts";
import type { Task } from "../domain/task/schema.ts";
import { buildRecord, type RecordParts } from "./record-builder.ts";

export const taskId = "0190a000-0000-7000-8000-0000000000e1";

/** The body of an open task of a unit. */
export function buildTask(overrides: Partial<Task> = {}): Task {
  return { schema: 1, title: "Rückmeldung einholen", dueOn: "2026-12-01", state: "open", notes: [], trail: [], ...overrides };
}

/** A task as a record of the citizens' office. */
export function buildTaskRecord(overrides: Partial<Task> = {}, parts: Partial<RecordParts> = {}): OfficeRecord<AnyBody> {
  return buildRecord("task", buildTask(overrides), { id: taskId, unit: "buergerservice", version: 1, ...parts });
}
