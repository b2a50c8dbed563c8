// Learns where a supplier's fields stand: after a person's step at an invoice its paper is read once more, and what it teaches becomes a
// step of its own. Must never hold up that step, never fetch a paper for it, and never say what stands on one.
import { sameJson } from "../../../shared/base/canonical-json.ts";
import type { Intention } from "../../../shared/desk/record-calls.ts";
import { invoiceSchema, type Invoice } from "../../../shared/domain/invoice/schema.ts";
import { allFieldsOf } from "../../../shared/domain/invoice/terms.ts";
import { readableBody } from "../../../shared/domain/readable-body.ts";
import { afterLesson } from "../../../shared/domain/supplier/learn.ts";
import { supplierSchema, type Supplier } from "../../../shared/domain/supplier/schema.ts";
import { documentTextOf } from "../../../scanner-inbox/propose/document-text.ts";
import { lessonOf } from "../../../scanner-inbox/propose/propose-by-learned.ts";
import type { Reading } from "../../../scanner-inbox/read/reading.ts";
import type { Clock } from "../clock.ts";
import { pieceBytes } from "../content/piece-file.ts";
import { reasonOf, type Log } from "../log.ts";
import type { Replica } from "../session/replica.ts";

export interface Learner {
  /** Learns from steps just given at the desk of this replica; returns at once. */
  look(replica: Replica, steps: readonly { readonly command: Intention; readonly invoice: string }[]): void;
  /** Resolves when nothing is being learned any more; later looks teach nothing. */
  close(): Promise<void>;
}

export interface LearnerOptions {
  readonly clock: Clock;
  readonly device: () => string;
  readonly log: Log;
  /** Reads a paper whose bytes `save` gives; null where it cannot be read. */
  readonly read: (id: string, name: string, save: () => AsyncIterable<Uint8Array>) => Promise<Reading | null>;
}

type Values = Readonly<Record<string, string | number | null>>;

/** The fields that a step speaks for: those it names, all that were let stand where somebody signs, or those a person had given. */
function spokenFor({ name, args }: Intention, invoice: Invoice): Values {
  const only = (wanted: (field: string) => boolean): Values =>
    Object.fromEntries(
      Object.entries(allFieldsOf(invoice)).flatMap(([field, value]): readonly [string, string | number | null][] =>
        wanted(field) && (typeof value === "string" || typeof value === "number") ? [[field, value]] : [],
      ),
    );
  const named = args["fields"];
  if (name === "editFields" || name === "confirmFields")
    return only((field) => typeof named === "object" && named !== null && Object.hasOwn(named, field));
  if (name === "certify") return only(() => true);
  return name === "linkSupplier" ? only((field) => invoice.origins[field]?.source === "person") : {};
}

export function createLearner({ clock, device, log, read }: LearnerOptions): Learner {
  let inTurn: Promise<void> = Promise.resolve();
  let closed = false;

  const paperOf = async (replica: Replica, { document, pages }: Invoice): Promise<Reading | null> => {
    const { files } = replica;
    if (!(await files.isWhole(document))) return null;
    const save = async function* (): AsyncIterable<Uint8Array> {
      for (let offset = 0; offset < document.size; offset += pieceBytes) yield await files.read(document, offset, pieceBytes);
    };
    const reading = await read(document.sha256, document.name, save);
    if (reading?.invoice !== null) return null;
    return pages === undefined
      ? reading
      : { ...reading, pages: pages.shown.flatMap(({ page }) => reading.pages.find(({ number }) => number === page) ?? []) };
  };

  const supplierAt = async ({ store }: Replica, id: string, at: string): Promise<Supplier | undefined> => {
    const { record } = await store.read.record({ ref: { kind: "supplier", id }, at });
    const supplier = record === null ? undefined : supplierSchema.safeParse(readableBody(record.body)).data;
    return supplier?.withdrawn === true ? undefined : supplier;
  };

  const learn = async (replica: Replica, command: Intention, id: string): Promise<void> => {
    const at = clock.now().toISOString();
    const { record } = await replica.store.read.record({ ref: { kind: "invoice", id }, at });
    const invoice = record === null ? undefined : invoiceSchema.safeParse(readableBody(record.body)).data;
    // A reminder is laid out as a letter: where its values stand says nothing of an invoice.
    if (invoice?.supplierId === undefined || invoice.reminder === true) return;
    const confirmed = spokenFor(command, invoice);
    if (Object.keys(confirmed).length === 0 || (await supplierAt(replica, invoice.supplierId, at)) === undefined) return;
    const paper = await paperOf(replica, invoice);
    // What was learned meanwhile counts: reading a picture takes a while.
    const supplier = paper === null ? undefined : await supplierAt(replica, invoice.supplierId, at);
    if (paper === null || supplier === undefined || closed) return;
    const { right, wrong } = lessonOf(documentTextOf(paper.pages), confirmed, supplier.learned);
    const args = { invoice: id, right: [...right], wrong: [...wrong] };
    if (sameJson(afterLesson(supplier.learned, args, at), supplier.learned)) return;
    const learning = { kind: "supplier", name: "learn", recordId: invoice.supplierId, args };
    await replica.store.write.submit({ commands: [learning], at, device: device() });
    replica.engine.kick();
  };

  return {
    look: (replica, steps) => {
      for (const { command, invoice } of steps) {
        inTurn = inTurn.then(async () => {
          // Nobody waits for a lesson: one that fails, as its desk closes say, is one lesson less.
          if (!closed)
            await learn(replica, command, invoice).catch((thrown: unknown) => log("info", "nothing learned", { reason: reasonOf(thrown) }));
        });
      }
    },
    close: async () => {
      closed = true;
      await inTurn;
    },
  };
}
