// A table on a sheet under its heading, which is its caption too. Nothing where it has no rows; a column without any value is left out.
import type { ReactNode } from "react";
import { Section } from "../components/data-list.tsx";
import type { SheetPart } from "./e-invoice-places.ts";

export interface SheetColumn {
  readonly label: string;
  /** Set to the right, digits under digits. */
  readonly number?: boolean;
}

export interface TableProps {
  readonly title: string;
  readonly part: SheetPart;
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly (readonly ReactNode[])[];
}

export function Table({ title, part, columns, rows }: TableProps) {
  if (rows.length === 0) return null;
  const used = columns.map((column, index) => ({ ...column, index })).filter(({ index }) => rows.some((row) => (row[index] ?? "") !== ""));
  return (
    <Section title={title} part={part}>
      <table className="sheet__lines">
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            {used.map(({ label, number = false }) => (
              <th key={label} scope="col" className={number ? "sheet__number" : undefined}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, place) => (
            <tr key={place}>
              {used.map(({ label, index, number = false }) => (
                <td key={label} className={number ? "sheet__number" : undefined}>
                  {row[index]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
