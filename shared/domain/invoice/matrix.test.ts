// Role × state × command, each asked of the real rules and compared with matrix.csv, which is written by hand from § 42 KomHKVO and § 126 NKomVG.
// Must never draw its expectations from matrix.ts.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { must } from "../../base/must.ts";
import { buildInvoice, buildInvoiceRecord, buildSignature } from "../../testing/invoice-builder.ts";
import { buildFileRecord } from "../../testing/file-builder.ts";
import { roles, systemActor, type Actor } from "../actor.ts";
import type { AnyBody } from "../command.ts";
import { execute, whyNot } from "../execute.ts";
import { kinds } from "../kinds.ts";
import { defaultPolicy } from "../policy.ts";
import { recordKey, type OfficeRecord } from "../record.ts";
import { matrix } from "./matrix.ts";
import { paymentDigest, type Invoice } from "./schema.ts";

const today = "2026-11-24";
const at = "2026-11-24T09:00:00.000Z";
const scan = { device: "Scanplatz 1", profile: "Rechnungen", readAt: at, pages: 1 };
const base = buildInvoice({ arrivals: [{ channel: "scanner", fileName: "R.pdf", by: "post", at, transfer: scan }] });
const other = buildInvoiceRecord({ document: { ...base.document, sha256: "cd".repeat(32) } });
const supplierId = "0190a000-0000-7000-8000-0000000000d1";
const file = buildFileRecord({}, { id: "0190a000-0000-7000-8000-0000000000d2", unit: "finanzen" });
const factual = buildSignature(base, "certifier");
const certifications = { factual, arithmetic: buildSignature(base, "calculator") };
const order = buildSignature(base, "orderer");
const payment = { by: "cashier", at, paidOn: today, commandId: "0190a000-0000-7000-8000-0000000000d3" };
const said = { by: "somebody", at };
const wanted = { ...said, reason: "Tiefbau" };
const queryId = "0190a000-0000-7000-8000-0000000000d5";
const noteFields = { ...base.fields, number: "G-1", net: null, vat: null, gross: 1_900 };
const note = buildInvoiceRecord({
  document: { ...base.document, sha256: "ac".repeat(32) },
  documentKind: "creditNote",
  fields: noteFields,
});
const compared = { of: other.id, by: "certifier", at };

const situations: Readonly<Record<string, Partial<Invoice>>> = {
  captured: {},
  inReview: { certifications: { factual } },
  ready: { certifications },
  ordered: { certifications, order },
  paid: { certifications, order, payment },
  filed: { certifications, order, payment, documentId: "0190a000-0000-7000-8000-0000000000d4" },
  duplicate: { duplicateOf: compared },
  noInvoice: { notAnInvoice: compared },
  ...stagesUpon("ready", { certifications }),
  returned: { certifications, returned: { ...said, reason: "Anschrift falsch", letter: "Sehr geehrte" } },
  credited: { certifications, documentKind: "creditNote", credited: { ...said, of: other.id } },
  withCredits: { certifications, credits: { [note.id]: { ...said, cents: 2_000 } } },
  technicalWanted: { certifications, technicalWanted: wanted },
  technicalDone: { certifications, technicalWanted: wanted, technical: buildSignature(base, "engineer") },
  ...stagesUpon("ordered", { certifications, order }),
  orderedCredited: { certifications, order, documentKind: "creditNote", credited: { ...said, of: other.id } },
};

/** The stages that may come upon several states. */
function stagesUpon(state: "ready" | "ordered", body: Partial<Invoice>): Readonly<Record<string, Partial<Invoice>>> {
  const name = (stage: string): string => (state === "ready" ? stage : `ordered${stage[0]?.toUpperCase() ?? ""}${stage.slice(1)}`);
  return {
    [name("inQuery")]: { ...body, queries: { [queryId]: { ...said, to: "colleague", question: "Geliefert?" } } },
    [name("held")]: { ...body, hold: { ...said, until: "2026-11-25", reason: "Gutschrift kommt" } },
    [name("disputed")]: { ...body, dispute: { ...said, reason: "Menge" } },
  };
}
const states = ["captured", "inReview", "ready", "ordered", "paid", "filed", "duplicate", "noInvoice"];
/** The state a stage comes upon: what a line of the CSV does not say of a stage, it says of its state. */
const stateUnder = (when: string): string => (states.includes(when) ? when : when.startsWith("ordered") ? "ordered" : "ready");

const signed = { digest: paymentDigest(base), statement: "richtig" };
const arrival = { channel: "scanner", fileName: "R.pdf" };
const { document, documentKind, readState, fields, origins, checks } = base;
const captured = { unit: "finanzen", document, documentKind, readState, fields, origins, checks, arrival };
const rendition = { sha256: "ef".repeat(32), name: "durchsuchbar.pdf", mime: "application/pdf", size: 7 };

