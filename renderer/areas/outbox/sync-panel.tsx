// The state of the exchange with the server, in a sentence, with the last contact and the progress of a first sync.
import { useTranslation } from "react-i18next";
import { problemText, spanText } from "../../../shared/text/connection-text.ts";
import { Button } from "../../components/button.tsx";
import { MomentText } from "../../components/cells.tsx";
import { Icon, type IconName } from "../../components/icon.tsx";
import { Message, Skeleton } from "../../components/messages.tsx";
import { TransferBar } from "../../components/transfer-progress.tsx";
import { useCall } from "../../desk/use-call.ts";
import { useSync } from "../../desk/use-session.tsx";

const icons = { online: "online", offline: "offline", syncing: "sync" } as const satisfies Record<string, IconName>;

export function SyncPanel() {
  const { t } = useTranslation();
  const sync = useSync();
  const syncNow = useCall("syncNow");
  if (sync === undefined) return <Skeleton lines={2} label={t("common.loading")} />;
  const { network, lastSyncAt, lastContactAt, offlineSince, progress, problem, slow, clockAheadSeconds } = sync;
  const wrong = problem ?? syncNow.error?.code;
  return (
    <section className={`sync-panel sync-panel--${network}`} aria-label={t("outbox.connection")}>
      <span className="sync-panel__icon">
        <Icon name={icons[network]} size={22} {...(network === "syncing" ? { className: "spin" } : {})} />
      </span>
      <div className="sync-panel__text">
        <h2 className="sync-panel__state">{t(`outbox.states.${network}`)}</h2>
        <p className="muted">{t(`outbox.stateText.${network}`)}</p>
        <p className="sync-panel__contact">
          {offlineSince === null ? null : (
            <>
              {t("frame.status.offlineSince")} <MomentText at={offlineSince} />
              {" · "}
            </>
          )}
          {t("frame.status.lastSync")}: {lastSyncAt === null ? t("outbox.neverContact") : <MomentText at={lastSyncAt} />}
          {" · "}
          {t("outbox.lastContact")}: {lastContactAt === null ? t("outbox.neverContact") : <MomentText at={lastContactAt} />}
        </p>
      </div>
      <Button icon="sync" isPending={syncNow.busy} onPress={() => void syncNow.run({})}>
        {t("outbox.syncNow")}
      </Button>
      {progress === null ? null : (
        <div className="sync-panel__wide">
          <TransferBar transfer={progress} />
        </div>
      )}
      {wrong === undefined ? null : (
        <div className="sync-panel__wide">
          <Message tone={network === "offline" ? "warning" : "danger"} live>
            {problemText(wrong)}
          </Message>
        </div>
      )}
      {slow ? (
        <div className="sync-panel__wide">
          <Message tone="warning">{t("frame.status.slow")}</Message>
        </div>
      ) : null}
      {clockAheadSeconds === null ? null : (
        <div className="sync-panel__wide">
          <Message tone="warning">
            {t(clockAheadSeconds > 0 ? "frame.status.clockAhead" : "frame.status.clockBehind", { span: spanText(clockAheadSeconds) })}
          </Message>
        </div>
      )}
    </section>
  );
}
