// The details behind the status line: which server, last contact, what waits and in which state, the last problem with what to do.
// While many records come it shows how far they are.
import { useTranslation } from "react-i18next";
import { Dialog, Heading, Popover } from "react-aria-components";
import type { SyncState } from "../../shared/desk/session-calls.ts";
import { deskErrors } from "../../shared/text/de/desk-errors.ts";
import { problemText, spanText } from "../../shared/text/connection-text.ts";
import { formatTime } from "../../shared/text/format.ts";
import { Button, IconButton } from "../components/button.tsx";
import { MomentText } from "../components/cells.tsx";
import { DataList, type DataListItem } from "../components/data-list.tsx";
import { Message } from "../components/messages.tsx";
import { TransferBar } from "../components/transfer-progress.tsx";
import { useCall } from "../desk/use-call.ts";
import { useSessionState } from "../desk/use-session.tsx";
import { usePlace } from "../state/place.ts";

const stepStates = ["queued", "sending", "waitingForContent", "parked", "refused", "partlyRefused"] as const;

export function StatusDetails({ sync, onClose }: { readonly sync: SyncState; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const serverUrl = useSessionState().value?.serverUrl ?? "";
  const go = usePlace((store) => store.go);
  const syncNow = useCall("syncNow");
  const items: DataListItem[] = [
    { label: t("frame.status.server"), value: serverUrl, wide: true },
    { label: t("frame.status.lastSync"), value: moment(sync.lastSyncAt) },
    { label: t("frame.status.lastContact"), value: moment(sync.lastContactAt) },
    ...(sync.network === "offline" ? [{ label: t("frame.status.offlineSince"), value: moment(sync.offlineSince) }] : []),
    ...(sync.nextTryAt === null ? [] : [{ label: t("frame.status.nextTry"), value: <MomentText at={sync.nextTryAt} /> }]),
  ];
  const steps = stepStates.filter((state) => sync.steps[state] > 0);
  return (
    <Popover className="popover status-details" placement="bottom end" offset={4}>
      <Dialog className="status-details__inner">
        <header className="status-details__head">
          <Heading slot="title" className="status-details__title">
            {t("frame.status.title")}
          </Heading>
          <IconButton icon="close" label={t("common.close")} onPress={onClose} />
        </header>
        <Trouble sync={sync} />
        {sync.progress === null ? null : <TransferBar transfer={sync.progress} />}
        <DataList items={items} label={t("frame.status.title")} />
        <h3 className="status-details__steps">{t("frame.status.steps")}</h3>
        {steps.length === 0 ? (
          <p className="muted">{t("frame.status.noSteps")}</p>
        ) : (
          <ul className="status-details__list">
            {steps.map((state) => (
              <li key={state}>
                <span className="strong">{sync.steps[state].toLocaleString("de-DE")}</span> {t(`frame.status.step.${state}`)}
              </li>
            ))}
          </ul>
        )}
        {sync.lastProblem === null || isShownAbove(sync) ? null : (
          <p className="status-details__past">
            <span className="muted">
              {t("frame.status.lastProblem")} <MomentText at={sync.lastProblem.at} />:
            </span>{" "}
            {problemText(sync.lastProblem.code)}
          </p>
        )}
        {syncNow.error === undefined || sync.problem !== null ? null : <Message tone="danger">{deskErrors[syncNow.error.code]}</Message>}
        <footer className="status-details__foot">
          <Button
            onPress={() => {
              go("outbox");
              onClose();
            }}
          >
            {t("frame.status.toOutbox")}
          </Button>
          <Button variant="primary" icon="sync" isPending={syncNow.busy} onPress={() => void syncNow.run({})}>
            {t("outbox.syncNow")}
          </Button>
        </footer>
      </Dialog>
    </Popover>
  );

  function moment(at: string | null) {
    return at === null ? t("frame.status.never") : <MomentText at={at} />;
  }
}

/** The last problem is the one that stands at the top. */
function isShownAbove({ problem, network, lastProblem }: SyncState): boolean {
  return problem !== null || (network === "offline" && lastProblem?.code === "serverUnreachable");
}

/** What is wrong now and what to do about it; without trouble, that all is well. */
function Trouble({ sync }: { readonly sync: SyncState }) {
  const { t } = useTranslation();
  const { problem, slow, network, wokeAt, clockAheadSeconds } = sync;
  return (
    <>
      {problem === null ? null : <Message tone={network === "offline" ? "warning" : "danger"}>{problemText(problem)}</Message>}
      {problem === null && network === "offline" && wokeAt === null ? (
        <Message tone="warning">{deskErrors.serverUnreachable}</Message>
      ) : null}
      {wokeAt === null ? null : <Message tone="info">{t("frame.status.woke", { time: formatTime(wokeAt) })}</Message>}
      {slow ? <Message tone="warning">{t("frame.status.slow")}</Message> : null}
      {clockAheadSeconds === null ? null : (
        <Message tone="warning">
          {t(clockAheadSeconds > 0 ? "frame.status.clockAhead" : "frame.status.clockBehind", { span: spanText(clockAheadSeconds) })}
        </Message>
      )}
      {problem === null && network !== "offline" && !slow ? <p className="muted">{t(`outbox.stateText.${network}`)}</p> : null}
    </>
  );
}
