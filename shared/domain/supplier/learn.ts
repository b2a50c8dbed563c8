// What is learned of a supplier's papers: a person's word about a value shows where that field stands; a place that misled counts against.
// Local, explainable, and without content: a place is a page, a box and the words of a label.
import { must } from "../../base/must.ts";
import { z } from "../../base/zod.ts";
import { rule } from "../command.ts";
import { refuse } from "../refusal.ts";
import { trailEntry } from "../trail.ts";
import { keeperOnly, keepingFor, learnerOnly } from "./rights.ts";
import { foundPlaceSchema, invoicesRemembered, placeIdOf, type LearnedPlace, type Supplier } from "./schema.ts";

const mostLessons = 40;
/** A supplier that changes its paper all the time teaches nothing. */
const mostOfField = 3;

const learnArgs = z.strictObject({
  /** The invoice that was looked at. */
  invoice: z.uuid(),
  /** Where the values stood that a person gave or let stand. */
  right: z.array(foundPlaceSchema).max(mostLessons),
  /** Ids of learned places where something else stood. */
  wrong: z.array(z.uuid()).max(mostLessons),
});
type LearnArgs = z.infer<typeof learnArgs>;

/** The places after one more invoice. An invoice counts once for a place, however often it is looked at. */
export function afterLesson(learned: Supplier["learned"], { invoice, right, wrong }: LearnArgs, at: string): Supplier["learned"] {
  const next: Record<string, LearnedPlace> = { ...learned };
  const seen = (before: LearnedPlace): Pick<LearnedPlace, "invoices" | "at"> => ({
    invoices: [...before.invoices, invoice].slice(-invoicesRemembered),
    at,
  });
  for (const place of right) {
    const id = placeIdOf(place);
    const before = next[id];
    if (before === undefined) next[id] = { ...place, right: 1, wrong: 0, invoices: [invoice], at };
    else if (!before.invoices.includes(invoice)) next[id] = { ...before, box: place.box, right: before.right + 1, ...seen(before) };
  }
  const taught = new Set(right.map(placeIdOf));
  for (const id of wrong) {
    const before = next[id];
    if (before === undefined || taught.has(id) || before.invoices.includes(invoice)) continue;
    next[id] = { ...before, wrong: before.wrong + 1, ...seen(before) };
  }
  return Object.fromEntries(Object.entries(next).filter(([id, place]) => rankIn(next, id, place) < mostOfField));
}

/** How many places of the same field are better. */
function rankIn(all: Supplier["learned"], id: string, place: LearnedPlace): number {
  return Object.entries(all).filter(([other, one]) => one.field === place.field && other !== id && isBetter(one, place)).length;
}

function isBetter(one: LearnedPlace, other: LearnedPlace): boolean {
  const [left, right] = [one.right - one.wrong, other.right - other.wrong];
  return left === right ? one.at > other.at : left > right;
}

/** Whether a place is looked at again: one that misled as often as it helped is not. */
export function isTrusted({ right, wrong }: Pick<LearnedPlace, "right" | "wrong">): boolean {
  return right > wrong;
}

/** The places that are looked at for a field, the best first. */
export function placesToLookAt(learned: Supplier["learned"]): readonly LearnedPlace[] {
  return Object.values(learned)
    .filter(isTrusted)
    .sort((one, other) => (isBetter(one, other) ? -1 : 1));
}

/** Learned by the desk from a step at an invoice, and nobody's own step: only `forget` takes it away again. */
export const learn = rule<Supplier, LearnArgs>({
  args: learnArgs,
  final: "learnedStays",
  allowed: (input) => (input.record === undefined ? refuse("recordMissing") : learnerOnly(input)),
  apply: (input) => {
    const { id, unit, body } = must(input.record, "the rule's `allowed` refused a missing record");
    const { actor, args, context } = input;
    const learned = afterLesson(body.learned, args, context.at);
    const line = trailEntry(context.commandId, "learn", actor, context.at, { invoice: args.invoice });
    // The places themselves say how often and when last; a line for each invoice ever seen would only make the record grow.
    const trail = [...body.trail.filter(({ command }) => command !== "learn"), line];
    return { changes: [{ kind: "supplier", id, unit, body: { ...body, learned, trail } }] };
  },
});

const forgetArgs = z.strictObject({ place: z.uuid() });
export const forget = rule<Supplier, z.infer<typeof forgetArgs>>({
  args: forgetArgs,
  allowed: (input) => {
    if (input.record === undefined) return refuse("recordMissing");
    return keeperOnly(input) ?? (input.record.body.learned[input.args.place] === undefined ? refuse("placeForgotten") : undefined);
  },
  apply: (input) => {
    const { id, unit, body } = must(input.record, "the rule's `allowed` refused a missing record");
    const { [input.args.place]: gone, ...learned } = body.learned;
    const details = gone === undefined ? undefined : { field: gone.field, label: gone.label };
    const line = trailEntry(input.context.commandId, "forget", input.actor, input.context.at, details, keepingFor(input));
    return { changes: [{ kind: "supplier", id, unit, body: { ...body, learned, trail: [...body.trail, line] } }] };
  },
});
