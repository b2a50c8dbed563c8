// A person's own steps on a record that the server has not answered, has refused or has taken only in part.
import { useTranslation } from "react-i18next";
import type { OutboxEntry } from "../../shared/desk/record-calls.ts";
import type { Directory } from "../../shared/domain/policy.ts";
import { commandLabels } from "../../shared/text/de/domain.ts";
import { fieldValueText } from "../../shared/text/history.ts";
import { fieldLabel, lookUp, refusalText } from "../../shared/text/refusal-text.ts";
import { Button } from "./button.tsx";
import { Message } from "./messages.tsx";

export interface OwnStepsProps {
  readonly entries: readonly OutboxEntry[];
  readonly directory: Directory | null;
  readonly onResolve: (commandId: string, action: "discard" | "retry") => void;
}

/** Nothing where nothing waits. */
export function OwnSteps({ entries, directory, onResolve }: OwnStepsProps) {
  const { t } = useTranslation();
  const waiting = entries.flatMap(({ state, commandId, name, args, unchecked }) =>
    state === "queued" || state === "sending" || state === "waitingForContent" ? [{ state, commandId, name, args, unchecked }] : [],
  );
  const stuck = entries.filter(({ state }) => state === "refused" || state === "parked" || state === "partlyRefused");
  if (entries.length === 0) return null;
  return (
    <div className="own-steps">
      {stuck.map((entry) => (
        <StuckStep key={entry.commandId} entry={entry} directory={directory} onResolve={onResolve} />
      ))}
      {waiting.length > 0 && (
        <Message tone="info" title={t("record.waitingTitle", { count: waiting.length })}>
          <ul className="own-steps__waiting">
            {waiting.map((entry) => (
              <li key={entry.commandId}>
                {stepLabel(entry)}: <span className="muted">{t(`record.waits.${entry.unchecked ? "unchecked" : entry.state}`)}</span>
              </li>
            ))}
          </ul>
          {t("record.waitingHint")}
        </Message>
      )}
    </div>
  );
}

function stepLabel({ name, args }: Pick<OutboxEntry, "name" | "args">): string {
  const as = name === "certify" && typeof args["as"] === "string" ? `certify.${args["as"]}` : name;
  return lookUp(commandLabels, as) ?? lookUp(commandLabels, name) ?? name;
}

function StuckStep({
  entry,
  directory,
  onResolve,
}: {
  readonly entry: OutboxEntry;
  readonly directory: Directory | null;
  readonly onResolve: OwnStepsProps["onResolve"];
}) {
  const { t } = useTranslation();
  const step = stepLabel(entry);
  const conflicts = entry.conflicts.length > 0 ? entry.conflicts : (entry.refusal?.conflicts ?? []);
  const clash = conflicts.length > 0;
  const title =
    entry.state === "parked"
      ? t("record.parkedTitle", { step })
      : entry.state === "partlyRefused"
        ? t("record.partlyTitle", { step })
        : t("record.refusedTitle", { step });
  return (
    <Message
      tone={entry.state === "parked" ? "warning" : "danger"}
      title={title}
      actions={
        <>
          <Button
            onPress={() => {
              onResolve(entry.commandId, "discard");
            }}
          >
            {clash ? t("record.keepTheirs") : t("record.discard")}
          </Button>
          <Button
            onPress={() => {
              onResolve(entry.commandId, "retry");
            }}
          >
            {clash ? t("record.retryMine") : t("record.retry")}
          </Button>
        </>
      }
    >
      <p>{reasonText()}</p>
      {clash && (
        <table className="conflicts">
          <thead>
            <tr>
              <th scope="col">{t("record.conflictField")}</th>
              <th scope="col">{t("record.conflictMine")}</th>
              <th scope="col">{t("record.conflictTheirs")}</th>
            </tr>
          </thead>
          <tbody>
            {conflicts.map((conflict) => (
              <tr key={conflict.field}>
                <th scope="row">{fieldLabel(conflict.field)}</th>
                <td>{fieldValueText(conflict.field, conflict.mine)}</td>
                <td>{fieldValueText(conflict.field, conflict.theirs)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Message>
  );

  function reasonText(): string {
    if (entry.state === "parked") return t("record.parkedHint");
    if (clash) return t("record.conflictsHint");
    return entry.refusal === null ? "" : refusalText(entry.refusal, directory);
  }
}
