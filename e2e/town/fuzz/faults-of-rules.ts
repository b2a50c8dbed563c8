// Planted faults of the rules: one command's rule is bent for the time of a run, for desks and servers alike.
import {
  anyBodySchema,
  isRefusal,
  type AnyBody,
  type Applied,
  type CommandInput,
  type Kind,
  type Rule,
} from "../../../shared/domain/command.ts";
import { fieldEditsSchema } from "../../../shared/domain/field-edit.ts";
import { invoiceSchema, paymentDigest } from "../../../shared/domain/invoice/schema.ts";
import { kinds } from "../../../shared/domain/kinds.ts";
import { z } from "../../../shared/base/zod.ts";
import { ok } from "../../../shared/base/result.ts";
import { must } from "../../../shared/base/must.ts";
import type { PlantedFault } from "./planted.ts";

type Run = Rule<AnyBody>["run"];

function kindNamed(name: string): Kind {
  return must(kinds.get(name), "a kind of the house");
}

/** Puts another `run` in the place of a command's; `mayRun` says yes to everybody. */
function bend(kindName: string, commandName: string, bent: (real: Run) => Run): () => void {
  const { commands } = kindNamed(kindName);
  const rule = must(commands[commandName], "a command of the kind");
  Object.assign(commands, { [commandName]: { ...rule, run: bent(rule.run), mayRun: () => undefined } });
  return () => {
    Object.assign(commands, { [commandName]: rule });
  };
}

/** Lets every body of the kind pass. */
function checkNothing(kindName: string): () => void {
  const kind = kindNamed(kindName);
  const { check } = kind;
  Object.assign(kind, { check: (body: AnyBody) => ok(body) });
  return () => {
    Object.assign(kind, { check });
  };
}

function argsOf(input: CommandInput<AnyBody, unknown>): AnyBody {
  return anyBodySchema.parse(input.args);
}

function all(undo: readonly (() => void)[]): () => void {
  return () => {
    for (const one of undo) one();
  };
}

/** Today's digest in the place of the one that was signed. */
const anyDigest =
  (real: Run): Run =>
  (input) => {
    const body = invoiceSchema.safeParse(input.record?.body);
    return real(body.success ? { ...input, args: { ...argsOf(input), digest: paymentDigest(body.data) } } : input);
  };

/** The certifier orders without a reason. */
const certifierOrders =
  (real: Run): Run =>
  (input) => {
    const outcome = real(input);
    if (!isRefusal(outcome) || outcome.code !== "exceptionReasonMissing") return outcome;
    const forced = real({ ...input, args: { ...argsOf(input), exceptionReason: "x" } });
    return isRefusal(forced) ? forced : withoutReason(forced);
  };

function withoutReason(applied: Applied): Applied {
  const changes = applied.changes.map((change) => {
    const order = anyBodySchema.safeParse(change.body["order"]);
    if (!order.success) return change;
    const { exceptionReason: _gone, ...rest } = order.data;
    return { ...change, body: { ...change.body, order: rest } };
  });
  return { ...applied, changes };
}

/** What the field holds now in the place of what the person saw: the last writer wins. */
const lastWriterWins =
  (real: Run): Run =>
  (input) => {
    const edits = fieldEditsSchema.safeParse(argsOf(input)["fields"]);
    const fields = anyBodySchema.safeParse(input.record?.body["fields"] ?? input.record?.body);
    if (!edits.success || !fields.success) return real(input);
    const now = Object.fromEntries(
      Object.entries(edits.data).map(([field, { to }]): [string, unknown] => [field, { from: fields.data[field] ?? null, to }]),
    );
    return real({ ...input, args: { ...argsOf(input), fields: now } });
  };

/** A step is taken back as if nothing had come after it. */
const undoRegardless =
  (real: Run): Run =>
  (input) => {
    const trail = trailOfBody.safeParse(input.record?.body["trail"]);
    const { record } = input;
    const at = trail.success ? trail.data.findIndex((line) => line["commandId"] === argsOf(input)["command"]) : -1;
    if (record === undefined || !trail.success || at < 0) return real(input);
    const outcome = real({ ...input, record: { ...record, body: { ...record.body, trail: trail.data.slice(0, at + 1) } } });
    if (isRefusal(outcome)) return outcome;
    const changes = outcome.changes.map((change) =>
      change.id === record.id
        ? { ...change, body: { ...change.body, trail: [...trail.data, trailOfBody.parse(change.body["trail"]).at(-1)] } }
        : change,
    );
    return { ...outcome, changes };
  };

const trailOfBody = z.array(anyBodySchema);

export const faultsOfRules: Readonly<Record<string, () => PlantedFault>> = {
  "digest not checked": () => ({ rules: () => all([bend("invoice", "certify", anyDigest), bend("invoice", "order", anyDigest)]) }),
  "separation of duties skipped": () => ({ rules: () => all([bend("invoice", "order", certifierOrders), checkNothing("invoice")]) }),
  "last writer wins": () => ({
    rules: () => all([bend("invoice", "editFields", lastWriterWins), bend("document", "describe", lastWriterWins)]),
  }),
  "undo ignores what was built on it": () => ({
    rules: () => all(["application", "invoice", "document"].map((kind) => bend(kind, "takeBack", undoRegardless))),
  }),
};
