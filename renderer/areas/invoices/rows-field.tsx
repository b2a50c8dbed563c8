// A small table to type in: discounts, VAT per rate. The empty row at its end becomes the next one; a row that is emptied is gone.
import { useId } from "react";
import { FieldError, Input, TextField as AriaTextField } from "react-aria-components";
import type { ReactNode, Ref } from "react";
import { classNames } from "../../components/class-names.ts";
import { cellsOfText, textOfCells, widthOfRow, type RowsName } from "../../components/row-text.ts";

export interface RowsFieldProps {
  readonly name: RowsName;
  readonly label: string;
  /** Headings of the columns, from the left. */
  readonly columns: readonly string[];
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly isReadOnly: boolean;
  readonly error: string | undefined;
  readonly description?: string;
  readonly aside: ReactNode;
  readonly firstCell: Ref<HTMLInputElement>;
  /** What a cell is called for who does not see the table: "Skonto, Zeile 1, Prozent". */
  readonly cellLabel: (row: number, column: string) => string;
}

export function RowsField({ name, label, columns, text, aside, firstCell, cellLabel, ...rest }: RowsFieldProps) {
  const { onChange, isReadOnly, error, description } = rest;
  const id = useId();
  const cells = cellsOfText(name, text);
  const shown = isReadOnly && cells.length > 0 ? cells : [...cells, Array.from({ length: widthOfRow[name] }, () => "")];
  const write = (row: number, column: number, value: string): void => {
    onChange(textOfCells(shown.map((old, at) => (at === row ? old.map((cell, index) => (index === column ? value : cell)) : old))));
  };
  return (
    <div className="field" role="group" aria-labelledby={id}>
      <span className="field__top">
        <span className="field__label" id={id}>
          {label}
        </span>
        {aside}
      </span>
      <table className="rows-field">
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th key={column} scope="col" className={classNames(isNumeric(name, index) && "rows-field__numeric")}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row, at) => (
            // Rows have no name but their place.
            <tr key={`${at}`}>
              {row.map((cell, index) => (
                <td key={columns[index] ?? index}>
                  <AriaTextField
                    aria-label={cellLabel(at + 1, columns[index] ?? "")}
                    value={cell}
                    onChange={(value) => write(at, index, value)}
                    isReadOnly={isReadOnly}
                    isInvalid={error !== undefined}
                    validationBehavior="aria"
                    maxLength={40}
                  >
                    <Input
                      className={classNames("field__input", isNumeric(name, index) && "field__input--numeric")}
                      {...(at === 0 && index === 0 ? { ref: firstCell } : {})}
                    />
                    {at === 0 && index === 0 ? <FieldError className="visually-hidden">{error}</FieldError> : null}
                  </AriaTextField>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {description === undefined ? null : <span className="field__description">{description}</span>}
      {error === undefined ? null : (
        <span className="field__error" aria-hidden="true">
          {error}
        </span>
      )}
    </div>
  );
}

/** All but a day. */
function isNumeric(name: RowsName, column: number): boolean {
  return name === "vatLines" || column === 0;
}
