// What lies in the scanner folders while nobody is signed in: how many files wait, and how many lie sealed. No name of one is shown.
import { useTranslation } from "react-i18next";
import { Icon } from "../../components/icon.tsx";
import { useQuery } from "../../desk/use-query.ts";

/** Nothing at all where nothing waits. */
export function UnattendedLine() {
  const { t } = useTranslation();
  const state = useQuery("scanner", {}).value?.unattended;
  if (state === undefined) return null;
  const { unit, waiting, sealed, stuck } = state;
  const lines = [
    ...(waiting === 0 ? [] : [t(unit === null ? "session.unattended.waiting" : "session.unattended.arriving", { count: waiting })]),
    ...(sealed === stuck ? [] : [t("session.unattended.sealed", { count: sealed - stuck })]),
    ...(stuck === 0 ? [] : [t("session.unattended.stuck", { count: stuck })]),
  ];
  if (lines.length === 0) return null;
  return (
    <div className="sign-in__scans" role="status">
      <Icon name={stuck > 0 ? "warning" : sealed > 0 ? "lock" : "scanner"} size={16} />
      <div>
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
    </div>
  );
}
