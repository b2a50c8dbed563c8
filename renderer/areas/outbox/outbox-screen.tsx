// How this desk stands with the server: state, what waits and why, what needs a decision.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { deskErrors } from "../../../shared/text/de/desk-errors.ts";
import type { RecordRef } from "../../../shared/domain/record.ts";
import { EmptyState, Skeleton } from "../../components/messages.tsx";
import { Screen } from "../../components/screen.tsx";
import { useQuery } from "../../desk/use-query.ts";
import { usePlace } from "../../state/place.ts";
import { ConflictView } from "./conflict/conflict-view.tsx";
import { DoneSteps } from "./done-steps.tsx";
import { RefusedSteps } from "./refused-steps.tsx";
import { SyncPanel } from "./sync-panel.tsx";
import { WaitingSteps } from "./waiting-steps.tsx";
import "./outbox.css";

export function OutboxScreen() {
  const { t } = useTranslation();
  const { value, error } = useQuery("outbox", {});
  const open = usePlace((store) => store.open);
  const record = usePlace((store) => (store.area === "outbox" ? store.record : null));
  const [left, setLeft] = useState<RecordRef | null>(null);
  const refused = value?.filter((entry) => entry.state === "refused" || entry.state === "partlyRefused") ?? [];
  const waiting = value?.filter((entry) => !refused.includes(entry)) ?? [];
  return (
    <Screen title={t("outbox.title")} intro={t("outbox.intro")}>
      <div className="outbox">
        {record === null ? null : (
          <div className="outbox__main">
            <ConflictView
              key={`${record.kind}/${record.id}`}
              record={record}
              onBack={() => {
                setLeft(record);
                open(null);
              }}
            />
          </div>
        )}
        <div className="outbox__main" hidden={record !== null}>
          <SyncPanel />
          {error === undefined ? null : (
            <EmptyState icon="error" title={t("outbox.failed")}>
              {deskErrors[error.code]}
            </EmptyState>
          )}
          {value === undefined && error === undefined ? <Skeleton lines={6} label={t("common.loading")} /> : null}
          {refused.length === 0 ? null : (
            <RefusedSteps
              entries={refused}
              cameFrom={record === null ? left : null}
              onSolve={open}
              parked={waiting.filter((entry) => entry.state === "parked")}
            />
          )}
          {value === undefined ? null : <WaitingSteps entries={waiting} />}
          <DoneSteps />
        </div>
      </div>
    </Screen>
  );
}
