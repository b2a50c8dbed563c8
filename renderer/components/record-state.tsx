// A record that is on its way, not here, or of a form this version does not know.
import { useTranslation } from "react-i18next";
import type { DeskError } from "../../shared/desk/errors.ts";
import { deskErrors } from "../../shared/text/de/desk-errors.ts";
import { EmptyState, Skeleton } from "./messages.tsx";

/** Draws `loading`, `missing`, `unreadable`, or an error of the desk. */
export function RecordState({ state }: { readonly state: "loading" | "missing" | "unreadable" | DeskError }) {
  const { t } = useTranslation();
  if (state === "loading") return <Skeleton lines={10} label={t("record.loading")} />;
  if (state === "missing")
    return (
      <EmptyState icon="info" title={t("record.missing")}>
        {t("record.missingHint")}
      </EmptyState>
    );
  if (state === "unreadable")
    return (
      <EmptyState icon="warning" title={t("record.unreadable")}>
        {t("record.unreadableHint")}
      </EmptyState>
    );
  return (
    <EmptyState icon="warning" title={t("record.failed")}>
      {deskErrors[state.code]}
    </EmptyState>
  );
}
