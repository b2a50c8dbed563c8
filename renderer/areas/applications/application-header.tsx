// The head of an application and the steps of its clerk.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ApplicationState } from "../../../shared/domain/application/schema.ts";
import { outcomes, serviceLabel, states } from "../../../shared/text/de/domain.ts";
import { ActionButton } from "../../components/action-button.tsx";
import { Age, Deadline } from "../../components/cells.tsx";
import type { IconName } from "../../components/icon.tsx";
import { Pill, type Tone } from "../../components/pill.tsx";
import { RecordHeader } from "../../components/record-header.tsx";
import { UnitDialog } from "../../components/unit-dialog.tsx";
import { useSignedIn } from "../../desk/use-session.tsx";
import { ApplicationFiling } from "./application-filing.tsx";
import type { ApplicationProps } from "./application-view.tsx";
import { DecisionDialog } from "./decision-dialog.tsx";

const looks: Readonly<Record<ApplicationState, { tone: Tone; icon: IconName }>> = {
  received: { tone: "info", icon: "inbox" },
  inProgress: { tone: "accent", icon: "pen" },
  decided: { tone: "warning", icon: "stamp" },
  closed: { tone: "success", icon: "check" },
  filed: { tone: "neutral", icon: "archive" },
};

/** The step that usually comes next. */
const next: Readonly<Record<ApplicationState, string>> = {
  received: "claim",
  inProgress: "decide",
  decided: "close",
  closed: "fileAway",
  filed: "",
};

export function ApplicationHeader(props: ApplicationProps) {
  const { id, unit, body, handle } = props;
  const { t } = useTranslation();
  const { directory, today } = useSignedIn();
  const [dialog, setDialog] = useState<"none" | "decide" | "handOver" | "file">("none");
  const close = (): void => {
    setDialog("none");
  };
  const step = (name: string, label: string, icon: IconName, onPress: () => void) =>
    handle.has(name) && (
      <ActionButton
        key={name}
        label={label}
        icon={icon}
        variant={next[body.state] === name ? "primary" : "secondary"}
        whyNot={handle.whyNot(name)}
        onPress={onPress}
      />
    );
  const plain = (name: string, done: string) => () => void handle.submit(name, {}, done);
  const open = body.state === "received" || body.state === "inProgress";
  const look = looks[body.state];
  const { familyName, givenNames } = body.applicant;
  return (
    <>
      <RecordHeader
        icon="application"
        title={serviceLabel(body.service)}
        line={
          <>
            <span>
              {familyName}, {givenNames}
            </span>
            <span>
              {t("applications.received")}: <Age at={body.receivedAt} today={today} />
            </span>
            {open && body.deadline !== undefined && (
              <span>
                {t("applications.deadline")}: <Deadline date={body.deadline} today={today} />
              </span>
            )}
          </>
        }
        state={
          <Pill tone={look.tone} icon={look.icon}>
            {states[body.state]}
            {body.state === "decided" && body.decision !== undefined ? `: ${outcomes[body.decision.outcome]}` : ""}
          </Pill>
        }
        actions={
          <>
            {open && body.clerk === undefined && step("claim", t("applications.claim"), "hand", plain("claim", t("applications.claimed")))}
            {open && step("decide", t("applications.decide"), "stamp", () => setDialog("decide"))}
            {body.state === "decided" && step("close", t("applications.close"), "check", plain("close", t("applications.closed")))}
            {body.state === "decided" &&
              handle.undo === undefined &&
              step("withdrawDecision", t("applications.withdrawDecision"), "rotate", () => {
                void handle.submit("withdrawDecision", { decision: body.decision?.commandId }, t("applications.decisionWithdrawn"));
              })}
            {!open && body.state !== "filed" && step("fileAway", t("applications.fileAway"), "archive", () => setDialog("file"))}
            {body.state === "closed" && step("reopen", t("applications.reopen"), "rotate", plain("reopen", t("applications.reopened")))}
            {open &&
              body.clerk !== undefined &&
              step("release", t("applications.release"), "inbox", plain("release", t("applications.released")))}
            {open && step("handOver", t("applications.handOver"), "people", () => setDialog("handOver"))}
            {handle.undo !== undefined && <ActionButton label={t("record.undo")} icon="undo" variant="quiet" onPress={handle.undo} />}
          </>
        }
      />
      {dialog === "decide" && (
        <DecisionDialog
          draftKey={`application/${id}`}
          busy={handle.busy}
          onClose={close}
          onSubmit={(outcome, reason) => {
            void handle.submit("decide", { outcome, reason }, t("applications.decided")).then((went) => went && close());
          }}
        />
      )}
      {dialog === "handOver" && (
        <UnitDialog
          isOpen
          onClose={close}
          units={directory?.units ?? []}
          current={unit}
          busy={handle.busy}
          onSubmit={(to) => {
            void handle.submit("handOver", { unit: to }, t("applications.handedOver")).then((went) => went && close());
          }}
        />
      )}
      {dialog === "file" && <ApplicationFiling {...props} onClose={close} />}
    </>
  );
}
