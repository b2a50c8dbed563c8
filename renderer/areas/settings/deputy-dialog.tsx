// Names a deputy: who, for which rights, from which day to which. For oneself, or by the administration for who is away.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CheckboxField, CheckboxGroup, FieldError, Label, Text } from "react-aria-components";
import { addDays, parseOfficeDate } from "../../../shared/base/office-date.ts";
import type { Intention } from "../../../shared/desk/record-calls.ts";
import type { Person } from "../../../shared/domain/policy.ts";
import { formatDate } from "../../../shared/text/format.ts";
import { Button } from "../../components/button.tsx";
import { CheckButton } from "../../components/check-field.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { TextField } from "../../components/fields.tsx";
import { PersonField } from "../../components/person-field.tsx";
import { useFirstFocus } from "../../components/use-first-focus.ts";
import { useSignedIn, useSync } from "../../desk/use-session.tsx";
import { everyRight, ownRights, rightKey, rightText } from "./deputy-rights.ts";

const usualDays = 14;

export interface DeputyDialogProps {
  /** Somebody of the administration, who may name one for others. */
  readonly administers: boolean;
  readonly busy: boolean;
  readonly onClose: () => void;
  readonly onSubmit: (command: Intention) => void;
}

export function DeputyDialog({ administers, busy, onClose, onSubmit }: DeputyDialogProps) {
  const { t } = useTranslation();
  const first = useFirstFocus<HTMLInputElement>();
  const { actor, directory, today } = useSignedIn();
  const offline = useSync()?.network === "offline";
  const own = ownRights(actor.grants, today);
  const [principal, setPrincipal] = useState<string | null>(administers ? null : actor.personId);
  const [deputy, setDeputy] = useState<string | null>(null);
  const [chosen, setChosen] = useState<readonly string[]>(administers ? [] : own.map(rightKey));
  const [from, setFrom] = useState(formatDate(today));
  const [until, setUntil] = useState(formatDate(addDays(today, usualDays)));
  const [tried, setTried] = useState(false);
  const offered = principal === actor.personId ? own : everyRight;
  const rights = offered.filter((right) => chosen.includes(rightKey(right)));
  const [start, last] = [parseOfficeDate(from.trim()), parseOfficeDate(until.trim())];
  const people = [...(directory?.people ?? [])].sort((one, two) => one.name.localeCompare(two.name, "de"));

  const submit = (): void => {
    setTried(true);
    if (principal === null || deputy === null || rights.length === 0 || start === null || last === null) return;
    const unit = unitOf(people, principal) ?? directory?.units[0]?.id ?? "*";
    const named = {
      unit,
      principal,
      deputy,
      rights: rights.map(({ role, unit: where }) => ({ role, unit: where })),
      from: start,
      until: last,
    };
    onSubmit({ kind: "deputyship", name: "name", recordId: null, args: named });
  };
  const missing = (value: unknown, sentence: string): string | undefined => (tried && value === null ? sentence : undefined);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("deputies.dialog.title")}
      closeLabel={t("common.close")}
      keepOpenOnOutsideClick
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button variant="primary" isPending={busy} onPress={submit}>
            {t("deputies.dialog.submit")}
          </Button>
        </>
      }
    >
      <div className="form">
        {administers && (
          <PersonField
            ref={first}
            label={t("deputies.dialog.principal")}
            people={people}
            value={principal}
            onChange={(id) => {
              setPrincipal(id);
              setChosen(id === actor.personId ? own.map(rightKey) : []);
            }}
            error={missing(principal, t("deputies.dialog.choosePerson"))}
          />
        )}
        <PersonField
          {...(administers ? {} : { ref: first })}
          label={t("deputies.dialog.deputy")}
          people={people.filter(({ id }) => id !== principal)}
          value={deputy}
          onChange={setDeputy}
          error={missing(deputy, t("deputies.dialog.choosePerson"))}
        />
        <CheckboxGroup
          className="checks"
          value={[...chosen]}
          onChange={setChosen}
          isInvalid={tried && rights.length === 0}
          validationBehavior="aria"
        >
          <Label className="field__label">{t("deputies.dialog.rights")}</Label>
          {offered.map((right) => (
            <CheckboxField key={rightKey(right)} value={rightKey(right)}>
              <CheckButton label={rightText(t, right, directory)} />
            </CheckboxField>
          ))}
          {offered === everyRight && (
            <Text slot="description" className="field__description">
              {t("deputies.dialog.rightsOthers")}
            </Text>
          )}
          {offered.length === 0 && (
            <Text slot="description" className="field__description">
              {t("deputies.dialog.rightsNone")}
            </Text>
          )}
          <FieldError className="field__error">{t("deputies.dialog.chooseRight")}</FieldError>
        </CheckboxGroup>
        <TextField
          label={t("deputies.dialog.from")}
          value={from}
          onChange={setFrom}
          isRequired
          error={missing(start, t("deputies.dialog.dateWrong"))}
        />
        <TextField
          label={t("deputies.dialog.until")}
          value={until}
          onChange={setUntil}
          isRequired
          error={missing(last, t("deputies.dialog.dateWrong"))}
        />
        {offline && <p className="muted">{t("deputies.dialog.offline")}</p>}
      </div>
    </Dialog>
  );
}

/** The unit that keeps the record: one the person belongs to. */
function unitOf(people: readonly Person[], id: string): string | undefined {
  return people.find((person) => person.id === id)?.units[0];
}
