// How this desk stands with the server: state, what waits and why, what needs a decision, the scanner folder.
import { useTranslation } from "react-i18next";

export function OutboxScreen() {
  const { t } = useTranslation();
  return (
    <div className="pane">
      <header className="pane__head">
        <h1 className="pane__title">{t("outbox.title")}</h1>
      </header>
    </div>
  );
}
