// The head of the inbox: views with their counts, kinds, overdue, words, order.
import type { Ref } from "react";
import { useTranslation } from "react-i18next";
import { inboxSorts, inboxViews, type InboxResult } from "../../../shared/desk/inbox-calls.ts";
import { Choice, Choices } from "../../components/choice.tsx";
import { SearchField } from "../../components/fields.tsx";
import { IconButton } from "../../components/button.tsx";
import { Select } from "../../components/select.tsx";
import { useInboxFilters, type InboxLook } from "../../state/inbox-filters.ts";

const kindNames = ["application", "invoice", "post", "task"] as const;

type Only = NonNullable<InboxLook["only"]>;

/** Nothing is both a sample and an invoice, so of the two the one pressed last counts. */
function chosenAlone(values: readonly string[], before: Only | undefined): Only | undefined {
  const pressed = (["alike", "sample"] as const).filter((id) => values.includes(id));
  return pressed.find((id) => id !== before) ?? pressed[0];
}

export interface InboxHeadProps {
  readonly counts: InboxResult["counts"] | undefined;
  readonly total: number | undefined;
  readonly searchRef: Ref<HTMLInputElement>;
  /** From the search on to the list. */
  readonly onLeaveSearch: () => void;
}

export function InboxHead({ counts, total, searchRef, onLeaveSearch }: InboxHeadProps) {
  const { t } = useTranslation();
  const { look, change } = useInboxFilters();
  const figure = (value: number | undefined): string | undefined => value?.toLocaleString("de-DE");
  return (
    <header className="inbox-head">
      <div className="inbox-head__line">
        <h1 className="pane__title">{t("inbox.title")}</h1>
        <Choice
          label={t("inbox.views.label")}
          value={look.view}
          onChange={(view) => change({ view })}
          options={inboxViews.map((id) => ({ id, label: t(`inbox.views.${id}`), count: figure(counts?.[id]) }))}
        />
        <div className="inbox-head__search" data-main-search>
          <SearchField
            ref={searchRef}
            label={t("inbox.search")}
            placeholder={t("inbox.searchPlaceholder")}
            clearLabel={t("common.clear")}
            value={look.text}
            onChange={(text) => change({ text })}
            shortcut="/"
            onLeave={onLeaveSearch}
          />
        </div>
      </div>
      <div className="inbox-head__line">
        <div className="inbox-head__kinds">
          <Choices
            label={t("inbox.kinds.label")}
            values={look.kinds}
            onChange={(kinds) => change({ kinds: [...kinds] })}
            options={kindNames.map((id) => ({ id, label: t(`inbox.kinds.${id}`), icon: id }))}
          />
        </div>
        <Choices
          label={t("inbox.filters")}
          values={[...(look.overdueOnly ? (["overdue"] as const) : []), ...(look.only === undefined ? [] : [look.only])]}
          onChange={(values) => change({ overdueOnly: values.includes("overdue"), only: chosenAlone(values, look.only) })}
          options={[
            { id: "overdue", label: t("inbox.overdueOnly"), icon: "warning", count: figure(counts?.overdue) },
            { id: "alike", label: t("inbox.only.alike"), icon: "twice" },
            { id: "sample", label: t("inbox.only.sample"), icon: "scanner", count: figure(counts?.samples) },
          ]}
        />
        <span className="inbox-head__total" role="status">
          {total === undefined ? "" : t("inbox.total", { count: total, formatted: total.toLocaleString("de-DE") })}
        </span>
        <div className="inbox-head__sort">
          <Select
            label={t("inbox.sortBy")}
            labelHidden
            value={look.sort.by}
            onChange={(by) => change({ sort: { by, descending: by === "received" || by === "amount" } })}
            options={inboxSorts.map((id) => ({ id, label: t(`inbox.columns.${id}`) }))}
          />
          <IconButton
            icon={look.sort.descending ? "arrowDown" : "arrowUp"}
            label={look.sort.descending ? t("inbox.sortedDown") : t("inbox.sortedUp")}
            onPress={() => change({ sort: { ...look.sort, descending: !look.sort.descending } })}
          />
        </div>
      </div>
    </header>
  );
}
