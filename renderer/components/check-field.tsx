// A single thing to agree to, with the sentence that says what is missing.
import { CheckboxButton, CheckboxField, FieldError } from "react-aria-components";
import { Icon } from "./icon.tsx";

export interface CheckFieldProps {
  readonly label: string;
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
  readonly error: string | undefined;
}

export function CheckField({ label, isSelected, onChange, error }: CheckFieldProps) {
  return (
    <CheckboxField isSelected={isSelected} onChange={onChange} isInvalid={error !== undefined} validationBehavior="aria">
      <CheckButton label={label} />
      <FieldError className="field__error">{error}</FieldError>
    </CheckboxField>
  );
}

/** The box with its label, alone or among others. */
export function CheckButton({ label }: Pick<CheckFieldProps, "label">) {
  return (
    <CheckboxButton className="check">
      <span className="check__mark" aria-hidden="true">
        <Icon name="check" size={12} />
      </span>
      <span>{label}</span>
    </CheckboxButton>
  );
}
