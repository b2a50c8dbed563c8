// The way between the areas, at the left edge: icons with words, figures of what waits.
import { useTranslation } from "react-i18next";
import { seesPayments } from "../../shared/domain/payment-run/rights.ts";
import { IconButton } from "../components/button.tsx";
import { Icon, type IconName } from "../components/icon.tsx";
import { Count } from "../components/pill.tsx";
import { useQuery } from "../desk/use-query.ts";
import { useSignedIn, useSync } from "../desk/use-session.tsx";
import { usePreferences } from "../state/preferences.ts";
import { areas, hashOf, usePlace, type Area } from "../state/place.ts";

const icons: Readonly<Record<Area, IconName>> = {
  inbox: "inbox",
  archive: "archive",
  outbox: "sync",
  steps: "history",
  scans: "scanner",
  suppliers: "supplier",
  payment: "payment",
  ledger: "ledger",
  settings: "settings",
};

export function NavigationRail() {
  const { t } = useTranslation();
  const collapsed = usePreferences((store) => store.railCollapsed);
  const set = usePreferences((store) => store.set);
  const { actor, today } = useSignedIn();
  const shown = areas.filter((area) => area !== "payment" || seesPayments({ actor, context: { today } }));
  return (
    <nav className={collapsed ? "rail rail--collapsed" : "rail"} aria-label={t("frame.navigation")}>
      <ul className="rail__list">
        {[...shown.filter((area) => area !== "settings"), "settings" as const].map((area) => (
          <RailLink key={area} area={area} />
        ))}
      </ul>
      <IconButton
        icon={collapsed ? "chevronRight" : "chevronLeft"}
        label={collapsed ? t("frame.expand") : t("frame.collapse")}
        onPress={() => set({ railCollapsed: !collapsed })}
      />
    </nav>
  );
}

function RailLink({ area }: { readonly area: Area }) {
  const { t } = useTranslation();
  const current = usePlace((store) => store.area);
  const go = usePlace((store) => store.go);
  return (
    <li>
      <a
        className="rail__link"
        href={hashOf({ area, record: null })}
        aria-current={current === area ? "page" : undefined}
        title={t(`frame.areas.${area}`)}
        onClick={(event) => {
          event.preventDefault();
          go(area);
        }}
      >
        <Icon name={icons[area]} size={18} />
        <span className="rail__text">{t(`frame.areas.${area}`)}</span>
        {area === "inbox" ? <InboxBadge /> : null}
        {area === "outbox" ? <OutboxBadge /> : null}
        {area === "scans" ? <ScansBadge /> : null}
      </a>
    </li>
  );
}

const openCount = {
  view: "all",
  kinds: [],
  text: "",
  overdueOnly: false,
  sort: { by: "deadline", descending: false },
  offset: 0,
  limit: 1,
} as const;

function InboxBadge() {
  const { t } = useTranslation();
  const { value } = useQuery("inbox", { ...openCount, kinds: [] });
  if (value === undefined || value.counts.mine === 0) return null;
  return <Count value={value.counts.mine} label={t("frame.badge.inbox", { count: value.counts.mine })} />;
}

function OutboxBadge() {
  const { t } = useTranslation();
  const sync = useSync();
  if (sync === undefined) return null;
  if (sync.refused > 0) return <Count value={sync.refused} tone="danger" label={t("frame.badge.outbox", { count: sync.refused })} />;
  if (sync.waiting > 0) return <Count value={sync.waiting} label={t("frame.badge.waiting", { count: sync.waiting })} />;
  return null;
}

function ScansBadge() {
  const { t } = useTranslation();
  const { value } = useQuery("scanner", {});
  const folders = value?.folders ?? [];
  const alarms = folders.filter(({ alarm }) => alarm).length;
  if (alarms > 0) return <Count value={alarms} tone="danger" label={t("scans.badgeAlarm")} />;
  const aside = folders.flatMap(({ files }) => files).filter(({ stage }) => stage === "quarantined" || stage === "review").length;
  return aside === 0 ? null : <Count value={aside} label={t("scans.badge", { count: aside })} />;
}
