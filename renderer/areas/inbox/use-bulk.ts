// One act over many rows: sent as one group, all or nothing. Where some cannot go along it says which, and offers to go on without them.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { toDeskError } from "../../../shared/desk/errors.ts";
import type { InboxRow } from "../../../shared/desk/inbox-calls.ts";
import type { Intention } from "../../../shared/desk/record-calls.ts";
import { deskErrors } from "../../../shared/text/de/desk-errors.ts";
import { refusalText } from "../../../shared/text/refusal-text.ts";
import { useDeskCall } from "../../desk/use-call.ts";
import { undoneStep } from "../../desk/use-command.ts";
import { useSignedIn } from "../../desk/use-session.tsx";
import { useUndo } from "../../desk/use-undo.ts";
import { notify } from "../../state/notices.ts";
import type { InboxMarks } from "./use-inbox-marks.ts";

export type BulkAct =
  | { readonly name: "claim" }
  | { readonly name: "handOver"; readonly unit: string }
  | { readonly name: "followUp"; readonly title: string; readonly dueOn: string }
  | { readonly name: "addNote"; readonly text: string };

/** What could not go along, with the sentence why; `rest` can go on without it. */
export interface BulkStop {
  readonly act: BulkAct;
  readonly guilty: readonly { readonly id: string; readonly subject: string; readonly reason: string }[];
  readonly rest: readonly InboxRow[];
}

export interface Bulk {
  readonly act: (act: BulkAct, rows?: readonly InboxRow[]) => Promise<void>;
  readonly busy: boolean;
  readonly stop: BulkStop | null;
  readonly dismiss: () => void;
}

export function useBulk(marks: InboxMarks): Bulk {
  const { t } = useTranslation();
  const call = useDeskCall();
  const { directory, actor } = useSignedIn();
  const { undo } = useUndo();
  const [busy, setBusy] = useState(false);
  const [stop, setStop] = useState<BulkStop | null>(null);

  const act = async (what: BulkAct, rows: readonly InboxRow[] = marks.rows): Promise<void> => {
    const planned = rows.map((row) => ({ row, command: intentionOf(what, row, actor.personId) }));
    const without = planned.filter(({ command }) => command === undefined).map(({ row }) => ({ row, reason: t("inbox.bulk.noSuchStep") }));
    const commands = planned.flatMap(({ command }) => command ?? []);
    setBusy(true);
    try {
      if (without.length > 0 || commands.length === 0) return halt(what, rows, without);
      const result = await call("submit", { commands });
      const guilty = result.results.flatMap(({ refusal }, index) => {
        const row = rows[index];
        return refusal === null || refusal.code === "groupBroken" || row === undefined
          ? []
          : [{ row, reason: refusalText(refusal, directory) }];
      });
      if (guilty.length > 0) return halt(what, rows, guilty);
      setStop(null);
      marks.clear();
      const step = undoneStep(commands, result);
      const subjects = step.records?.map((record, index) => ({ ...record, subject: rows[index]?.subject ?? "" })) ?? [];
      notify({
        tone: "success",
        text: t(`inbox.bulk.done.${what.name}`, { count: rows.length }),
        undo: () => void undo({ ...step, records: subjects }),
        step: step.group,
      });
    } catch (thrown) {
      notify({ tone: "danger", text: deskErrors[toDeskError(thrown).code] });
    } finally {
      setBusy(false);
    }
  };
  const halt = (what: BulkAct, rows: readonly InboxRow[], guilty: readonly { readonly row: InboxRow; readonly reason: string }[]): void => {
    const rest = rows.filter((row) => !guilty.some((one) => one.row.id === row.id));
    setStop({ act: what, rest, guilty: guilty.map(({ row, reason }) => ({ id: row.id, subject: row.subject, reason })) });
  };
  return { act, busy, stop, dismiss: () => setStop(null) };
}

/** The command for one row; undefined where its kind knows no such step. */
function intentionOf(act: BulkAct, row: InboxRow, personId: string): Intention | undefined {
  const on = (name: string, args: Intention["args"]): Intention => ({ kind: row.kind, name, recordId: row.id, args });
  switch (act.name) {
    case "claim":
      return row.kind === "task" ? undefined : on("claim", {});
    case "handOver":
      return row.kind === "task" ? undefined : on(row.kind === "application" ? "handOver" : "assign", { unit: act.unit });
    case "addNote":
      return on("addNote", { text: act.text });
    case "followUp": {
      const { title, dueOn } = act;
      const about = { kind: row.kind, id: row.id };
      const args = { unit: row.unit, title: `${title}: ${row.subject}`.slice(0, 300), dueOn, person: personId, about };
      return { kind: "task", name: "create", recordId: null, args };
    }
  }
}
