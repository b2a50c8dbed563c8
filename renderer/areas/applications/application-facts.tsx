// What is known of an application: the form's fields with their names, who works on it, notes and history.
import { useTranslation } from "react-i18next";
import type { Application } from "../../../shared/domain/application/schema.ts";
import { serviceByCode } from "../../../shared/domain/services.ts";
import { outcomes, serviceFieldLabels, serviceLabel } from "../../../shared/text/de/domain.ts";
import { formatDate, formatPartialDate } from "../../../shared/text/format.ts";
import { lookUp, personName, unitName } from "../../../shared/text/refusal-text.ts";
import { DateText, MomentText } from "../../components/cells.tsx";
import { DataList, Section, type DataListItem } from "../../components/data-list.tsx";
import { FiledSection } from "../../components/filed-section.tsx";
import { HistoryList } from "../../components/history-list.tsx";
import { NotesSection } from "../../components/notes-section.tsx";
import { OwnSteps } from "../../components/own-steps.tsx";
import { useSignedIn } from "../../desk/use-session.tsx";
import type { ApplicationProps } from "./application-view.tsx";

export function ApplicationFacts({ id, unit, body, handle }: ApplicationProps) {
  const { t } = useTranslation();
  const { actor, directory } = useSignedIn();
  const form = useFormItems(body);
  const applicant = useApplicantItems(body);
  const clerk = body.clerk === undefined ? t("applications.nobody") : personName(body.clerk, directory);
  const facts: readonly DataListItem[] = [
    { label: t("applications.service"), value: serviceLabel(body.service) },
    { label: t("applications.unit"), value: unitName(unit, directory) },
    { label: t("applications.clerk"), value: body.clerk === actor.personId ? t("applications.you", { name: clerk }) : clerk },
    { label: t("applications.received"), value: <MomentText at={body.receivedAt} /> },
    ...(body.deadline === undefined ? [] : [{ label: t("applications.deadline"), value: <DateText date={body.deadline} /> }]),
    ...(body.memberMunicipality === undefined ? [] : [{ label: t("applications.municipality"), value: body.memberMunicipality }]),
    { label: t("applications.submission"), value: body.source.submissionId },
  ];
  return (
    <>
      <OwnSteps entries={handle.state.value?.outbox ?? []} directory={directory} onResolve={handle.resolve} />
      {body.decision !== undefined && <Decision decision={body.decision} />}
      {body.documentId !== undefined && (
        <FiledSection title={t("applications.sections.filed")} hint={t("applications.filedHint")} documentId={body.documentId} />
      )}
      <Section title={t("applications.sections.form")}>
        <DataList items={form} />
      </Section>
      <Section title={t("applications.sections.applicant")}>
        <DataList items={applicant} />
      </Section>
      <Section title={t("applications.sections.application")}>
        <DataList items={facts} />
      </Section>
      <NotesSection
        notes={body.notes}
        directory={directory}
        personId={actor.personId}
        draftKey={`application/${id}`}
        whyNot={handle.whyNot("addNote")}
        onAdd={(text) => handle.submit("addNote", { text }, t("record.noteSaved"))}
        onWithdraw={(note) => void handle.submit("withdrawNote", { note }, t("record.noteWithdrawn"))}
      />
      <HistoryList trail={body.trail} directory={directory} />
    </>
  );
}

function Decision({ decision }: { readonly decision: NonNullable<Application["decision"]> }) {
  const { t } = useTranslation();
  const { directory } = useSignedIn();
  return (
    <Section title={t("applications.sections.decision")}>
      <DataList
        items={[
          { label: t("applications.outcome"), value: <span className="strong">{outcomes[decision.outcome]}</span> },
          { label: t("applications.by"), value: personName(decision.by, directory) },
          { label: t("applications.at"), value: <MomentText at={decision.at} /> },
          ...(decision.reason === "" ? [] : [{ label: t("applications.reason"), value: decision.reason, wide: true }]),
        ]}
      />
    </Section>
  );
}

function useApplicantItems({ applicant }: Application): readonly DataListItem[] {
  const { t } = useTranslation();
  const town = [applicant.postalCode, applicant.city].filter((part) => part !== undefined).join(" ");
  const address = [applicant.street, town].filter((part) => part !== undefined && part !== "").join("\n");
  const items: readonly (readonly [string, string | undefined])[] = [
    [t("applications.name"), `${applicant.givenNames} ${applicant.familyName}`],
    [t("applications.birthName"), applicant.birthName],
    [t("applications.birthDate"), applicant.birthDate === undefined ? undefined : formatPartialDate(applicant.birthDate)],
    [t("applications.address"), address],
    [t("applications.email"), applicant.email],
    [t("applications.phone"), applicant.phone],
  ];
  return items.flatMap(([label, value]) => (value === undefined || value === "" ? [] : [{ label, value }]));
}

/** The service's own fields in their order, then whatever else the form sent. */
function useFormItems({ service, payload }: Application): readonly DataListItem[] {
  const { t } = useTranslation();
  const known = serviceByCode(service)?.fields.map((field) => field.key) ?? [];
  const keys = [...known.filter((key) => Object.hasOwn(payload, key)), ...Object.keys(payload).filter((key) => !known.includes(key))];
  return keys.map((key) => {
    const value = payload[key];
    const text =
      typeof value === "boolean"
        ? value
          ? t("common.yes")
          : t("common.no")
        : Array.isArray(value)
          ? value.join("\n")
          : formatDate(String(value ?? ""));
    return { label: lookUp(serviceFieldLabels, key) ?? key, value: text, wide: text.length > 60 };
  });
}
