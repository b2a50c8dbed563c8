// The lines a person is typing: a draft with its steps, kept by the desk until it is saved or dropped.
import { sameJson, type Json } from "../../../../shared/base/canonical-json.ts";
import { z } from "../../../../shared/base/zod.ts";
import { bookingsOf, fiscalYearOf } from "../../../../shared/domain/invoice/bookings.ts";
import type { Invoice } from "../../../../shared/domain/invoice/schema.ts";
import { useDraft } from "../../../state/drafts.ts";
import { draftSchema, emptyRow, rowsOf, typedOf, type Row, type Typed } from "./booking-draft.ts";

export interface BookingDraft extends Typed {
  readonly rows: readonly Row[];
  readonly changed: boolean;
  readonly write: (rows: readonly Row[]) => void;
  /** Takes the last change back; undefined where there is none. */
  readonly undo: (() => void) | undefined;
  readonly forget: () => void;
  /** The edit as the command wants it. */
  readonly edit: () => { readonly from: Json; readonly to: Json };
}

const mostSteps = 30;

export function useBookingDraft(id: string, body: Invoice): BookingDraft {
  const [stored, store] = useDraft(`invoice/${id}/bookings`);
  const draft = stored === "" ? undefined : draftSchema.safeParse(JSON.parse(stored)).data;
  const now = z.json().parse(body.bookings ?? null);
  const own = bookingsOf(body);
  const shown = own.length === 0 ? [emptyRow(fiscalYearOf(body))] : rowsOf(own);
  const rows = draft?.steps.at(-1) ?? shown;
  const typed = typedOf(rows, body.fields.gross ?? 0);
  const write = (next: readonly Row[]): void => {
    const steps = [...(draft?.steps ?? [[...shown]]), [...next]].slice(-mostSteps);
    store(JSON.stringify({ seen: draft?.seen ?? now, steps }));
  };
  const earlier = draft?.steps.slice(0, -1) ?? [];
  return {
    ...typed,
    rows,
    changed: draft !== undefined && !sameJson(rows.map(plain), shown.map(plain)),
    write,
    undo:
      earlier.length === 0
        ? undefined
        : () => store(earlier.length === 1 ? "" : JSON.stringify({ seen: draft?.seen ?? now, steps: earlier })),
    forget: () => store(""),
    edit: () => ({ from: draft?.seen ?? now, to: z.json().parse(typed.lines.filter((line) => line !== undefined)) }),
  };
}

const plain = (row: Row): Json => ({ ...row });
