// Fields for typing. Labels are always visible; help and errors are tied to the field so that they are read out with it.
import type { ReactNode, Ref } from "react";
import {
  Button,
  FieldError,
  Input,
  Label,
  SearchField as AriaSearchField,
  Text,
  TextArea as AriaTextArea,
  TextField as AriaTextField,
} from "react-aria-components";
import { classNames } from "./class-names.ts";
import { Icon } from "./icon.tsx";

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
  readonly description?: string;
  /** Present: the field is wrong, and this says how to put it right. */
  readonly error?: string | undefined;
  readonly isRequired?: boolean;
  readonly isDisabled?: boolean;
  readonly isReadOnly?: boolean;
  readonly autoFocus?: boolean;
  readonly maxLength?: number;
  /** Small things beside the label: where a value came from, how sure it is. */
  readonly aside?: ReactNode;
}

export interface TextFieldProps extends FieldProps {
  readonly type?: "text" | "password" | "email";
  readonly autoComplete?: string;
  readonly inputMode?: "text" | "decimal" | "numeric";
  /** Figures in columns of equal width, aligned right: amounts. */
  readonly numeric?: boolean;
  readonly ref?: Ref<HTMLInputElement>;
}

export function TextField({ label, description, error, aside, numeric = false, inputMode, ref, ...rest }: TextFieldProps) {
  return (
    <AriaTextField {...rest} isInvalid={error !== undefined} validationBehavior="aria" className="field">
      <span className="field__top">
        <Label className="field__label">{label}</Label>
        {aside}
      </span>
      <Input
        className={classNames("field__input", numeric && "field__input--numeric")}
        {...(inputMode === undefined ? {} : { inputMode })}
        {...(ref === undefined ? {} : { ref })}
      />
      {description === undefined ? null : (
        <Text slot="description" className="field__description">
          {description}
        </Text>
      )}
      <FieldError className="field__error">{error}</FieldError>
    </AriaTextField>
  );
}

export interface TextAreaProps extends FieldProps {
  readonly rows?: number;
  readonly ref?: Ref<HTMLTextAreaElement>;
}

export function TextArea({ label, description, error, aside, rows = 3, ref, ...rest }: TextAreaProps) {
  return (
    <AriaTextField {...rest} isInvalid={error !== undefined} validationBehavior="aria" className="field">
      <span className="field__top">
        <Label className="field__label">{label}</Label>
        {aside}
      </span>
      <AriaTextArea className="field__input field__input--area" rows={rows} {...(ref === undefined ? {} : { ref })} />
      {description === undefined ? null : (
        <Text slot="description" className="field__description">
          {description}
        </Text>
      )}
      <FieldError className="field__error">{error}</FieldError>
    </AriaTextField>
  );
}

export interface SearchFieldProps {
  readonly label: string;
  readonly placeholder: string;
  readonly clearLabel: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly shortcut?: string;
  /** Enter and arrow down: on to the results. */
  readonly onLeave?: () => void;
  readonly ref?: Ref<HTMLInputElement>;
}

export function SearchField({ label, placeholder, clearLabel, value, onChange, shortcut, onLeave, ref }: SearchFieldProps) {
  return (
    <AriaSearchField
      aria-label={label}
      value={value}
      onChange={onChange}
      className="search-field"
      onKeyDown={(event) => {
        if (event.key !== "ArrowDown" && event.key !== "Enter") return event.continuePropagation();
        // The focus moves on while the key is down: it must not scroll what it arrives at.
        event.preventDefault();
        onLeave?.();
      }}
    >
      <Icon name="search" />
      <Input
        className="search-field__input"
        placeholder={placeholder}
        {...(shortcut === undefined ? {} : { "aria-keyshortcuts": shortcut })}
        {...(ref === undefined ? {} : { ref })}
      />
      <Button className="search-field__clear" aria-label={clearLabel}>
        <Icon name="close" size={12} />
      </Button>
    </AriaSearchField>
  );
}
