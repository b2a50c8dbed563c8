// What stands before there is a desk: waiting for it, or the need for a new link.
import { useTranslation } from "react-i18next";
import { Icon } from "../components/icon.tsx";

export function WaitScreen({ text }: { readonly text: string }) {
  return (
    <main className="wait" aria-busy="true">
      <span className="wait__mark" aria-hidden="true" />
      <p role="status">{text}</p>
    </main>
  );
}

export function LinkScreen() {
  const { t } = useTranslation();
  return (
    <main className="wait">
      <div className="wait__card">
        <span className="empty__icon">
          <Icon name="link" size={26} />
        </span>
        <h1 className="wait__title">{t("frame.connection.needsLinkTitle")}</h1>
        <p>{t("frame.connection.needsLink")}</p>
        <p>
          {t("frame.connection.needsLinkHow")} <code className="wait__code">npm run link</code> {t("frame.connection.needsLinkOr")}
        </p>
      </div>
    </main>
  );
}
