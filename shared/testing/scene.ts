// A scene for tests of the rules: a few people, a few records, and a clock that moves with every command.
import { derivedId } from "../base/hash.ts";
import { must } from "../base/must.ts";
import { z } from "../base/zod.ts";
import { systemActor, type Actor } from "../domain/actor.ts";
import type { AnyBody, Authenticated, CommandContext } from "../domain/command.ts";
import { execute, type Outcome } from "../domain/execute.ts";
import {
  emptyInvoiceFields,
  invoiceIdOf,
  invoiceSchema,
  paymentDigest,
  type FieldOrigin,
  type InvoiceFields,
} from "../domain/invoice/schema.ts";
import { kinds } from "../domain/kinds.ts";
import { defaultPolicy, type Authority, type Duty, type Policy, type Reader } from "../domain/policy.ts";
import { postIdOf } from "../domain/post/schema.ts";
import { recordKey, type OfficeRecord } from "../domain/record.ts";
import { trailEntrySchema, type TrailEntry } from "../domain/trail.ts";

const everywhere = { unit: "*" } as const;

/** People whose rights the rules tell apart. */
export const cast = {
  clerk: { personId: "kbrandt", name: "Karla Brandt", grants: [{ role: "CLERK", unit: "buergerservice" }] },
  colleague: { personId: "oseidel", name: "Ole Seidel", grants: [{ role: "CLERK", unit: "buergerservice" }] },
  stranger: { personId: "pkrause", name: "Pia Krause", grants: [{ role: "CLERK", unit: "standesamt" }] },
  accountant: {
    personId: "mpetersen",
    name: "Malte Petersen",
    grants: [
      { role: "CAPTURE", ...everywhere },
      { role: "CERT_FACTUAL", ...everywhere },
      { role: "CERT_ARITHMETIC", ...everywhere },
    ],
  },
  officer: { personId: "shartmann", name: "Silke Hartmann", grants: [{ role: "ORDERING", ...everywhere, limitCents: 1_000_000 }] },
  head: {
    personId: "jlueders",
    name: "Jens Lüders",
    grants: [
      { role: "ORDERING", ...everywhere },
      { role: "CERT_FACTUAL", ...everywhere },
      { role: "CERT_ARITHMETIC", ...everywhere },
      { role: "CLERK", ...everywhere },
    ],
  },
  cashier: { personId: "tvoss", name: "Tomke Voß", grants: [{ role: "CASH", ...everywhere }] },
  /** A grant of rights that must never be: the rules have to hold all the same. */
  both: {
    personId: "xboth",
    name: "Xaver Both",
    grants: [
      { role: "CASH", ...everywhere },
      { role: "ORDERING", ...everywhere },
    ],
  },
} as const satisfies Readonly<Record<string, Actor>>;

export const sceneStart = "2026-11-24T08:00:00.000Z";

/** Records under a policy; every command that is accepted moves them on. */
export class Scene {
  records: ReadonlyMap<string, OfficeRecord> = new Map();
  private readonly policy: Policy;
  private counter = 0;
  /** Who may order and pay, as the directory tells it. */
  authorities: readonly Authority[] = [];
  /** Who may see what comes out of scanners; undefined where that is not known. */
  readers: readonly Reader[] | undefined;
  /** Who captures and certifies; undefined where that is not known. */
  duties: readonly Duty[] | undefined;

  /** How people prove at each act to be themselves; undefined where they do not. */
  authenticated: Authenticated | undefined;
  /** What the server adds to the context of a command. */
  server: Pick<CommandContext, "device" | "lastWord"> = {};

  constructor(policy: Policy = defaultPolicy) {
    this.policy = policy;
  }

  /** An id nobody has yet. */
  freshId(): string {
    return derivedId("scene", this.counter++);
  }

