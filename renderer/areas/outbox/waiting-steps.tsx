// Own steps the server has not answered: what, on which record, since when, and why it waits.
import { useTranslation } from "react-i18next";
import type { SyncState } from "../../../shared/desk/session-calls.ts";
import type { OutboxEntry } from "../../../shared/desk/record-calls.ts";
import { Age } from "../../components/cells.tsx";
import { Section } from "../../components/data-list.tsx";
import { Icon, type IconName } from "../../components/icon.tsx";
import { Count } from "../../components/pill.tsx";
import { useSignedIn, useSync } from "../../desk/use-session.tsx";
import { RecordButton } from "../../components/record-button.tsx";
import { stepLabel } from "./step-text.ts";

const icons: Readonly<Record<OutboxEntry["state"], IconName>> = {
  queued: "hourglass",
  sending: "upload",
  waitingForContent: "upload",
  refused: "error",
  parked: "lock",
  partlyRefused: "warning",
};

export function WaitingSteps({ entries }: { readonly entries: readonly OutboxEntry[] }) {
  const { t } = useTranslation();
  const { today } = useSignedIn();
  const network = useSync()?.network ?? "online";
  return (
    <Section title={t("outbox.waitingTitle")} aside={<Count value={entries.length} />}>
      {entries.length === 0 ? (
        <p className="outbox__none">
          <Icon name="check" /> {t("outbox.waitingNone")}
        </p>
      ) : (
        <table className="table outbox__table">
          <thead>
            <tr>
              <th scope="col">{t("outbox.columns.step")}</th>
              <th scope="col">{t("outbox.columns.subject")}</th>
              <th scope="col">{t("outbox.columns.since")}</th>
              <th scope="col">{t("outbox.columns.state")}</th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <tr key={entry.commandId}>
                <td className="strong">{stepLabel(entry)}</td>
                <td>
                  <RecordButton kind={entry.kind} id={entry.recordId} subject={entry.subject} />
                </td>
                <td className="outbox__since">
                  <Age at={entry.at} today={today} />
                </td>
                <td>
                  <span className="outbox__why">
                    <Icon name={icons[entry.state]} size={14} />
                    <span>
                      {t(`outbox.state.${entry.state}`)} <span className="muted">{t(`outbox.why.${why(entry, network)}`)}</span>
                    </span>
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

function why({ state, unchecked, refusal }: OutboxEntry, network: SyncState["network"]) {
  if (state === "waitingForContent" || state === "parked" || state === "sending") return state;
  if (network === "offline") return unchecked ? "uncheckedOffline" : "queuedOffline";
  if (unchecked) return "unchecked";
  return refusal === null ? "queued" : "doubtful";
}
