// What must hold of the servers whenever a town has come to rest; replica-invariants.ts says what must hold of each desk.
// Written from the law and the issue, not from the rules: a bent rule must not bend its own measure.
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { AnyBody } from "../../../shared/domain/command.ts";
import { digestOf } from "../../../shared/base/hash.ts";
import { kinds } from "../../../shared/domain/kinds.ts";
import { invoiceSchema, type Invoice } from "../../../shared/domain/invoice/schema.ts";
import type { OfficeRecord } from "../../../shared/domain/record.ts";
import { trailEntrySchema, type TrailEntry } from "../../../shared/domain/trail.ts";
import { z } from "../../../shared/base/zod.ts";
import type { Breach } from "./breach.ts";
import { editedAsSeen, groupsAreWhole, oneAuthor, signedAsGiven, takenBackFromTheTop } from "./more-invariants.ts";
import type { ServerSide } from "./server-side.ts";
import type { World } from "./world.ts";

type Invariant = (side: ServerSide, world: World) => string | undefined;

/** As they are before any fault bends them. */
const straight = new Map([...kinds].map(([name, { check, scopes }]) => [name, { check, scopes }]));

const trailSchema = z.array(trailEntrySchema);

function trailOf(record: OfficeRecord<AnyBody>): readonly TrailEntry[] {
  return trailSchema.parse(record.body["trail"]);
}

/** The first thing that a check of each record finds. */
function eachRecord(side: ServerSide, check: (record: OfficeRecord<AnyBody>) => string | undefined): string | undefined {
  for (const [key, record] of side.records) {
    const found = check(record);
    if (found !== undefined) return `${key}: ${found}`;
  }
  return undefined;
}

function eachInvoice(side: ServerSide, check: (body: Invoice, record: OfficeRecord<AnyBody>) => string | undefined): string | undefined {
  return eachRecord(side, (record) => (record.kind === "invoice" ? check(invoiceSchema.parse(record.body), record) : undefined));
}

const bodiesKeepTheirRules: Invariant = (side) =>
  eachRecord(side, (record) => {
    const kind = straight.get(record.kind);
    if (kind === undefined) return "of an unknown kind";
    const checked = kind.check(record.body);
    if (!checked.ok) return `breaks ${JSON.stringify(checked.error.params)}`;
    const scopes = kind.scopes(checked.value, record.unit);
    return JSON.stringify(scopes) === JSON.stringify(record.scopes)
      ? undefined
      : `scopes ${String(record.scopes)} and not ${String(scopes)}`;
  });

const nothingTwice: Invariant = (side) => {
  const ids = new Set<string>();
  for (const entry of side.log) {
    if (ids.has(entry.commandId)) return `the log holds ${entry.commandId} twice`;
    ids.add(entry.commandId);
  }
  return eachRecord(side, (record) => {
    const seen = new Set<string>();
    for (const entry of trailOf(record)) {
      if (seen.has(entry.commandId)) return `${entry.command} ${entry.commandId} stands twice in its trail`;
      seen.add(entry.commandId);
    }
    return undefined;
  });
};

/** Records of the first import begin at version 1 without a trail. */
const everyVersionHasItsLine: Invariant = (side) =>
  eachRecord(side, (record) => {
    const lines = trailOf(record).length;
    const extra = record.version - lines;
    return extra === 0 || extra === 1 ? undefined : `version ${String(record.version)} with ${String(lines)} lines in its trail`;
  });

const nothingAcceptedIsLost: Invariant = (side, world) => {
  const accepted = new Map(side.log.filter((entry) => entry.answer === "accepted").map((entry) => [entry.commandId, entry]));
  for (const id of world.ledger.promised) if (!accepted.has(id)) return `a server promised ${id} and no log knows it`;
  for (const [id, entry] of accepted) {
    const record = side.records.get(`${entry.kind}/${entry.recordId ?? ""}`);
    if (record === undefined) return `${entry.kind} ${entry.name} ${id} was accepted and its record is not there`;
    if (!trailOf(record).some((line) => line.commandId === id))
      return `${entry.kind} ${entry.name} ${id} was accepted and left no line on its record`;
  }
  return undefined;
};

const nothingWithoutACommand: Invariant = (side) => {
  const accepted = new Set(side.log.filter((entry) => entry.answer === "accepted").map((entry) => entry.commandId));
  return eachRecord(side, (record) => {
    const stranger = trailOf(record).find((line) => !accepted.has(line.commandId));
    return stranger === undefined ? undefined : `${stranger.command} ${stranger.commandId} changed it and no log says so`;
  });
};

/** Who gave a command is who the log and the record name, with the arguments they gave. */
const nobodyInAnothersName: Invariant = (side, world) => {
  for (const entry of side.log) {
    const given = world.ledger.given.get(entry.commandId);
    if (given === undefined) continue;
    if (entry.person !== given.userName) return `${entry.commandId} was given by ${given.userName} and logged for ${entry.person}`;
    if (entry.name !== given.command.name || entry.recordId !== given.command.recordId)
      return `${entry.commandId} is logged as another command`;
  }
  return undefined;
};

