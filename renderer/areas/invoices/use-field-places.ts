// Where the fields' values stand on the page: the place of the field one is in, and words of the page that fill it.
// Must never change a field without a person's pointing, nor a record: what is taken is a draft like what is typed.
import { useCallback, useRef, useState, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import type { Invoice, Place } from "../../../shared/domain/invoice/schema.ts";
import { allFieldsOf, type AllFieldName } from "../../../shared/domain/invoice/terms.ts";
import { invoiceFieldLabels } from "../../../shared/text/de/domain.ts";
import { fieldType, textOfField } from "../../components/field-text.ts";
import type { FindRequest } from "../../pdf/find-request.ts";
import type { MarkRequest } from "../../pdf/page-mark.ts";
import type { PointedWords } from "../../pdf/page-words.ts";
import type { ShownText } from "../../pdf/pdf-viewer.tsx";
import type { FieldEdits } from "./use-field-edits.ts";
import { valueOfWords, wantedBy } from "./value-of-words.ts";

export interface FieldPlaces {
  /** The field that words of the page go into; null where a person is elsewhere. */
  readonly active: AllFieldName | null;
  /** What became of the last words pointed at, where they could not be taken. */
  readonly message: string | undefined;
  readonly mark: MarkRequest;
  /** The search for a value whose place nobody kept. */
  readonly find: FindRequest | undefined;
  readonly enter: (name: AllFieldName) => void;
  readonly leave: () => void;
  /** Fills a field with a value and marks where it stands. */
  readonly take: (name: AllFieldName, value: string | number, place: Place | undefined) => void;
  readonly onWords: (words: PointedWords) => void;
  /** The text of the pages as the viewer shows them. */
  readonly text: RefObject<ShownText | null>;
  /** The inputs, so that the cursor can be put into one. */
  readonly input: (name: AllFieldName, element: HTMLInputElement | null) => void;
  readonly focus: (name: AllFieldName) => void;
}

const noSearch: FindRequest = { query: "", quiet: true, serial: 0 };

/** The line of the file a value was read from; the reader cuts long ones. */
function lineOf(place: Place | undefined): string {
  return place?.excerpt?.replace(/…$/u, "").trim() ?? "";
}

export function useFieldPlaces(body: Invoice, edits: FieldEdits): FieldPlaces {
  const { t } = useTranslation();
  const [active, setActive] = useState<AllFieldName | null>(null);
  const [message, setMessage] = useState<string | undefined>(undefined);
  const [mark, setMark] = useState<MarkRequest>({ place: null, serial: 0 });
  const [find, setFind] = useState<FindRequest | undefined>(undefined);
  const text = useRef<ShownText>(null);
  const inputs = useRef(new Map<AllFieldName, HTMLInputElement>());

  const show = (place: Place | undefined, value: string): void => {
    const { page, box } = place ?? {};
    const marked = page === undefined || box === undefined ? null : { page, box };
    setMark((before) => ({ place: marked, serial: before.serial + 1 }));
    // Values that an older program read have the words of their line alone.
    const line = lineOf(place);
    const words = marked !== null || value === "" ? noSearch : { query: line === "" ? value : line, otherwise: value, quiet: true };
    setFind((before) => (before === undefined && words === noSearch ? before : { ...words, serial: (before?.serial ?? 0) + 1 }));
  };
  const focus = useCallback((name: AllFieldName): void => inputs.current.get(name)?.focus(), []);
  const take: FieldPlaces["take"] = (name, value, place) => {
    edits.write(name, textOfField(name, value), place);
    setMessage(undefined);
    setActive(name);
    focus(name);
    show(place, "");
  };
  return {
    active,
    message,
    mark,
    find,
    enter: (name) => {
      setActive(name);
      if (name !== active) setMessage(undefined);
      const place = edits.placeOf(name) ?? body.origins[name];
      // A table has no writing of its own that the page could hold.
      show(place, fieldType(name) === "rows" ? lineOf(place) : textOfField(name, allFieldsOf(body)[name]));
    },
    leave: () => {
      setActive(null);
      setMessage(undefined);
    },
    take,
    onWords: ({ line, start, end, whole }) => {
      if (active === null) return;
      const found = valueOfWords(active, line.text, start, end, whole);
      if (typeof found !== "string") {
        const box = line.boxOf(found.start, found.end);
        take(active, found.value, { page: line.page, ...(box === null ? {} : { box }), excerpt: line.text.slice(0, 300) });
        return;
      }
      const field = invoiceFieldLabels[active] ?? active;
      const words = line.text.slice(start, end);
      const shown = words.length > 40 ? `${words.slice(0, 39)}…` : words;
      setMessage(t(found === "several" ? "invoices.words.several" : `invoices.words.${wantedBy(active)}`, { words: shown, field }));
      focus(active);
    },
    text,
    input: (name, element) => {
      if (element === null) inputs.current.delete(name);
      else inputs.current.set(name, element);
    },
    focus,
  };
}
