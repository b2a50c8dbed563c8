// The suppliers that were found, one line each; arrow keys open one after the other.
import { useTranslation } from "react-i18next";
import { ListBox, ListBoxItem, ListLayout, Virtualizer } from "react-aria-components";
import type { SupplierList as Listed } from "../../../shared/desk/supplier-calls.ts";
import { Icon } from "../../components/icon.tsx";
import { EmptyState, Skeleton } from "../../components/messages.tsx";
import type { QueryState } from "../../desk/use-query.ts";

export interface SupplierListProps {
  readonly state: QueryState<Listed>;
  readonly selected: string | null;
  readonly onOpen: (id: string) => void;
}

export function SupplierList({ state, selected, onOpen }: SupplierListProps) {
  const { t } = useTranslation();
  const { value, error } = state;
  if (error !== undefined) return <EmptyState icon="warning" title={t("suppliers.failed")} />;
  if (value === undefined) return <Skeleton lines={6} label={t("common.loading")} />;
  if (value.rows.length === 0)
    return value.all === 0 ? (
      <EmptyState icon="supplier" title={t("suppliers.empty")}>
        {t("suppliers.emptyHint")}
      </EmptyState>
    ) : (
      <EmptyState icon="search" title={t("suppliers.nothing")}>
        {t("suppliers.nothingHint")}
      </EmptyState>
    );
  return (
    <div className="suppliers-list">
      <Virtualizer layout={ListLayout} layoutOptions={{ rowSize: 44 }}>
        <ListBox
          className="suppliers-list__box"
          aria-label={t("suppliers.list")}
          items={value.rows}
          selectionMode="single"
          disallowEmptySelection
          selectionBehavior="replace"
          selectedKeys={selected === null ? [] : [selected]}
          onSelectionChange={(keys) => {
            const [chosen] = keys === "all" ? [] : keys;
            if (chosen !== undefined) onOpen(String(chosen));
          }}
        >
          {({ id, name, city, vatId, state: standing, waiting }) => {
            const line = [city, vatId, standing === "blocked" ? t("suppliers.blocked") : ""].filter((part) => part !== "").join(" · ");
            return (
              <ListBoxItem id={id} textValue={`${name} ${city}`} className="suppliers-list__row">
                <Icon name={standing === "blocked" ? "lock" : "supplier"} size={14} />
                <span className="suppliers-list__text">
                  <span className="suppliers-list__name">{name}</span>
                  {line !== "" && <span className="suppliers-list__line">{line}</span>}
                </span>
                {waiting > 0 && (
                  <span className="waiting-mark">
                    <Icon name="sync" size={13} />
                    <span className="visually-hidden">{t("frame.badge.waiting", { count: waiting })}</span>
                  </span>
                )}
              </ListBoxItem>
            );
          }}
        </ListBox>
      </Virtualizer>
      {value.total > value.rows.length && (
        <p className="suppliers-list__more muted">
          {t("suppliers.more", { shown: value.rows.length, total: value.total.toLocaleString("de-DE") })}
        </p>
      )}
    </div>
  );
}
