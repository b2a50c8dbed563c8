// The window around the areas: navigation, top bar, keys that work everywhere.
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { HelpDialog } from "../areas/overview/help-dialog.tsx";
import { InboxScreen } from "../areas/inbox/inbox-screen.tsx";
import { LedgerScreen } from "../areas/ledger/ledger-screen.tsx";
import { OutboxScreen } from "../areas/outbox/outbox-screen.tsx";
import { PaymentScreen } from "../areas/payment/payment-screen.tsx";
import { ScansScreen } from "../areas/scans/scans-screen.tsx";
import { SettingsScreen } from "../areas/settings/settings-screen.tsx";
import { StepsScreen } from "../areas/steps/steps-screen.tsx";
import { Skeleton } from "../components/messages.tsx";
import { SuppliersScreen } from "../areas/suppliers/suppliers-screen.tsx";
import { useKeptDrafts } from "../desk/use-kept-drafts.ts";
import { usePlace, type Area } from "../state/place.ts";
import { ErrorFence } from "./error-fence.tsx";
import { NavigationRail } from "./navigation-rail.tsx";
import { ArchiveView, RecordView } from "./record-views.tsx";
import { TopBar } from "./top-bar.tsx";
import { useUndoKey } from "./use-undo-key.ts";
import { useGlobalKeys } from "./use-global-keys.ts";
import { UnloadNotice } from "./unload-notice.tsx";
import { useNetworkEvents } from "./use-host-events.ts";

export function Frame() {
  const { t } = useTranslation();
  const [helpOpen, setHelpOpen] = useState(false);
  const area = usePlace((store) => store.area);
  useKeptDrafts();
  useUndoKey();
  useGlobalKeys(() => setHelpOpen(true));
  useNetworkEvents();
  return (
    <div className="frame">
      <a className="skip-link" href="#content" onClick={skip}>
        {t("frame.skipToContent")}
      </a>
      <TopBar onHelp={() => setHelpOpen(true)} />
      <NavigationRail />
      <main className="frame__content" id="content" tabIndex={-1} aria-label={t(`frame.areas.${area}`)}>
        <ErrorFence key={area}>
          <Suspense fallback={<Skeleton lines={6} label={t("common.loading")} />}>
            <AreaView area={area} onHelp={() => setHelpOpen(true)} />
          </Suspense>
        </ErrorFence>
      </main>
      <UnloadNotice />
      <HelpDialog isOpen={helpOpen} onClose={() => setHelpOpen(false)} />
    </div>
  );
}

function skip(event: { preventDefault: () => void }): void {
  // The hash is the place in the program, so the link moves the focus and leaves the address alone.
  event.preventDefault();
  document.querySelector<HTMLElement>("#content")?.focus();
}

function AreaView({ area, onHelp }: { readonly area: Area; readonly onHelp: () => void }) {
  switch (area) {
    case "inbox":
      return <InboxScreen recordView={RecordView} />;
    case "archive":
      return <ArchiveView />;
    case "outbox":
      return <OutboxScreen />;
    case "steps":
      return <StepsScreen />;
    case "scans":
      return <ScansScreen />;
    case "suppliers":
      return <SuppliersScreen />;
    case "payment":
      return <PaymentScreen />;
    case "ledger":
      return <LedgerScreen />;
    case "settings":
      return <SettingsScreen onShowKeys={onHelp} />;
  }
}