const chainVerifies: Invariant = ({ chain }) => (chain.breach === null ? undefined : JSON.stringify(chain.breach));

const feedIsWhole: Invariant = (side) => {
  const numbers = side.log.map((entry) => entry.number);
  return numbers.every((number, index) => number === index + 1) ? undefined : "the log's numbers have a hole";
};

const contentVerifies: Invariant = (side, world) => {
  const tenant = createHash("sha256").update(world.tenant).digest("hex").slice(0, 16);
  for (const { sha256, size } of side.contents) {
    const path = join(world.contentFolder, tenant, sha256.slice(0, 2), sha256);
    if (!existsSync(path)) return `${sha256} is held and not there`;
    const bytes = readFileSync(path);
    if (bytes.length !== size || createHash("sha256").update(bytes).digest("hex") !== sha256) return `${sha256} has other bytes`;
  }
  const held = new Set(side.contents.map((content) => content.sha256));
  return eachInvoice(side, (body) => (held.has(body.document.sha256) ? undefined : "its paper is not there"));
};

/** § 126 NKomVG, § 42 (5) KomHKVO. */
const orderAndCashInTwoHands: Invariant = (side) =>
  eachInvoice(side, (body, record) => {
    if (body.order !== undefined && body.payment !== undefined && body.order.by === body.payment.by)
      return `${body.order.by} ordered and paid`;
    const lines = trailOf(record);
    const paid = lines.findLast((line) => line.command === "recordPayment");
    const ordered = lines.findLast((line) => line.command === "order");
    return paid !== undefined && ordered?.by === paid.by ? `${paid.by} ordered and paid, says its trail` : undefined;
  });

/** § 42 (4) KomHKVO, with the exception that the municipality may allow. */
const certifierOrdersWithReasonOnly: Invariant = (side) =>
  eachInvoice(side, ({ order, certifications: { factual, arithmetic } }) => {
    if (order === undefined || ![factual?.by, arithmetic?.by].includes(order.by)) return undefined;
    return (order.exceptionReason ?? "").trim() === "" ? `${order.by} certified and ordered without a reason` : undefined;
  });

const payable = ["number", "issueDate", "supplier", "iban", "bic", "net", "vat", "gross", "currency", "account"] as const;

/** A signature is worth only what was signed. */
const signaturesBind: Invariant = (side) =>
  eachInvoice(side, (body) => {
    const digest = digestOf({
      document: body.document.sha256,
      fields: Object.fromEntries(payable.map((name) => [name, body.fields[name]])),
    });
    const all = { ...body.certifications, order: body.order };
    const loose = Object.entries(all).find(([, signature]) => signature !== undefined && signature.digest !== digest);
    return loose === undefined ? undefined : `${loose[0]} was signed over other amounts`;
  });

const orderedAfterBoth: Invariant = (side) =>
  eachInvoice(side, ({ order, payment, certifications: { factual, arithmetic } }) => {
    if (order !== undefined && (factual === undefined || arithmetic === undefined)) return "ordered without both certifications";
    return payment !== undefined && order === undefined ? "paid without an order" : undefined;
  });

/** Whoever signs has the right for it; grants of the town only ever change what a person may do from then on. */
const undoneOnlyByItsAuthor: Invariant = (side) =>
  eachRecord(side, (record) => {
    const lines = trailOf(record);
    for (const [index, line] of lines.entries()) {
      if (line.command !== "withdrawOrder") continue;
      const ordered = lines.slice(0, index).findLast((one) => one.command === "order");
      if (ordered !== undefined && ordered.by !== line.by) return `${line.by} took back the order of ${ordered.by}`;
    }
    return undefined;
  });

const invariants: Readonly<Record<string, Invariant>> = {
  "every body keeps the rules of its kind": bodiesKeepTheirRules,
  "nothing is applied twice": nothingTwice,
  "every version has its line": everyVersionHasItsLine,
  "nothing accepted is lost": nothingAcceptedIsLost,
  "nothing changes without a command": nothingWithoutACommand,
  "nobody acts in another's name": nobodyInAnothersName,
  "the chain verifies": chainVerifies,
  "the log has no hole": feedIsWhole,
  "content verifies": contentVerifies,
  "ordering and cash are in two hands": orderAndCashInTwoHands,
  "a certifier orders with a reason only": certifierOrdersWithReasonOnly,
  "signatures bind to what was signed": signaturesBind,
  "an order follows both certifications": orderedAfterBoth,
  "an order is taken back by its author only": undoneOnlyByItsAuthor,
  "a signature is what its person signed": signedAsGiven,
  "an edit changes only what its person saw": editedAsSeen,
  "record and log name the same author": oneAuthor,
  "what is taken back had nothing built on it": takenBackFromTheTop,
  "a group is whole": groupsAreWhole,
};

/** The first breach of the servers, undefined where all is well. */
export function checkServers(side: ServerSide, world: World): Breach | undefined {
  const [first] = world.ledger.breaches;
  if (first !== undefined) return first;
  for (const [invariant, check] of Object.entries(invariants)) {
    const what = check(side, world);
    if (what !== undefined) return { invariant, what };
  }
  return undefined;
}
