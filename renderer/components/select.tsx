// A choice of one out of few, as a list that opens.
import { Button, Label, ListBox, ListBoxItem, Popover, Select as AriaSelect, SelectValue } from "react-aria-components";
import { classNames } from "./class-names.ts";
import { Icon } from "./icon.tsx";

export interface SelectOption<T extends string> {
  readonly id: T;
  readonly label: string;
  readonly description?: string;
}

export interface SelectProps<T extends string> {
  readonly label: string;
  readonly options: readonly SelectOption<T>[];
  readonly value: T | null;
  readonly onChange: (value: T) => void;
  readonly placeholder?: string;
  readonly isDisabled?: boolean;
  /** The label is read out but not shown, for toolbars. */
  readonly labelHidden?: boolean;
}

export function Select<T extends string>({
  label,
  options,
  value,
  onChange,
  placeholder,
  isDisabled = false,
  labelHidden = false,
}: SelectProps<T>) {
  return (
    <AriaSelect
      value={value}
      onChange={(key) => {
        const chosen = options.find((option) => option.id === key);
        if (chosen !== undefined) onChange(chosen.id);
      }}
      isDisabled={isDisabled}
      className={classNames("field", "select", labelHidden && "select--inline")}
      {...(placeholder === undefined ? {} : { placeholder })}
      {...(labelHidden ? { "aria-label": label } : {})}
    >
      {labelHidden ? null : <Label className="field__label">{label}</Label>}
      <Button className="select__button">
        <SelectValue className="select__value">{({ selectedText, defaultChildren }) => selectedText ?? defaultChildren}</SelectValue>
        <Icon name="chevronDown" size={12} />
      </Button>
      <Popover className="popover" offset={4}>
        <ListBox className="list-box" items={options}>
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.label} className="list-box__item">
              <span className="list-box__text">
                <span>{option.label}</span>
                {option.description === undefined ? null : <span className="list-box__description">{option.description}</span>}
              </span>
              <Icon name="check" className="list-box__check" />
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
