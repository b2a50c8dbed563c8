// A task (Wiedervorlage) in the reading pane: what is to do, until when, for whom, and what it is about.
import { useTranslation } from "react-i18next";
import { deviatingScanTopic, qualitySampleTopic, taskSchema, type Task } from "../../../shared/domain/task/schema.ts";
import { readableBody } from "../../../shared/domain/readable-body.ts";
import { kinds, states, taskTitle } from "../../../shared/text/de/domain.ts";
import { formatLongDate } from "../../../shared/text/format.ts";
import { lookUp, personName, unitName } from "../../../shared/text/refusal-text.ts";
import { ActionButton } from "../../components/action-button.tsx";
import { Button } from "../../components/button.tsx";
import { Deadline } from "../../components/cells.tsx";
import { DataList, Section } from "../../components/data-list.tsx";
import { HistoryList } from "../../components/history-list.tsx";
import { Message } from "../../components/messages.tsx";
import { NotesSection } from "../../components/notes-section.tsx";
import { OwnSteps } from "../../components/own-steps.tsx";
import { Pill } from "../../components/pill.tsx";
import { RecordHeader } from "../../components/record-header.tsx";
import { RecordState } from "../../components/record-state.tsx";
import { useRecord, type RecordHandle } from "../../desk/use-record.ts";
import { useSignedIn } from "../../desk/use-session.tsx";
import { usePlace } from "../../state/place.ts";
import { CameList } from "./came-list.tsx";

export function TaskView({ id }: { readonly id: string }) {
  const handle = useRecord("task", id);
  const { error, value } = handle.state;
  if (error !== undefined) return <RecordState state={error} />;
  if (value === undefined) return <RecordState state="loading" />;
  if (value.record === null) return <RecordState state="missing" />;
  const parsed = taskSchema.safeParse(readableBody(value.record.body));
  if (!parsed.success) return <RecordState state="unreadable" />;
  return <ShownTask id={id} unit={value.record.unit} task={parsed.data} handle={handle} />;
}

interface ShownTaskProps {
  readonly id: string;
  readonly unit: string;
  readonly task: Task;
  readonly handle: RecordHandle;
}

function ShownTask({ id, unit, task, handle }: ShownTaskProps) {
  const { t } = useTranslation();
  const { actor, directory, today } = useSignedIn();
  const open = usePlace((store) => store.open);
  const { about, came } = task;
  const done = task.state === "done";
  const isSample = task.topic === qualitySampleTopic;
  return (
    <div className="record">
      <RecordHeader
        icon="task"
        title={taskTitle(task.title, task.topic, came === undefined ? undefined : { count: came.length, more: task.more === true })}
        line={
          <>
            <span>{kinds.task}</span>
            <Deadline date={task.dueOn} today={today} />
          </>
        }
        state={
          <Pill tone={done ? "success" : "neutral"} icon={done ? "check" : "task"}>
            {states[task.state]}
          </Pill>
        }
        actions={
          isSample && about !== undefined && !done ? (
            // It is done with the finding, and that is noted at the invoice.
            <Button variant="primary" icon="scanner" onPress={() => open(about)}>
              {t("inbox.task.compare")}
            </Button>
          ) : done ? (
            <ActionButton
              label={t("inbox.task.resume")}
              icon="undo"
              whyNot={handle.whyNot("resume")}
              onPress={() => void handle.submit("resume", {}, t("inbox.task.resumed"))}
              isPending={handle.busy}
            />
          ) : (
            <ActionButton
              label={t("inbox.task.complete")}
              icon="check"
              variant="primary"
              whyNot={handle.whyNot("complete")}
              onPress={() => void handle.submit("complete", {}, t("inbox.task.completed"))}
              isPending={handle.busy}
            />
          )
        }
      />
      <div className="pane__body">
        <OwnSteps entries={handle.state.value?.outbox ?? []} directory={directory} onResolve={handle.resolve} />
        {task.topic === qualitySampleTopic || task.topic === deviatingScanTopic ? (
          <div className="own-steps">
            <Message tone="info">{t(`inbox.task.hints.${task.topic}`)}</Message>
          </div>
        ) : null}
        {came !== undefined && <CameList topic={task.topic} came={came} more={task.more === true} />}
        <Section title={kinds.task}>
          <DataList
            items={[
              { label: t("inbox.task.due"), value: formatLongDate(task.dueOn) },
              {
                label: t("inbox.task.for"),
                value: task.person === undefined ? unitName(unit, directory) : personName(task.person, directory),
              },
              ...(about === undefined
                ? []
                : [
                    {
                      label: t("inbox.task.about"),
                      value: (
                        <Button variant="quiet" icon="chevronRight" onPress={() => open(about)}>
                          {lookUp(kinds, about.kind) ?? about.kind}
                        </Button>
                      ),
                    },
                  ]),
            ]}
          />
        </Section>
        <NotesSection
          notes={task.notes}
          directory={directory}
          personId={actor.personId}
          draftKey={`task/${id}`}
          whyNot={handle.whyNot("addNote")}
          onAdd={(text) => handle.submit("addNote", { text }, t("inbox.task.noted"))}
          onWithdraw={(note) => void handle.submit("withdrawNote", { note }, t("inbox.task.noteWithdrawn"))}
        />
        <HistoryList trail={task.trail} directory={directory} />
      </div>
    </div>
  );
}
