// Fields a person has begun to change: kept as a draft with the value they saw, until they are saved or dropped.
import { z } from "../../../shared/base/zod.ts";
import { sameJson, type Json } from "../../../shared/base/canonical-json.ts";
import { placeSchema, type Place } from "../../../shared/domain/invoice/schema.ts";
import { allFieldNames, type AllFieldName, type AllFields } from "../../../shared/domain/invoice/terms.ts";
import { useDraft } from "../../state/drafts.ts";
import { fieldOfText, textOfField, type FieldValue } from "../../components/field-text.ts";

const draftSchema = z.record(z.string(), z.object({ from: z.json(), text: z.string(), place: placeSchema.optional() }));
type Draft = z.infer<typeof draftSchema>;

export interface FieldEdit {
  /** What the input shows. */
  readonly text: string;
  readonly changed: boolean;
  /** The typed text is not written as the field wants it. */
  readonly wrong: boolean;
  /** Somebody else's value that came in while this one was being changed. */
  readonly meanwhile: FieldValue | undefined;
}

/** Arguments of `editFields`. */
interface EditArgs {
  readonly fields: Readonly<Record<string, { from: Json; to: Json }>>;
  readonly places?: Readonly<Record<string, Place>>;
}

export interface FieldEdits {
  readonly of: (name: AllFieldName) => FieldEdit;
  /** `place` is where on the page the text was taken from; what is typed has none. */
  readonly write: (name: AllFieldName, text: string, place?: Place) => void;
  readonly placeOf: (name: AllFieldName) => Place | undefined;
  /** Names of the changed fields. */
  readonly changed: readonly AllFieldName[];
  readonly anyWrong: boolean;
  /** The edits as the command wants them. */
  readonly edits: () => EditArgs;
  readonly forget: () => void;
}

export function useFieldEdits(id: string, fields: AllFields): FieldEdits {
  const [stored, store] = useDraft(`invoice/${id}/fields`);
  const draft = parse(stored);
  const isChanged = (name: AllFieldName): boolean => {
    const one = draft[name];
    return one !== undefined && !sameJson(fieldOfText(name, one.text) ?? one.text, fields[name]);
  };
  const changed = allFieldNames.filter(isChanged);
  const of = (name: AllFieldName): FieldEdit => {
    const one = draft[name];
    if (one === undefined) return { text: textOfField(name, fields[name]), changed: false, wrong: false, meanwhile: undefined };
    const meanwhile = sameJson(one.from, fields[name]) || !isChanged(name) ? undefined : fields[name];
    return { text: one.text, changed: isChanged(name), wrong: fieldOfText(name, one.text) === undefined, meanwhile };
  };
  return {
    of,
    write: (name, text, place) => {
      const { [name]: before, ...others } = draft;
      const from = before?.from ?? fields[name];
      const next: Draft =
        text === textOfField(name, fields[name])
          ? others
          : { ...others, [name]: { from, text, ...(place === undefined ? {} : { place }) } };
      store(Object.keys(next).length === 0 ? "" : JSON.stringify(next));
    },
    placeOf: (name) => draft[name]?.place,
    changed,
    anyWrong: changed.some((name) => of(name).wrong),
    edits: () => {
      const given = changed.flatMap((name) => {
        const to = fieldOfText(name, draft[name]?.text ?? "");
        return to === undefined ? [] : [[name, { from: draft[name]?.from ?? null, to }] as const];
      });
      const placed = changed.flatMap((name) => {
        const place = draft[name]?.place;
        return place === undefined ? [] : [[name, place] as const];
      });
      const fields = Object.fromEntries(given);
      return placed.length === 0 ? { fields } : { fields, places: Object.fromEntries(placed) };
    },
    forget: () => {
      store("");
    },
  };
}

function parse(stored: string): Draft {
  if (stored === "") return {};
  const parsed = draftSchema.safeParse(JSON.parse(stored));
  return parsed.success ? parsed.data : {};
}
