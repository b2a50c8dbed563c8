// Picks a person of the municipality by typing a part of the name.
import type { Ref } from "react";
import { useTranslation } from "react-i18next";
import { ComboBox, FieldError, Input, Label, ListBox, ListBoxItem, Popover } from "react-aria-components";
import type { Person } from "../../shared/domain/policy.ts";

export interface PersonFieldProps {
  readonly label: string;
  readonly people: readonly Person[];
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
  /** Present: nobody is chosen, and this says what to do. */
  readonly error: string | undefined;
  readonly ref?: Ref<HTMLInputElement>;
}

export function PersonField({ label, people, value, onChange, error, ref }: PersonFieldProps) {
  const { t } = useTranslation();
  return (
    <ComboBox
      className="field"
      defaultItems={people}
      value={value}
      onChange={(key) => onChange(people.find(({ id }) => id === key)?.id ?? null)}
      allowsEmptyCollection
      isRequired
      isInvalid={error !== undefined}
      validationBehavior="aria"
    >
      <Label className="field__label">{label}</Label>
      <Input className="field__input" placeholder={t("deputies.dialog.person")} {...(ref === undefined ? {} : { ref })} />
      <FieldError className="field__error">{error}</FieldError>
      <Popover className="popover" offset={4}>
        <ListBox<Person>
          className="list-box"
          renderEmptyState={() => <span className="list-box__none">{t("deputies.dialog.nobody")}</span>}
        >
          {(person) => (
            <ListBoxItem id={person.id} textValue={person.name} className="list-box__item">
              {person.name}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
