// What each line has to say: EN 16931-1, BR-21 to BR-28 and the rules of a line's period, item and VAT.
// Lines below a line are an extension that has rules of its own.
import { amountOf, decimalOf } from "../decimal.ts";
import type { InvoiceLine, SemanticInvoice } from "../model.ts";
import { hasDay, inOrder, turnedAround } from "./periods.ts";
import type { Place, Rule } from "./rule.ts";
import { given, ofLines, requiredOfEach, right } from "./terms.ts";

const lines = (invoice: SemanticInvoice): readonly InvoiceLine[] => invoice.lines;

const line = (id: string, term: Place["term"], has: (line: InvoiceLine) => boolean): Rule => requiredOfEach(id, term, lines, has);

export const lineRules: readonly Rule[] = [
  line("BR-21", "BT-126", ({ id }) => given(id)),
  line("BR-22", "BT-129", ({ quantity }) => decimalOf(quantity?.value) !== null),
  line("BR-23", "BT-130", ({ quantity }) => quantity === null || given(quantity.unit)),
  line("BR-24", "BT-131", ({ net }) => amountOf(net) !== null),
  line("BR-25", "BT-153", ({ item }) => given(item?.name)),
  line("BR-26", "BT-146", ({ price }) => amountOf(price?.net) !== null),
  right(
    "BR-27",
    [ofLines("BT-146", ({ price }) => [price?.net])],
    (net) => !(amountOf(net)?.lt(0) ?? false),
    ({ value }) => value,
  ),
  right(
    "BR-28",
    [ofLines("BT-148", ({ price }) => [price?.gross])],
    (gross) => !(amountOf(gross)?.lt(0) ?? false),
    ({ value }) => value,
  ),
  {
    id: "BR-30",
    severity: "fatal",
    broken: (invoice) =>
      invoice.lines.flatMap(({ period }, index) =>
        period === null || inOrder(period) ? [] : [{ ...turnedAround("BT-135", period), index }],
      ),
  },
  line("BR-54", "BG-32", ({ item }) => item?.attributes.every(({ name, value }) => given(name) && given(value)) ?? true),
  line("BR-64", "BT-157", ({ item }) => !given(item?.standardId?.id) || given(item?.standardId?.scheme)),
  line("BR-65", "BT-158", ({ item }) => item?.classifications.every(({ scheme }) => given(scheme)) ?? true),
  line("BR-CO-04", "BT-151", ({ vat }) => given(vat?.category)),
  line("BR-CO-20", "BG-26", ({ period }) => period === null || hasDay(period)),
];
