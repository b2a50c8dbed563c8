// Names and values of a record, dense, in one or two columns; values may be anything.
import type { ReactNode } from "react";

export interface DataListItem {
  readonly label: string;
  readonly value: ReactNode;
  /** Across the whole width: long texts. */
  readonly wide?: boolean;
}

export function DataList({ items, label }: { readonly items: readonly DataListItem[]; readonly label?: string }) {
  return (
    <dl className="data-list" {...(label === undefined ? {} : { "aria-label": label })}>
      {items.map((item) => (
        <div key={item.label} className={item.wide === true ? "data-list__item data-list__item--wide" : "data-list__item"}>
          <dt>{item.label}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A part of a reading pane under its heading. */
export function Section({ title, aside, children }: { readonly title: string; readonly aside?: ReactNode; readonly children: ReactNode }) {
  return (
    <section className="section">
      <header className="section__head">
        <h3 className="section__title">{title}</h3>
        {aside}
      </header>
      {children}
    </section>
  );
}
