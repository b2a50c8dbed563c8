// What of payment only the desk can do: prepare a file and check it, write it once the server has taken the step, read a statement.
// Must never write a file twice, nor one whose export the server does not know: a second file is a second export.
import { link, mkdir, open, unlink } from "node:fs/promises";
import { join } from "node:path";
import type { z } from "../../../shared/base/zod.ts";
import { sha256OfBytes } from "../../../shared/base/hash.ts";
import type { CallArgs, CallResult } from "../../../shared/desk/contract.ts";
import { DeskError } from "../../../shared/desk/errors.ts";
import type { PaymentFile, preparePaymentArgsSchema } from "../../../shared/desk/payment-calls.ts";
import { exportBytes, exportHash } from "../../../shared/domain/payment-run/release.ts";
import {
  exportFormats,
  exportsOf,
  nextMsgId,
  paymentRunSchema,
  sumOf,
  type PaymentRun,
  type RunExport,
} from "../../../shared/domain/payment-run/schema.ts";
import { matchStatement } from "../../../shared/domain/payment-run/statement.ts";
import { tableMappingSchema } from "../../../shared/domain/payment-run/table-mapping.ts";
import type { Policy } from "../../../shared/domain/policy.ts";
import { readableBody } from "../../../shared/domain/readable-body.ts";
import type { Clock } from "../clock.ts";
import type { Replica } from "../session/replica.ts";
import { checkPain001 } from "./pain001-check.ts";
import { readStatements } from "./read-statement.ts";

type PaymentReplica = Pick<Replica, "store">;

export interface Payments {
  prepare(replica: PaymentReplica, asked: z.output<typeof preparePaymentArgsSchema>): Promise<CallResult<"preparePayment">>;
  file(replica: PaymentReplica, run: string): Promise<PaymentFile>;
  write(replica: PaymentReplica, asked: CallArgs<"writePaymentFile">): Promise<CallResult<"writePaymentFile">>;
  read(replica: PaymentReplica, base64: string, policy: Policy): Promise<CallResult<"readStatement">>;
}

export function createPayments({ folder, clock }: { readonly folder: string; readonly clock: Clock }): Payments {
  const runOf = async ({ store }: PaymentReplica, id: string): Promise<PaymentRun> => {
    const { record } = await store.read.record({ ref: { kind: "paymentRun", id }, at: clock.now().toISOString() });
    const parsed = record === null ? undefined : paymentRunSchema.safeParse(readableBody(record.body));
    if (parsed?.success !== true) throw new DeskError("notFound", "no such run here");
    return parsed.data;
  };

  const file = async (replica: PaymentReplica, run: string): Promise<PaymentFile> => {
    const newest = exportsOf(await runOf(replica, run)).at(-1);
    if (newest === undefined) return { export: null, state: "none", path: null };
    const path = await replica.store.read.paymentFilePath(newest.id);
    if (path !== null) return { export: newest.id, state: "written", path };
    const step = await replica.store.read.stateOfCommand(newest.id);
    const state = step === null ? "elsewhere" : step.state === "acknowledged" ? "ready" : "waiting";
    return { export: newest.id, state, path: null };
  };

  return {
    prepare: async (replica, { run: id, format, mapping }) => {
      const run = await runOf(replica, id);
      const head = {
        format,
        msgId: nextMsgId(run),
        createdAt: `${clock.now().toISOString().slice(0, 19)}Z`,
        ...(format === "csv" && mapping !== undefined ? { mapping } : {}),
      };
      const bytes = exportBytes(run, head);
      if (bytes === undefined) throw new DeskError("notFound", "a table needs a mapping");
      const findings = format === "pain.001" ? [...checkPain001(bytes)] : [];
      if (findings.length > 0) return { args: null, findings };
      return { args: { ...head, sha256: sha256OfBytes(bytes), count: run.items.length, cents: sumOf(run) }, findings: [] };
    },
    file,
    write: async (replica, { run: id, export: exportId }) => {
      const { state, export: newest } = await file(replica, id);
      if (state !== "ready" || newest !== exportId) throw new DeskError("notFound", "this file is not to be written here");
      const run = await runOf(replica, id);
      const done = run.exports[exportId];
      const bytes = done === undefined ? undefined : bytesOf(run, done);
      if (done === undefined || bytes === undefined) throw new DeskError("internal", "the file is not the one that was logged");
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const path = join(folder, fileNameOf(run, done));
      // Noted only once it is whole: a crash in between leaves a name that nothing overwrites.
      await writeAnew(path, bytes);
      await replica.store.write.notePaymentFile({ exportId, path });
      return { path };
    },
    read: async (replica, base64, policy) => {
      const read = readStatements(new Uint8Array(Buffer.from(base64, "base64")));
      if (typeof read === "string") return { problem: read, statements: [] };
      const runs = await replica.store.read.exportedRuns(null);
      const numbers = new Map(runs.map(({ id, body }) => [id, body.number]));
      const ours = new Set([policy.payingAccount?.iban, ...runs.map(({ body }) => body.debtor.iban)]);
      const statements = read.map((statement) => ({
        id: statement.id,
        name: statement.name,
        iban: statement.iban,
        ours: ours.has(statement.iban),
        balanced: statement.balanced,
        entries: matchStatement(statement, runs).map(({ entry, settles, ...rest }) => {
          const { entry: reference, on, cents, debit, name, iban, text, returned } = entry;
          const shown = { entry: reference, on, cents, debit, name, iban, text, returned };
          return { ...rest, entry: shown, settles: [...settles], runNumber: rest.run === null ? null : (numbers.get(rest.run) ?? null) };
        }),
      }));
      return { problem: null, statements };
    },
  };
}

/** The very bytes that were logged; undefined where they cannot be made again. */
function bytesOf(run: PaymentRun, done: RunExport): Uint8Array | undefined {
  const format = exportFormats.find((known) => known === done.format);
  const mapping = done.mapping === undefined ? undefined : tableMappingSchema.safeParse(done.mapping).data;
  if (format === undefined) return undefined;
  const head = { format, msgId: done.msgId, createdAt: done.createdAt, mapping };
  return exportHash(run, head) === done.sha256 ? exportBytes(run, head) : undefined;
}

function fileNameOf({ executeOn }: PaymentRun, { msgId, format }: RunExport): string {
  return `${executeOn}_${msgId}.${format === "csv" ? "csv" : "xml"}`;
}

/** Whole or not at all, and never over another file. */
async function writeAnew(path: string, bytes: Uint8Array): Promise<void> {
  const unfinished = `${path}.part`;
  const handle = await open(unfinished, "w", 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    await link(unfinished, path);
  } finally {
    await unlink(unfinished);
  }
}
