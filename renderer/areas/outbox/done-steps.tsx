// Own steps that the server has accepted lately: the proof that they arrived.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Age } from "../../components/cells.tsx";
import { Button } from "../../components/button.tsx";
import { Section } from "../../components/data-list.tsx";
import { Icon } from "../../components/icon.tsx";
import { useQuery } from "../../desk/use-query.ts";
import { useSignedIn } from "../../desk/use-session.tsx";
import { RecordButton } from "../../components/record-button.tsx";
import { stepLabel } from "./step-text.ts";

const shownFirst = 8;

/** Nothing where nothing was done yet. */
export function DoneSteps() {
  const { t } = useTranslation();
  const { today } = useSignedIn();
  const { value } = useQuery("outboxDone", {});
  const [all, setAll] = useState(false);
  if (value === undefined || value.length === 0) return null;
  const shown = all ? value : value.slice(0, shownFirst);
  return (
    <Section title={t("outbox.doneTitle")}>
      <table className="table outbox__done" aria-label={t("outbox.doneTitle")}>
        <thead>
          <tr>
            <th scope="col">{t("outbox.columns.step")}</th>
            <th scope="col">{t("outbox.columns.subject")}</th>
            <th scope="col">{t("outbox.columns.accepted")}</th>
            <th scope="col">{t("outbox.columns.state")}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((step) => (
            <tr key={step.commandId}>
              <td>{stepLabel(step)}</td>
              <td>
                <RecordButton kind={step.kind} id={step.recordId} subject={step.subject} />
              </td>
              <td className="outbox__since">
                <Age at={step.acceptedAt} today={today} />
              </td>
              <td>
                <span className="outbox__why outbox__why--done">
                  <Icon name="check" size={14} />
                  {t("outbox.state.done")}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {value.length <= shownFirst ? null : (
        <Button variant="quiet" onPress={() => setAll(!all)}>
          {all ? t("outbox.doneLess") : t("outbox.doneMore", { count: value.length - shownFirst })}
        </Button>
      )}
    </Section>
  );
}
