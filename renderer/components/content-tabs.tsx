// The files of a record as tabs above what they show.
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import type { ContentRef } from "../../shared/domain/record.ts";
import { Icon } from "./icon.tsx";

export interface ContentTab {
  readonly id: string;
  /** What the file is for the record: "Formular", "Anlage". */
  readonly purpose: string;
  readonly content: ContentRef;
}

export interface ContentTabsProps {
  readonly tabs: readonly ContentTab[];
  readonly render: (content: ContentRef | null) => ReactNode;
}

/** One file or none needs no tabs. */
export function ContentTabs({ tabs, render }: ContentTabsProps) {
  const { t } = useTranslation();
  const [only] = tabs;
  if (tabs.length <= 1) return <>{render(only?.content ?? null)}</>;
  return (
    <Tabs className="content-tabs">
      <TabList aria-label={t("record.files")} className="content-tabs__list">
        {tabs.map((tab) => (
          <Tab
            key={tab.id}
            id={tab.id}
            className="content-tabs__tab"
            aria-label={t("record.fileTab", { purpose: tab.purpose, name: tab.content.name })}
          >
            <Icon name="document" size={14} />
            <span className="content-tabs__name" title={tab.content.name}>
              {tab.content.name}
            </span>
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className="content-tabs__panel">
          {render(tab.content)}
        </TabPanel>
      ))}
    </Tabs>
  );
}
