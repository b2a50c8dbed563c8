// One group of fields in a conflict: both values with their differences, who wrote the other one, and the person's choice.
import { useTranslation } from "react-i18next";
import { Label, RadioButton, RadioField, RadioGroup } from "react-aria-components";
import type { Directory } from "../../../../shared/domain/policy.ts";
import type { TrailEntry } from "../../../../shared/domain/trail.ts";
import { whoChanged } from "../../../../shared/domain/who-changed.ts";
import { sameJson } from "../../../../shared/base/canonical-json.ts";
import { fieldValueText } from "../../../../shared/text/history.ts";
import { fieldLabel, lookUp, personName } from "../../../../shared/text/refusal-text.ts";
import { conflict as conflictTexts } from "../../../../shared/text/de/screens-conflict.ts";
import { MomentText } from "../../../components/cells.tsx";
import { TextArea, TextField } from "../../../components/fields.tsx";
import {
  canBeTyped,
  choices,
  textToEdit,
  typedValue,
  type Choice,
  type Clash,
  type ClashGroup,
  type ConflictDraft,
} from "./conflict-choices.ts";
import { DiffText } from "./diff-text.tsx";
import { grainOf } from "./text-diff.ts";

export interface ClashFieldProps {
  readonly group: ClashGroup;
  readonly draft: ConflictDraft;
  readonly trail: readonly TrailEntry[];
  readonly directory: Directory | null;
  /** Whether the person tried to send while this group had no choice. */
  readonly missing: boolean;
  readonly onChoose: (key: string, choice: Choice) => void;
  readonly onType: (field: string, text: string) => void;
}

export function groupLabel({ key, clashes }: ClashGroup): string {
  return lookUp(conflictTexts.groups, key) ?? clashes.map(({ field }) => fieldLabel(field)).join(", ");
}

export function ClashField({ group, draft, trail, directory, missing, onChoose, onType }: ClashFieldProps) {
  const { t } = useTranslation();
  const choice = draft.choice[group.key];
  const offered = canBeTyped(group) ? choices : choices.filter((one) => one !== "edit");
  return (
    <div className="clash" data-clash={group.key}>
      <RadioGroup
        value={choice ?? null}
        isInvalid={missing && choice === undefined}
        onChange={(value) => {
          const chosen = choices.find((one) => one === value);
          if (chosen !== undefined) onChoose(group.key, chosen);
        }}
      >
        <Label className="clash__title">{groupLabel(group)}</Label>
        {group.clashes.length > 1 ? <p className="muted clash__hint">{t("conflict.together")}</p> : null}
        <div className="clash__values">
          {group.clashes.map((clash) => (
            <Values key={clash.field} clash={clash} trail={trail} directory={directory} named={group.clashes.length > 1} />
          ))}
        </div>
        <div className="clash__choices">
          {offered.map((one) => (
            <RadioField key={one} value={one}>
              <RadioButton className="radio">
                <span className="radio__mark" aria-hidden="true" />
                <span className="radio__text">
                  <span className="radio__label">{t(`conflict.choice.${one}`)}</span>
                </span>
              </RadioButton>
            </RadioField>
          ))}
        </div>
        {missing && choice === undefined ? <p className="field__error">{t("conflict.chooseFirst")}</p> : null}
      </RadioGroup>
      {/* Beside the round buttons, which would take the arrows and the Tab of a field among them. */}
      {choice === "edit" ? (
        <div className="clash__edit">
          {group.clashes.map((clash) => (
            <EditField key={clash.field} clash={clash} draft={draft} onType={onType} />
          ))}
        </div>
      ) : null}
    </div>
  );
}

interface ValuesProps {
  readonly clash: Clash;
  readonly trail: readonly TrailEntry[];
  readonly directory: Directory | null;
  readonly named: boolean;
}

function Values({ clash, trail, directory, named }: ValuesProps) {
  const { t } = useTranslation();
  const { field, from, mine, now } = clash;
  const shown = (value: Clash["mine"]): string => (value === null || value === "" ? "" : fieldValueText(field, value));
  const by = sameJson(from, now) ? undefined : whoChanged(trail, field);
  const grain = grainOf(field);
  return (
    <dl className="clash__pair" aria-label={fieldLabel(field)}>
      {named ? <div className="clash__name">{fieldLabel(field)}</div> : null}
      <div className="clash__side clash__side--mine">
        <dt>{t("conflict.mine")}</dt>
        <dd>
          <DiffText text={shown(mine)} other={shown(now)} grain={grain} side="mine" />
        </dd>
      </div>
      <div className="clash__side clash__side--theirs">
        <dt>{t("conflict.now")}</dt>
        <dd>
          <DiffText text={shown(now)} other={shown(mine)} grain={grain} side="theirs" />
          <span className="clash__who">
            {sameJson(from, now) ? t("conflict.unchanged") : by === undefined ? t("conflict.bySomebody") : null}
            {by === undefined ? null : (
              <>
                {t("conflict.by", { person: personName(by.by, directory) })} <MomentText at={by.at} />
              </>
            )}
          </span>
        </dd>
      </div>
      <div className="clash__side clash__side--before">
        <dt>{t("conflict.before")}</dt>
        <dd>{shown(from) === "" ? <span className="muted">{t("outbox.conflict.empty")}</span> : shown(from)}</dd>
      </div>
    </dl>
  );
}

function EditField({ clash, draft, onType }: Pick<ClashFieldProps, "draft" | "onType"> & { readonly clash: Clash }) {
  const { t } = useTranslation();
  const { field } = clash;
  const text = textToEdit(draft, clash);
  const common = {
    label: t("conflict.editLabel", { field: fieldLabel(field) }),
    value: text,
    onChange: (next: string) => onType(field, next),
    error: typedValue(field, text) === undefined ? t("conflict.wrongForm") : undefined,
    maxLength: 300,
  };
  return grainOf(field) === "words" && text.length > 60 ? <TextArea {...common} /> : <TextField {...common} />;
}
