// Steps the server refused, each with its sentence, the values side by side, and the person's choice. Nothing goes by itself.
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { OutboxEntry } from "../../../shared/desk/record-calls.ts";
import type { RecordRef } from "../../../shared/domain/record.ts";
import type { FieldConflict } from "../../../shared/domain/refusal.ts";
import { deskErrors } from "../../../shared/text/de/desk-errors.ts";
import { fieldLabel, refusalText } from "../../../shared/text/refusal-text.ts";
import { Button } from "../../components/button.tsx";
import { Age } from "../../components/cells.tsx";
import { Section } from "../../components/data-list.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { Icon } from "../../components/icon.tsx";
import { Count, Pill } from "../../components/pill.tsx";
import { useCall } from "../../desk/use-call.ts";
import { useSignedIn } from "../../desk/use-session.tsx";
import { notify } from "../../state/notices.ts";
import { RecordButton } from "../../components/record-button.tsx";
import { StepChoices } from "./step-choices.tsx";
import { stepLabel, valueText } from "./step-text.ts";

export interface RefusedStepsProps {
  readonly entries: readonly OutboxEntry[];
  /** Later steps that wait behind a refused one on the same record. */
  readonly parked: readonly OutboxEntry[];
  /** The record from whose conflict the person comes back: the focus returns to where they left. */
  readonly cameFrom: RecordRef | null;
  readonly onSolve: (record: RecordRef) => void;
}

export function RefusedSteps({ entries, parked, cameFrom, onSolve }: RefusedStepsProps) {
  const { t } = useTranslation();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (cameFrom !== null) list.current?.querySelector<HTMLElement>(`[data-solve="${cameFrom.id}"] button`)?.focus();
  }, [cameFrom]);
  return (
    <Section title={t("outbox.refusedTitle")} aside={<Count value={entries.length} tone="danger" />}>
      <p className="muted outbox__intro">{t("outbox.refusedIntro")}</p>
      <ul className="refused-list" ref={list}>
        {entries.map((entry) => (
          <RefusedStep
            key={entry.commandId}
            entry={entry}
            onSolve={onSolve}
            behind={parked.filter((later) => later.recordId === entry.recordId)}
          />
        ))}
      </ul>
    </Section>
  );
}

interface RefusedStepProps {
  readonly entry: OutboxEntry;
  readonly behind: readonly OutboxEntry[];
  readonly onSolve: (record: RecordRef) => void;
}

function RefusedStep({ entry, behind, onSolve }: RefusedStepProps) {
  const { t } = useTranslation();
  const { directory, today } = useSignedIn();
  const resolve = useCall("resolve");
  const [asking, setAsking] = useState(false);
  const hasConflicts = entry.conflicts.length > 0;
  const decide = async (action: "discard" | "retry"): Promise<void> => {
    setAsking(false);
    if ((await resolve.run({ commandId: entry.commandId, action })) !== undefined) notify({ tone: "success", text: t("outbox.resolved") });
  };
  return (
    <li className="refused">
      <div className="refused__head">
        <Icon name="error" />
        <h3 className="refused__title">{stepLabel(entry)}</h3>
        <RecordButton kind={entry.kind} id={entry.recordId} subject={entry.subject} />
        <span className="pane__spacer" />
        <Pill tone={entry.state === "partlyRefused" ? "warning" : "danger"}>{t(`outbox.state.${entry.state}`)}</Pill>
        <span className="muted">
          <Age at={entry.at} today={today} />
        </span>
      </div>
      {entry.refusal === null ? null : <p className="refused__why">{refusalText(entry.refusal, directory)}</p>}
      {hasConflicts ? <Conflicts conflicts={entry.conflicts} /> : null}
      {behind.length === 0 ? null : (
        <p className="refused__behind">
          <Icon name="lock" size={14} />
          {t("outbox.behind", { count: behind.length, steps: behind.map(stepLabel).join(", ") })}
        </p>
      )}
      {resolve.error === undefined ? null : <p className="field__error">{deskErrors[resolve.error.code]}</p>}
      <div className="refused__actions">
        {entry.name === "" ? null : (
          <span data-solve={entry.recordId}>
            <Button variant="primary" icon="eye" onPress={() => onSolve({ kind: entry.kind, id: entry.recordId })}>
              {t("conflict.solve")}
            </Button>
          </span>
        )}
        {entry.name === "" ? null : (
          <Button icon="upload" isPending={resolve.busy} onPress={() => void decide("retry")}>
            {hasConflicts ? t("outbox.retryMine") : t("outbox.retry")}
          </Button>
        )}
        <Button icon="close" isDisabled={resolve.busy} onPress={() => (hasConflicts ? void decide("discard") : setAsking(true))}>
          {hasConflicts ? t("outbox.keepTheirs") : t("outbox.discard")}
        </Button>
        <StepChoices entry={entry} />
      </div>
      <Dialog
        title={t("outbox.discardTitle")}
        closeLabel={t("common.close")}
        size="small"
        role="alertdialog"
        isOpen={asking}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button onPress={() => setAsking(false)}>{t("common.cancel")}</Button>
            <Button variant="danger" onPress={() => void decide("discard")}>
              {t("outbox.discard")}
            </Button>
          </>
        }
      >
        <p>{t("outbox.discardText", { step: stepLabel(entry) })}</p>
      </Dialog>
    </li>
  );
}

function Conflicts({ conflicts }: { readonly conflicts: readonly FieldConflict[] }) {
  const { t } = useTranslation();
  const empty = t("outbox.conflict.empty");
  return (
    <div className="outbox-conflicts">
      <table className="table">
        <caption className="visually-hidden">{t("outbox.conflictTable")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("outbox.conflict.field")}</th>
            <th scope="col">{t("outbox.conflict.from")}</th>
            <th scope="col">{t("outbox.conflict.mine")}</th>
            <th scope="col">{t("outbox.conflict.theirs")}</th>
          </tr>
        </thead>
        <tbody>
          {conflicts.map(({ field, from, mine, theirs }) => (
            <tr key={field}>
              <th scope="row">{fieldLabel(field)}</th>
              <td className="muted">{valueText(field, from, empty)}</td>
              <td className="outbox-conflicts__mine">{valueText(field, mine, empty)}</td>
              <td className="outbox-conflicts__theirs">{valueText(field, theirs, empty)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
