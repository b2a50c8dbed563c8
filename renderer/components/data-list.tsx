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

export interface SectionProps {
  readonly title: string;
  /** Of its heading: one below what it stands under. */
  readonly level?: 2 | 3;
  readonly aside?: ReactNode;
  /** A name that code finds it by. */
  readonly part?: string | undefined;
  readonly children: ReactNode;
}

/** A part of a reading pane under its heading. */
export function Section({ title, level = 3, aside, part, children }: SectionProps) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section className="section" data-part={part}>
      <header className="section__head">
        <Heading className="section__title">{title}</Heading>
        {aside}
      </header>
      {children}
    </section>
  );
}
