// A screen of one pane: its title with a sentence about it, and what it holds below.
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

export interface ScreenProps {
  readonly title: string;
  readonly intro: string;
  /** One more class for what scrolls. */
  readonly bodyClass?: string;
  readonly children: ReactNode;
}

export function Screen({ title, intro, bodyClass, children }: ScreenProps) {
  return (
    <div className="pane">
      <header className="pane__head">
        <h1 className="pane__title">{title}</h1>
        <span className="muted">{intro}</span>
      </header>
      <div className={classNames("pane__body", bodyClass)}>{children}</div>
    </div>
  );
}
