// What a person at a desk may take into their head about a record they see. Mostly what the rules allow, sometimes not.
import type { Intention } from "../../../shared/desk/record-calls.ts";
import { applicationSchema } from "../../../shared/domain/application/schema.ts";
import { documentSchema } from "../../../shared/domain/document/schema.ts";
import { invoiceSchema, paymentDigest, type Invoice } from "../../../shared/domain/invoice/schema.ts";
import type { StoredRecord } from "../../../electron/workstation/store/records.ts";
import type { Random } from "../../../shared/testing/random.ts";
import { unitsOfTown } from "./town-data.ts";

interface Seen {
  readonly record: StoredRecord;
  /** Ids of files on this desk. */
  readonly files: readonly string[];
  readonly userName: string;
}

type Args = Intention["args"];
type Choice = readonly [weight: number, name: string, args: Args];

const words = ["rot", "blau", "grün", "gelb"];

/** An intention about the record, undefined where nobody would have one. */
export function intentionFor(random: Random, seen: Seen): Intention | undefined {
  const { record } = seen;
  const choice = weigh(random, [
    [1, "addNote", { text: `Notiz ${random.pick(words)}` }],
    ...withdrawals(record, seen.userName),
    ...choicesFor(random, seen),
  ]);
  return choice === undefined ? undefined : { kind: record.kind, name: choice[1], recordId: record.id, args: choice[2] };
}

function weigh(random: Random, choices: readonly Choice[]): Choice | undefined {
  let rest = random.next() * choices.reduce((sum, [weight]) => sum + weight, 0);
  for (const choice of choices) {
    rest -= choice[0];
    if (rest < 0) return choice;
  }
  return choices.at(-1);
}

function withdrawals({ body }: StoredRecord, userName: string): readonly Choice[] {
  const notes: readonly unknown[] = Array.isArray(body["notes"]) ? body["notes"] : [];
  const own = notes.find(
    (note): note is { id: string } => typeof note === "object" && note !== null && "by" in note && note.by === userName && "id" in note,
  );
  return own === undefined ? [] : [[0.5, "withdrawNote", { note: own.id }]];
}

function choicesFor(random: Random, seen: Seen): readonly Choice[] {
  switch (seen.record.kind) {
    case "application":
      return application(random, seen);
    case "invoice":
      return invoice(random, seen);
    case "document":
      return document(random, seen);
    case "file":
      return [
        [0.4, "close", {}],
        [0.6, "reopen", { reason: "weiter" }],
      ];
    case "task":
      return [
        [2, "complete", {}],
        [2, "resume", {}],
      ];
    default:
      return [];
  }
}

function filing(random: Random, files: readonly string[]): readonly Choice[] {
  return files.length === 0 ? [] : [[2, "fileAway", { fileId: random.pick(files), title: `Abgelegt ${random.pick(words)}` }]];
}

function application(random: Random, { record, files }: Seen): readonly Choice[] {
  const { state } = applicationSchema.parse(record.body);
  const move: Choice = [0.5, "handOver", { unit: random.pick(unitsOfTown) }];
  if (state === "received") return [[5, "claim", {}], move];
  if (state === "inProgress") {
    const outcome = random.pick(["approved", "rejected"]);
    return [[4, "decide", { outcome, reason: `weil ${random.pick(words)}` }], [0.7, "release", {}], [0.5, "claim", {}], move];
  }
  if (state === "decided") return [[2, "close", {}], ...filing(random, files), [0.3, "decide", { outcome: "approved", reason: "" }]];
  return state === "closed" ? [[1, "reopen", {}], ...filing(random, files)] : [];
}

function invoice(random: Random, { record, files }: Seen): readonly Choice[] {
  const body = invoiceSchema.parse(record.body);
  const digest = paymentDigest(body);
  const statement = "Geprüft.";
  const both: Choice[] = [
    [2.5, "certify", { as: "factual", digest, statement }],
    [2.5, "certify", { as: "arithmetic", digest, statement }],
  ];
  const edit: Choice = [2, "editFields", { fields: edits(random, body) }];
  const own: Choice[] = [
    [0.5, "claim", {}],
    [0.3, "release", {}],
  ];
  switch (body.state) {
    case "captured":
    case "inReview":
      return [...both, edit, ...own, [0.3, "assign", { unit: random.pick(unitsOfTown) }], [0.3, "order", { digest, statement }]];
    case "ready":
      return [[5, "order", { digest, statement, ...(random.chance(0.5) ? { exceptionReason: "Vertretung" } : {}) }], edit, ...own];
    case "ordered":
      return [[3, "recordPayment", { paidOn: "2026-11-24" }], ...filing(random, files), edit];
    default:
      return filing(random, files);
  }
}

/** Two people who edit at once meet on few fields and few values. */
function edits(random: Random, body: Invoice): Args {
  const { fields } = body;
  const account = { from: fields.account, to: random.pick(words) };
  const supplier = { from: fields.supplier, to: random.pick(["Muster GmbH", "Papier & Büro Uhlenbusch GmbH"]) };
  const gross = { from: fields.gross, to: 1_000 * random.int(1, 60) };
  return random.pick<Args>([{ account }, { supplier }, { gross }, { account, gross }, { supplier, account }, { supplier, gross }]);
}

function document(random: Random, { record }: Seen): readonly Choice[] {
  const body = documentSchema.parse(record.body);
  const title = { from: body.title, to: `Titel ${random.pick(words)}` };
  const keywords = { from: body.keywords, to: [random.pick(words)] };
  return [[3, "describe", { fields: random.pick<Args>([{ title }, { keywords }, { title, keywords }]) }]];
}
