// Two people change the same field of the same record before either hears of the other: what conflicts are made of, and rare by chance.
import type { Intention } from "../../../shared/desk/record-calls.ts";
import { documentSchema } from "../../../shared/domain/document/schema.ts";
import { invoiceSchema } from "../../../shared/domain/invoice/schema.ts";
import type { StoredRecord } from "../../../electron/workstation/store/records.ts";
import type { Random } from "../../../shared/testing/random.ts";
import { give, recordsAt } from "./operations.ts";
import type { Seat, World } from "./world.ts";

interface Edit {
  readonly from: unknown;
  readonly to: unknown;
}
type Edits = Readonly<Record<string, Edit>>;

/** Two seats and a record that both see, where there are any. */
function meeting(
  world: World,
  random: Random,
): { seats: readonly [Seat, Seat]; record: StoredRecord; others: readonly StoredRecord[] } | undefined {
  const [first, second] = random.shuffle(world.seats.filter(({ desk }) => desk.open() !== undefined && !desk.isClosing()));
  const here = first?.desk.open();
  const there = second?.desk.open();
  if (first === undefined || second === undefined || here === undefined || there === undefined) return undefined;
  const seen = new Set(recordsAt(here.database).map(({ kind, id }) => `${kind}/${id}`));
  const both = recordsAt(there.database).filter(({ kind, id }) => seen.has(`${kind}/${id}`));
  const editable = both.filter(({ kind }) => kind === "invoice" || kind === "document");
  if (editable.length === 0) return undefined;
  const record = random.pick(editable);
  return { seats: [first, second], record, others: both.filter((one) => one !== record) };
}

/** Both give an edit now; the second one alone, with another field, or within a bulk action. */
export async function clash(world: World, random: Random): Promise<void> {
  const met = meeting(world, random);
  if (met === undefined) return;
  const { seats, record, others } = met;
  world.counts.clashes += 1;
  await give(world, seats[0].desk, [edit(record, contested(record, "eins"))]);
  const how = random.pick(["alone", "inPart", "inBulk"]);
  const edits = { ...contested(record, "zwei"), ...(how === "inPart" ? beside(record) : {}) };
  const more = how === "inBulk" && others.length > 0 ? [note(random.pick(others))] : [];
  await give(world, seats[1].desk, [edit(record, edits), ...more]);
}

const edit = ({ kind, id }: StoredRecord, fields: Edits): Intention => ({
  kind,
  name: kind === "invoice" ? "editFields" : "describe",
  recordId: id,
  args: { fields },
});

const note = ({ kind, id }: StoredRecord): Intention => ({ kind, name: "addNote", recordId: id, args: { text: "dazu" } });

function contested({ kind, body }: StoredRecord, to: string): Edits {
  if (kind === "invoice") return { account: { from: invoiceSchema.parse(body).fields.account, to } };
  return { title: { from: documentSchema.parse(body).title, to } };
}

/** A field that the other one leaves alone. */
function beside({ kind, body }: StoredRecord): Edits {
  if (kind === "invoice") return { supplier: { from: invoiceSchema.parse(body).fields.supplier, to: "Beiseite GmbH" } };
  return { keywords: { from: documentSchema.parse(body).keywords, to: ["beiseite"] } };
}
