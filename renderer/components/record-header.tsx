// The head of a record: what it is, how it stands, and the steps that are possible or why not.
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Icon, type IconName } from "./icon.tsx";
import { Toolbar } from "./toolbar.tsx";

export interface RecordHeaderProps {
  readonly icon: IconName;
  readonly title: string;
  /** The line under the title: kind, dates, deadline. */
  readonly line: ReactNode;
  readonly state: ReactNode;
  readonly actions: ReactNode;
}

export function RecordHeader({ icon, title, line, state, actions }: RecordHeaderProps) {
  const { t } = useTranslation();
  return (
    <header className="record__head">
      <div className="record__top">
        <span className="record__icon">
          <Icon name={icon} size={18} />
        </span>
        <div className="record__titles">
          <h2 className="record__title">{title}</h2>
          <div className="record__line">{line}</div>
        </div>
        {state}
      </div>
      {actions !== null && <Toolbar label={t("record.actions")}>{actions}</Toolbar>}
    </header>
  );
}
