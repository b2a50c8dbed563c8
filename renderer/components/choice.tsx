// A choice of one, or of several, shown all at once as buttons that stay down.
import type { ReactNode } from "react";
import { ToggleButton, ToggleButtonGroup } from "react-aria-components";
import { Icon, type IconName } from "./icon.tsx";

export interface ChoiceOption<T extends string> {
  readonly id: T;
  readonly label: string;
  readonly icon?: IconName;
  /** A figure behind the label: how many there are. */
  readonly count?: ReactNode;
}

interface Base<T extends string> {
  readonly label: string;
  readonly options: readonly ChoiceOption<T>[];
  readonly look?: "segments" | "chips";
}

export interface ChoiceProps<T extends string> extends Base<T> {
  readonly value: T;
  readonly onChange: (value: T) => void;
}

/** Exactly one is chosen. */
export function Choice<T extends string>({ label, options, value, onChange, look = "segments" }: ChoiceProps<T>) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const chosen = options.find((option) => keys.has(option.id));
        if (chosen !== undefined) onChange(chosen.id);
      }}
      className={`choice choice--${look}`}
    >
      {options.map((option) => (
        <OptionButton key={option.id} option={option} />
      ))}
    </ToggleButtonGroup>
  );
}

export interface ChoicesProps<T extends string> extends Base<T> {
  readonly values: readonly T[];
  readonly onChange: (values: readonly T[]) => void;
}

/** Any number is chosen, none included. */
export function Choices<T extends string>({ label, options, values, onChange, look = "chips" }: ChoicesProps<T>) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="multiple"
      selectedKeys={values}
      onSelectionChange={(keys) => onChange(options.filter((option) => keys.has(option.id)).map((option) => option.id))}
      className={`choice choice--${look}`}
    >
      {options.map((option) => (
        <OptionButton key={option.id} option={option} />
      ))}
    </ToggleButtonGroup>
  );
}

function OptionButton({ option }: { readonly option: ChoiceOption<string> }) {
  return (
    <ToggleButton id={option.id} className="choice__button">
      {option.icon === undefined ? null : (
        // Where there is no room the icon stands alone and says its word to whoever points at it.
        <span className="choice__icon" title={option.label} aria-hidden="true">
          <Icon name={option.icon} size={14} />
        </span>
      )}
      <span className="choice__label">{option.label}</span>
      {option.count === undefined ? null : <span className="choice__count">{option.count}</span>}
    </ToggleButton>
  );
}