  /** Runs a command; on acceptance the scene holds its records. */
  run(actor: Actor, kind: string, name: string, recordId: string, args: AnyBody): Outcome & { readonly commandId: string } {
    const commandId = this.freshId();
    const at = new Date(Date.parse(sceneStart) + this.counter * 60_000).toISOString();
    const { policy, authorities, readers, duties, authenticated } = this;
    const hasChart = [...this.records.values()].some((record) => record.kind === "account");
    const known = { policy, authorities, readers, duties, authenticated, hasChart };
    const context = { commandId, at, today: at.slice(0, 10), ...known, ...this.server };
    const outcome = execute(kinds, { kind, name, recordId, args }, actor, this.records, context);
    if (outcome.kind === "accepted")
      this.records = new Map([...this.records, ...outcome.records.map((record): [string, OfficeRecord] => [recordKey(record), record])]);
    return { ...outcome, commandId };
  }

  /** The body of a record; throws where there is none. */
  body(kind: string, id: string): AnyBody {
    const record = must(this.records.get(recordKey({ kind, id })), `the scene has made ${kind} ${id}`);
    return must(kinds.get(kind), "the kind is known").raise(record.body);
  }

  /** What happened to a record so far. */
  trail(kind: string, id: string): readonly TrailEntry[] {
    return z.array(trailEntrySchema).parse(this.body(kind, id)["trail"]);
  }

  /** A received application of the citizens' office. */
  application(): string {
    const id = this.freshId();
    this.run(systemActor, "application", "receive", id, {
      unit: "buergerservice",
      service: "RESIDENCE_CERT_SIMPLE",
      applicant: { familyName: "Sander", givenNames: "Frauke" },
      payload: { usagePurpose: "Vorlage beim Arbeitgeber" },
      attachments: [],
      source: { adapter: "test", submissionId: id },
      deadline: "2026-11-30",
    });
    return id;
  }

  /** A captured invoice over 119.00 € unless said otherwise. */
  invoice(fields: Partial<InvoiceFields> = {}, origins: Readonly<Record<string, FieldOrigin>> = {}): string {
    const sha256 = derivedId("content", this.counter++).replaceAll("-", "").repeat(2);
    const id = invoiceIdOf(sha256);
    this.run(cast.accountant, "invoice", "capture", id, {
      unit: "finanzen",
      document: { sha256, name: "SCAN0001.pdf", mime: "application/pdf", size: 1000 },
      documentKind: "invoice",
      readState: "read",
      fields: {
        ...emptyInvoiceFields,
        number: "R-17",
        issueDate: "2026-11-20",
        supplier: "Heidestrom GmbH",
        iban: "DE89370400440532013000",
        net: 10_000,
        vat: 1_900,
        gross: 11_900,
        currency: "EUR",
        ...fields,
      },
      origins,
      checks: [],
      arrival: {
        channel: "scanner",
        fileName: "SCAN0001.pdf",
        transfer: { device: "Scanplatz 1", profile: "Rechnungen", readAt: sceneStart, pages: 1 },
      },
    });
    return id;
  }

  /** A letter out of a scanner, for the citizens' office unless said otherwise; `more` are further arguments of its capture. */
  letter(more: AnyBody = {}): string {
    const sha256 = derivedId("content", this.counter++).replaceAll("-", "").repeat(2);
    const id = postIdOf(sha256);
    this.run(cast.accountant, "post", "capture", id, {
      unit: "buergerservice",
      document: { sha256, name: "SCAN0001.pdf", mime: "application/pdf", size: 1000 },
      checks: [],
      arrival: {
        channel: "scanner",
        fileName: "SCAN0001.pdf",
        transfer: { device: "Scanplatz 1", profile: "Post", readAt: sceneStart, pages: 1 },
      },
      ...more,
    });
    return id;
  }

  /** An open file of the unit. */
  file(unit = "finanzen"): string {
    const id = this.freshId();
    this.run(systemActor, "file", "open", id, { unit, number: `20.1-2026/${this.counter}`, title: "Rechnungen 2026", planNumber: "20.1" });
    return id;
  }

  /** The digest a signature on this invoice binds to now. */
  digest(id: string): string {
    return paymentDigest(invoiceSchema.parse(this.body("invoice", id)));
  }
}
