// On loopback the browser asks before the tab closes over waiting work, in words of its own that know nothing of it; who stays is told here
// what really waits. Under Electron the shell asks, in German. Must never keep anybody in for nothing.
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { leaving } from "../../shared/text/de/leaving.ts";
import { waitingSentence } from "../../shared/text/leave-text.ts";
import { Button } from "../components/button.tsx";
import { Dialog } from "../components/dialog.tsx";
import { useSessionState, useSync } from "../desk/use-session.tsx";
import { isReloading } from "./fresh-start.ts";

export function UnloadNotice() {
  const { t } = useTranslation();
  const isTab = useSessionState().value?.host === "loopback";
  const sync = useSync();
  const waiting = sync?.waiting ?? 0;
  const asks = isTab && waiting > 0;
  const [stayed, setStayed] = useState(false);
  useEffect(() => {
    if (!asks) return undefined;
    const ask = (event: BeforeUnloadEvent): void => {
      if (isReloading()) return;
      event.preventDefault();
      // Runs once the browser's question is answered, and only where the page is still there.
      setTimeout(() => setStayed(true));
    };
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [asks]);
  const close = (): void => setStayed(false);
  return (
    <Dialog
      title={leaving.title}
      closeLabel={t("common.close")}
      size="small"
      role="alertdialog"
      isOpen={stayed && asks}
      onClose={close}
      actions={
        <Button variant="primary" onPress={close}>
          {t("common.close")}
        </Button>
      }
    >
      <div className="leave">
        <p className="strong">{waitingSentence(waiting, sync?.steps.waitingForContent ?? 0)}</p>
        <p>{leaving.keptByHost}</p>
      </div>
    </Dialog>
  );
}
