// A cell that finds entries by number or words. What is typed stands, whether it is an entry or not; the rules judge it.
import { ComboBox, FieldError, Input, ListBox, ListBoxItem, Popover } from "react-aria-components";

export interface Entry {
  readonly number: string;
  readonly name: string;
  readonly more: string;
}

export interface SuggestingCellProps {
  readonly label: string;
  readonly value: string;
  readonly entries: readonly Entry[];
  readonly none: string;
  readonly isReadOnly: boolean;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
  /** An entry was chosen: the cursor may go on. */
  readonly onChosen: (value: string) => void;
  readonly cell: string;
}

export function SuggestingCell({ label, value, entries, none, isReadOnly, error, onChange, onChosen, cell }: SuggestingCellProps) {
  return (
    <ComboBox
      aria-label={label}
      className="booking-cell"
      inputValue={value}
      value={null}
      items={entries.map((entry) => ({ id: entry.number, ...entry }))}
      allowsCustomValue
      allowsEmptyCollection
      isReadOnly={isReadOnly}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      onInputChange={(typed) => {
        if (typed !== value) onChange(typed);
      }}
      onChange={(key) => {
        if (key !== null) onChosen(String(key));
      }}
    >
      <Input className="field__input" data-cell={cell} maxLength={40} />
      <FieldError className="field__error">{error}</FieldError>
      <Popover className="popover booking-cell__list" offset={2}>
        <ListBox className="list-box" renderEmptyState={() => <p className="booking-cell__none">{none}</p>}>
          {(entry: Entry & { readonly id: string }) => (
            <ListBoxItem id={entry.id} textValue={entry.number} className="list-box__item">
              <span className="list-box__text">
                <span>
                  <span className="booking-cell__number">{entry.number}</span> {entry.name}
                </span>
                {entry.more === "" ? null : <span className="list-box__description">{entry.more}</span>}
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