/** Arguments that nothing speaks against but role, state and people. */
const argsOf: Readonly<Record<string, AnyBody>> = {
  capture: captured,
  editFields: { fields: { dueDate: { from: "2026-11-30", to: "2026-12-01" } } },
  confirmFields: { fields: { dueDate: "2026-11-30" } },
  assignBookings: { fields: { bookings: { from: null, to: [{ account: "11.1.05.4431", year: 2026, cents: base.fields.gross ?? 0 }] } } },
  assign: { unit: "finanzen" },
  claim: {},
  release: {},
  "certify.factual": { as: "factual", ...signed },
  "certify.arithmetic": { as: "arithmetic", ...signed },
  withdrawCertification: { as: "factual", certification: factual.commandId },
  order: signed,
  withdrawOrder: { order: order.commandId },
  recordPayment: { paidOn: today },
  fileAway: { fileId: file.id, title: "Rechnung" },
  checkTransfer: { verdict: "agrees", findings: "" },
  setAside: { of: other.id },
  bringBack: {},
  tellApart: { of: other.id },
  linkSupplier: { supplier: supplierId },
  unlinkSupplier: {},
  addRendition: { kind: "searchable", of: base.document.sha256, content: rendition, engine: "x" },
  readPaper: { documentKind, readState, fields, origins, checks },
  attachText: { sha256: "ba".repeat(32), characters: 12 },
  isLetter: { post: other.id },
  query: { to: "colleague", question: "Geliefert?" },
  answer: { query: queryId, text: "Ja." },
  hold: { until: "2026-11-25", reason: "Gutschrift kommt" },
  liftHold: {},
  dispute: { reason: "Menge" },
  returnToSupplier: { reason: "Anschrift falsch", letter: "Sehr geehrte Damen und Herren" },
  settle: { text: "Nachgeliefert." },
  matchCredit: { credit: note.id },
  unmatchCredit: { credit: note.id },
  wantTechnical: { reason: "Tiefbau" },
  waiveTechnical: { reason: "Kein Bau" },
  certifyTechnical: signed,
  withdrawTechnical: { certification: factual.commandId },
  addNote: { text: "Notiz" },
  withdrawNote: { note: supplierId },
};

const actors: Readonly<Record<string, Actor>> = {
  ...Object.fromEntries(roles.map((role) => [role, { personId: `one-${role}`, name: role, grants: [{ role, unit: "finanzen" }] }])),
  elsewhere: { personId: "elsewhere", name: "elsewhere", grants: roles.map((role) => ({ role, unit: "steuern" })) },
  nobody: { personId: "nobody", name: "nobody", grants: [] },
  system: systemActor,
};

interface Line {
  readonly command: string;
  readonly who: string;
  readonly when: string;
  readonly result: string;
}
const lines = readFileSync(new URL("matrix.csv", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line): Line => {
    const [command = "", who = "", when = "", result = ""] = line.split(";");
    return { command, who, when, result };
  });
const named = (list: string): readonly string[] => list.split("|");

/** What the CSV says; throws where it says nothing or two things. */
function expected(command: string, who: string, when: string): string {
  const ofCommand = lines.filter((line) => line.command === command);
  const direct = ofCommand.filter((line) => named(line.who).includes(who));
  const ofRole = direct.length > 0 ? direct : ofCommand.filter((line) => line.who === "others");
  const at = (what: string): readonly Line[] => ofRole.filter((line) => line.when === "all" || named(line.when).includes(what));
  const found = [at(when), at(stateUnder(when)), ofRole.filter((line) => line.when === "others")];
  const [only, more] = found.find((some) => some.length > 0) ?? [];
  if (more !== undefined) throw new Error(`matrix.csv says two things of ${command}, ${who}, ${when}`);
  return must(only, `matrix.csv says nothing of ${command}, ${who}, ${when}`).result;
}

function told(command: string, who: string, when: string): readonly string[] {
  const record = buildInvoiceRecord({ ...base, ...situations[when] });
  const supplier: OfficeRecord = { kind: "supplier", id: supplierId, unit: "*", scopes: [], version: 1, body: {} };
  const records = new Map<string, OfficeRecord>([record, other, note, file, supplier].map((one) => [recordKey(one), one]));
  const name = command.split(".")[0] ?? command;
  const intention = { kind: "invoice", name, recordId: record.id, args: must(argsOf[command], command) };
  const context = { commandId: "0190a000-0000-7000-8000-0000000000d9", at, today, policy: defaultPolicy };
  const actor = must(actors[who], who);
  const outcome = execute(kinds, intention, actor, records, context);
  const refused = outcome.kind === "refused" ? outcome.refusal.code : "allowed";
  return [whyNot(kinds, intention, actor, records, context)?.code ?? "allowed", refused];
}

describe("the matrix", () => {
  test("holds every command of an invoice, and so does the CSV", () => {
    const commands = Object.keys(must(kinds.get("invoice"), "known").commands);
    const ofMatrix = new Set(Object.keys(matrix).map((act) => act.split(".")[0] ?? act));
    // A letter is booked by the rules of the kind `post`.
    expect([...ofMatrix].sort()).toEqual(commands.filter((name) => name !== "rebook").sort());
    // What may be taken back depends on whose step it was: take-back.test.ts.
    expect([...new Set(lines.map((line) => line.command))].sort()).toEqual(
      Object.keys(matrix)
        .filter((act) => act !== "takeBack")
        .sort(),
    );
  });

  test.each(Object.keys(argsOf))("%s: every role in every state", (command) => {
    const said: string[] = [];
    const wanted: string[] = [];
    for (const who of Object.keys(actors))
      for (const when of Object.keys(situations)) {
        const result = expected(command, who, when);
        wanted.push(`${who} ${when}: ${result}, ${result}`);
        said.push(`${who} ${when}: ${told(command, who, when).join(", ")}`);
      }
    expect(said).toEqual(wanted);
  });

  test("the auditor sees every invoice and may do nothing", () => {
    for (const command of Object.keys(argsOf))
      for (const when of Object.keys(situations)) expect(told(command, "AUDIT", when)).not.toContain("allowed");
  });
});
