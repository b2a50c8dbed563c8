// How the desk stands with the server, in a word that is always in sight; changes are announced, not shouted.
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "react-aria-components";
import { Icon, type IconName } from "../components/icon.tsx";
import { useConnection } from "../desk/desk-context.tsx";
import { useSync } from "../desk/use-session.tsx";
import { usePlace } from "../state/place.ts";

export function SyncPill() {
  const { t } = useTranslation();
  const go = usePlace((store) => store.go);
  const { phase } = useConnection();
  const sync = useSync();
  if (phase === "lost")
    return (
      <span className="sync-pill sync-pill--danger" role="alert">
        <Icon name="warning" size={14} />
        {t("frame.connection.lost")}
      </span>
    );
  if (sync === undefined) return null;
  const icon: IconName = sync.network === "offline" ? "offline" : sync.network === "syncing" ? "sync" : "online";
  const tone = sync.refused > 0 ? "danger" : sync.network === "offline" ? "warning" : "calm";
  return (
    <>
      <Button className={`sync-pill sync-pill--${tone}`} onPress={() => go("outbox")} aria-describedby="sync-pill-hint">
        <Icon name={icon} size={14} {...(sync.network === "syncing" ? { className: "spin" } : {})} />
        <span>{t(`frame.sync.${sync.network}`)}</span>
        {sync.waiting > 0 ? <span className="sync-pill__part">{t("frame.sync.waiting", { count: sync.waiting })}</span> : null}
        {sync.refused > 0 ? <span className="sync-pill__part">{t("frame.sync.refused", { count: sync.refused })}</span> : null}
      </Button>
      <span id="sync-pill-hint" hidden>
        {t("frame.sync.open")}
      </span>
      <Announcement offline={sync.network === "offline"} />
    </>
  );
}

/** Says aloud that the network went or came back; not the state at the start, and not each sync. */
function Announcement({ offline }: { readonly offline: boolean }) {
  const { t } = useTranslation();
  const before = useRef(offline);
  const [text, setText] = useState("");
  useEffect(() => {
    if (before.current === offline) return;
    before.current = offline;
    setText(offline ? t("frame.sync.announceOffline") : t("frame.sync.announceOnline"));
  }, [offline, t]);
  return (
    <span className="visually-hidden" role="status">
      {text}
    </span>
  );
}
