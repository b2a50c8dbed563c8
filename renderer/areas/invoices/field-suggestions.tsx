// What else a field might be: values the reader found, and values of its kind on the page in sight. Choosing one is like typing it.
import { useRef } from "react";
import { Button, Header, Menu, MenuItem, MenuSection, Popover } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { Alternative, Place } from "../../../shared/domain/invoice/schema.ts";
import type { AllFieldName } from "../../../shared/domain/invoice/terms.ts";
import { invoiceFieldLabels } from "../../../shared/text/de/domain.ts";
import { textOfField } from "../../components/field-text.ts";
import { Icon } from "../../components/icon.tsx";
import type { FieldPlaces } from "./use-field-places.ts";
import { valuesIn } from "./value-of-words.ts";

export interface FieldSuggestionsProps {
  readonly name: AllFieldName;
  /** What the field shows now: it is no suggestion. */
  readonly text: string;
  readonly alternatives: readonly Alternative[];
  readonly places: FieldPlaces;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

/** More would be a page to read once again. */
const mostOfPage = 12;

/** A list that was asked for by a key takes the arrows at once. The menu's own way leaves the cursor on the list, where Enter does nothing. */
function takeFocus(element: Element | null): void {
  if (element instanceof HTMLElement) element.focus({ preventScroll: true });
}

interface Suggestion {
  readonly id: string;
  readonly value: string | number;
  readonly shown: string;
  readonly hint: string;
  readonly place: Place;
}

export function FieldSuggestions({ name, text, alternatives, places, isOpen, onOpenChange }: FieldSuggestionsProps) {
  const { t } = useTranslation();
  const anchor = useRef<HTMLSpanElement>(null);
  const field = invoiceFieldLabels[name] ?? name;
  const read = alternatives.flatMap(({ value, confidence, page, box, excerpt }, index): readonly Suggestion[] => {
    const shown = textOfField(name, value);
    const where = page === undefined ? "" : t("invoices.suggest.page", { page });
    const sure = t("invoices.suggest.sure", { percent: Math.round(confidence * 100) });
    const hint = [where, sure].filter((part) => part !== "").join(" · ");
    return shown === text ? [] : [{ id: `read ${index}`, value, shown, hint, place: { page, box, excerpt } }];
  });
  const onPage = isOpen ? ofPage(name, text, read, places, t("invoices.suggest.inLine")) : [];
  const all = [...read, ...onPage];
  const more = t("invoices.suggest.more", { count: read.length });
  const choose = (id: unknown): void => {
    const chosen = all.find((one) => one.id === id);
    if (chosen !== undefined) places.take(name, chosen.value, chosen.place);
  };
  const section = (title: string, entries: readonly Suggestion[]) =>
    entries.length === 0 ? null : (
      <MenuSection>
        <Header className="suggestions__title">{title}</Header>
        {entries.map(({ id, shown, hint }) => (
          <MenuItem
            key={id}
            id={id}
            ref={id === all[0]?.id ? takeFocus : null}
            className="list-box__item suggestions__item"
            textValue={shown}
          >
            <span className="suggestions__value">{shown}</span>
            <span className="suggestions__hint">{hint}</span>
          </MenuItem>
        ))}
      </MenuSection>
    );
  return (
    <span ref={anchor} className="suggestions">
      <Button
        className="suggestions__button"
        // One comes here by Alt and arrow down: between two fields Tab goes straight on.
        excludeFromTabOrder
        preventFocusOnPress
        aria-label={read.length > 0 ? t("invoices.suggest.buttonMore", { more, field }) : t("invoices.suggest.button", { field })}
        aria-expanded={isOpen}
        aria-haspopup="menu"
        onPress={() => {
          places.focus(name);
          onOpenChange(true);
        }}
      >
        {read.length > 0 && <span>{more}</span>}
        <Icon name="chevronDown" size={12} />
      </Button>
      <Popover className="popover" triggerRef={anchor} isOpen={isOpen} onOpenChange={onOpenChange} placement="bottom end" offset={4}>
        <Menu
          className="list-box suggestions__list"
          aria-label={t("invoices.suggest.menu", { field })}
          onAction={choose}
          onClose={() => {
            onOpenChange(false);
          }}
          renderEmptyState={() => <p className="suggestions__none">{t("invoices.suggest.none")}</p>}
        >
          {section(t("invoices.suggest.read"), read)}
          {section(t("invoices.suggest.onPage"), onPage)}
        </Menu>
      </Popover>
    </span>
  );
}

/** Values of the field's kind on the pages whose text is drawn, each once, none that is offered already. */
function ofPage(name: AllFieldName, text: string, read: readonly Suggestion[], places: FieldPlaces, inLine: string): readonly Suggestion[] {
  const known = new Set([text, ...read.map(({ shown }) => shown)]);
  const found: Suggestion[] = [];
  for (const line of places.text.current?.lines() ?? []) {
    for (const { value, start, end } of valuesIn(name, line.text)) {
      const shown = textOfField(name, value);
      if (found.length >= mostOfPage || known.has(shown)) continue;
      known.add(shown);
      const box = line.boxOf(start, end);
      const before = line.text.slice(0, start).trim().slice(-40);
      const place = { page: line.page, excerpt: line.text.slice(0, 300), ...(box === null ? {} : { box }) };
      found.push({ id: `page ${found.length}`, value, shown, hint: before === "" ? inLine : before, place });
    }
  }
  return found;
}
