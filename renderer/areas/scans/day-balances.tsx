// The balance of each day of one folder: what was seen against what became of it, and the names where the two differ.
import { useTranslation } from "react-i18next";
import type { ScanDay } from "../../../shared/desk/scanner-calls.ts";
import { DateText } from "../../components/cells.tsx";
import { Message } from "../../components/messages.tsx";
import { Pill } from "../../components/pill.tsx";

const figures = ["seen", "booked", "duplicate", "quarantined", "elsewhere", "spooled", "waiting"] as const;
/** Shown only where there are any. */
const seldom: readonly (typeof figures)[number][] = ["elsewhere", "spooled"];
const namesShown = 20;

export function DayBalances({ folder }: { readonly folder: { readonly folder: string; readonly days: readonly ScanDay[] } }) {
  const { t } = useTranslation();
  if (folder.days.length === 0) return <p className="muted">{t("scans.balanceNone")}</p>;
  const shown = figures.filter((figure) => !seldom.includes(figure) || folder.days.some((day) => day[figure] > 0));
  return (
    <>
      {/* With all its columns it scrolls in a narrow window, so it can be reached and scrolled by keyboard. */}
      <div className="scan-days" role="region" tabIndex={0} aria-label={t("scans.balanceOf", { folder: folder.folder })}>
        <table className="table" aria-label={t("scans.balanceOf", { folder: folder.folder })}>
          <thead>
            <tr>
              <th scope="col">{t("scans.day.day")}</th>
              {shown.map((figure) => (
                <th key={figure} scope="col" className="scan-days__figure">
                  {t(`scans.day.${figure}`)}
                </th>
              ))}
              <th scope="col">{t("scans.day.verdict")}</th>
            </tr>
          </thead>
          <tbody>
            {folder.days.map((day) => (
              <DayRow key={day.day} day={day} shown={shown} />
            ))}
          </tbody>
        </table>
      </div>
      {folder.days
        .filter(({ agrees }) => !agrees)
        .map(({ day, missing }) => (
          <Message key={day} tone="warning">
            {t("scans.missing", { names: missing.slice(0, namesShown).join(", ") })}
          </Message>
        ))}
    </>
  );
}

function DayRow({ day, shown }: { readonly day: ScanDay; readonly shown: readonly (typeof figures)[number][] }) {
  const { t } = useTranslation();
  return (
    <tr>
      <th scope="row">
        <DateText date={day.day} />
      </th>
      {shown.map((figure) => (
        <td key={figure} className="scan-days__figure">
          {day[figure].toLocaleString("de-DE")}
        </td>
      ))}
      <td>
        {day.agrees ? (
          <Pill plain tone="success" icon="check">
            {t("scans.agrees")}
          </Pill>
        ) : (
          <Pill plain tone="warning" icon="warning">
            {t("scans.differs", { count: day.missing.length })}
          </Pill>
        )}
      </td>
    </tr>
  );
}
