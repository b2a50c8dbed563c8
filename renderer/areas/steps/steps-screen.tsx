// The person's own steps, newest first: what can be taken back, and for everything else the sentence why not.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { OwnStep } from "../../../shared/desk/undo-calls.ts";
import { deskErrors } from "../../../shared/text/de/desk-errors.ts";
import { refusalText } from "../../../shared/text/refusal-text.ts";
import { stepName } from "../../../shared/text/step-text.ts";
import { Button } from "../../components/button.tsx";
import { MomentText } from "../../components/cells.tsx";
import { EmptyState, Skeleton } from "../../components/messages.tsx";
import { Pill, type Tone } from "../../components/pill.tsx";
import { RecordButton } from "../../components/record-button.tsx";
import { Screen } from "../../components/screen.tsx";
import { useQuery } from "../../desk/use-query.ts";
import { useSignedIn } from "../../desk/use-session.tsx";
import { useUndo } from "../../desk/use-undo.ts";
import "./steps.css";

const page = 30;
const most = 200;
const tones: Readonly<Record<OwnStep["state"], Tone>> = {
  waiting: "info",
  done: "success",
  refused: "danger",
  partlyRefused: "warning",
  parked: "warning",
  undone: "neutral",
};

export function StepsScreen() {
  const { t } = useTranslation();
  const [limit, setLimit] = useState(page);
  const { value, error } = useQuery("ownSteps", { limit });
  return (
    <Screen title={t("steps.title")} intro={t("steps.intro")}>
      <div className="steps-screen">
        {error === undefined ? null : <p className="field__error">{deskErrors[error.code]}</p>}
        {value === undefined && error === undefined ? <Skeleton lines={8} label={t("common.loading")} /> : null}
        {value?.steps.length === 0 ? (
          <EmptyState icon="history" title={t("steps.empty")}>
            {t("steps.emptyHint")}
          </EmptyState>
        ) : null}
        {value === undefined || value.steps.length === 0 ? null : <StepsTable steps={value.steps} />}
        {value?.more === true && limit < most ? (
          <Button variant="quiet" icon="history" onPress={() => setLimit(Math.min(most, limit + page))}>
            {t("steps.more")}
          </Button>
        ) : null}
      </div>
    </Screen>
  );
}

function StepsTable({ steps }: { readonly steps: readonly OwnStep[] }) {
  const { t } = useTranslation();
  return (
    <table className="table steps__table">
      <caption className="visually-hidden">{t("steps.title")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("steps.columns.step")}</th>
          <th scope="col">{t("steps.columns.records")}</th>
          <th scope="col">{t("steps.columns.at")}</th>
          <th scope="col">{t("steps.columns.state")}</th>
          <th scope="col">{t("steps.columns.undo")}</th>
        </tr>
      </thead>
      <tbody>
        {steps.map((step) => (
          <StepRow key={step.group} step={step} />
        ))}
      </tbody>
    </table>
  );
}

function StepRow({ step }: { readonly step: OwnStep }) {
  const { t } = useTranslation();
  const { directory } = useSignedIn();
  const { undo } = useUndo();
  const label = stepName(step.name, step.as);
  const [first] = step.records;
  return (
    <tr>
      <th scope="row" className="strong">
        {label}
      </th>
      <td>
        {step.count > 1 ? (
          <span title={step.records.map(({ subject }) => subject).join(", ")}>{t("steps.many", { count: step.count })}</span>
        ) : first === undefined ? null : (
          <RecordButton kind={first.kind} id={first.id} subject={first.subject} />
        )}
      </td>
      <td className="steps__at">
        <MomentText at={step.at} />
      </td>
      <td>
        <Pill plain tone={tones[step.state]}>
          {t(`steps.state.${step.state}`)}
        </Pill>
      </td>
      <td>
        {step.refusal === null ? (
          <Button icon="undo" onPress={() => void undo(step)}>
            {t("steps.undo")}
            <span className="visually-hidden"> {label}</span>
          </Button>
        ) : (
          <span className="muted steps__why">{refusalText(step.refusal, directory)}</span>
        )}
      </td>
    </tr>
  );
}
