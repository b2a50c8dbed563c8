// What the cash office does: pay what is ordered, release and export runs, read statements. Auditors see the same and change nothing.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { cashAnywhere, seesPayments } from "../../../shared/domain/payment-run/rights.ts";
import { refusalText } from "../../../shared/text/refusal-text.ts";
import { Choice } from "../../components/choice.tsx";
import { Message } from "../../components/messages.tsx";
import { useSignedIn } from "../../desk/use-session.tsx";
import { usePlace } from "../../state/place.ts";
import { ReadyPart } from "./ready-part.tsx";
import { RunsPart } from "./runs-part.tsx";
import { StatementPart } from "./statement-part.tsx";
import "./payment.css";

const views = ["ready", "runs", "statement"] as const;
type View = (typeof views)[number];

export function PaymentScreen() {
  const { t } = useTranslation();
  const { actor, directory, today } = useSignedIn();
  const record = usePlace((store) => store.record);
  const [view, setView] = useState<View>(record?.kind === "paymentRun" ? "runs" : "ready");
  const refusal = cashAnywhere({ actor, context: { today } });
  const whyNot = refusal === undefined ? undefined : refusalText(refusal, directory);
  const icons = { ready: "invoice", runs: "payment", statement: "document" } as const;
  return (
    <div className="pane payment">
      <header className="pane__head payment__head">
        <h1 className="pane__title">{t("payment.title")}</h1>
        <span className="muted">{t("payment.intro")}</span>
        <div className="payment__views">
          <Choice
            label={t("payment.views")}
            value={view}
            onChange={setView}
            options={views.map((id) => ({ id, label: t(`payment.view.${id}`), icon: icons[id] }))}
          />
        </div>
      </header>
      {whyNot !== undefined && (
        <div className="payment__notice">
          <Message tone="info">
            {seesPayments({ actor, context: { today } }) && refusal?.code === "notAllowed" ? t("payment.readOnly") : whyNot}
          </Message>
        </div>
      )}
      {view === "ready" && <ReadyPart whyNot={whyNot} onMade={() => setView("runs")} />}
      {view === "runs" && <RunsPart />}
      {view === "statement" && <StatementPart whyNot={whyNot} />}
    </div>
  );
}
