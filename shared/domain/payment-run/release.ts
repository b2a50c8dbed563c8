// Releasing a run, and the file that leaves the house. A second person releases (§ 42 KomHKVO); what was exported is logged by hash and totals,
// which the server computes again; a second file needs a reason and another message id.
import { must } from "../../base/must.ts";
import { sha256OfBytes, utf8Bytes } from "../../base/hash.ts";
import { z } from "../../base/zod.ts";
import { rule } from "../command.ts";
import { paymentDigest } from "../invoice/schema.ts";
import { refuse, type Refusal } from "../refusal.ts";
import { changedRun, invoiceRef, invoicesOf, namesAll, whyNotTransferred, type Input } from "./make.ts";
import { pain001Of } from "./pain001.ts";
import { payingFor, unitsOf, whyNotExported, whyNotReleased } from "./rights.ts";
import { exportFormats, mostInRun, nextMsgId, runDigest, sumOf, type PaymentRun, type RunExport } from "./schema.ts";
import { tableFileOf } from "./table-file.ts";
import { tableMappingSchema } from "./table-mapping.ts";

const releaseArgs = z.strictObject({
  /** All of the run's, so that each is looked at once more. */
  invoices: z.array(z.uuid()).min(1).max(mostInRun),
  /** Of what the person saw: `runDigest`. */
  digest: z.string().length(64),
});

/** The first invoice that is no longer what it was when the run was made. */
function changedSince({ others, args }: Input<z.infer<typeof releaseArgs>>, run: PaymentRun, id: string): Refusal | undefined {
  for (const { record, body } of invoicesOf(others, args.invoices)) {
    const item = must(
      run.items.find(({ invoice }) => invoice === record.id),
      "namesAll compared them",
    );
    const refusal =
      whyNotTransferred(body, run.executeOn) ??
      (body.inRun?.run !== id || paymentDigest(body) !== item.digest ? refuse("digestChanged") : undefined);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

/** The second person's word that this is to be paid. */
export const releaseRun = rule<PaymentRun, z.infer<typeof releaseArgs>>({
  args: releaseArgs,
  final: "signatureStays",
  reads: ({ invoices }) => invoices.map(invoiceRef),
  allowed: (input) => {
    const { record, args } = input;
    if (record === undefined) return refuse("recordMissing");
    const run = record.body;
    const now = whyNotReleased(input, run);
    if (now !== undefined) return now;
    if (!namesAll(run, args.invoices)) return refuse("badArguments");
    if (args.digest !== runDigest(run)) return refuse("digestChanged");
    return changedSince(input, run, record.id);
  },
  apply: (input) => {
    const { actor, args, context } = input;
    const { items } = must(input.record, "the rule's `allowed` refused a missing record").body;
    const released = { by: actor.personId, at: context.at, digest: args.digest, ...payingFor(input, unitsOf(items)) };
    return { changes: [changedRun(input, "releaseRun", { released }, { count: items.length, cents: sumOf({ items }) })] };
  },
});

const exportArgs = z.strictObject({
  format: z.enum(exportFormats),
  msgId: z.string().min(1).max(35),
  createdAt: z.iso.datetime(),
  sha256: z.string().length(64),
  count: z.int().positive(),
  cents: z.int().positive(),
  /** Of a table: how it is written. */
  mapping: tableMappingSchema.optional(),
  reason: z.string().trim().max(1000).optional(),
});
export type ExportArgs = z.infer<typeof exportArgs>;

/** The bytes of an export, from what the run and the step say. */
export function exportBytes(
  run: PaymentRun,
  { format, msgId, createdAt, mapping }: Pick<ExportArgs, "format" | "msgId" | "createdAt" | "mapping">,
): Uint8Array | undefined {
  if (format === "pain.001") return utf8Bytes(pain001Of(run, { msgId, createdAt }));
  return mapping === undefined ? undefined : tableFileOf(run, mapping);
}

/** The hash under which an export is logged. */
export function exportHash(run: PaymentRun, args: Pick<ExportArgs, "format" | "msgId" | "createdAt" | "mapping">): string | undefined {
  const bytes = exportBytes(run, args);
  return bytes === undefined ? undefined : sha256OfBytes(bytes);
}

/** Notes that the run leaves the house as this very file. The file itself is handed out only once the server has taken this step. */
export const exportRun = rule<PaymentRun, ExportArgs>({
  args: exportArgs,
  final: "paymentStays",
  allowed: (input) => {
    const { record, args } = input;
    if (record === undefined) return refuse("recordMissing");
    const run = record.body;
    const now = whyNotExported(input, run);
    if (now !== undefined) return now;
    if (Object.keys(run.exports).length > 0 && (args.reason ?? "") === "") return refuse("exportedAlready");
    if (args.msgId !== nextMsgId(run)) return refuse("exportedMeanwhile");
    if (args.count !== run.items.length || args.cents !== sumOf(run)) return refuse("badArguments");
    return args.sha256 === exportHash(run, args) ? undefined : refuse("badArguments");
  },
  apply: (input) => {
    const { actor, args, context } = input;
    const { exports, items } = must(input.record, "the rule's `allowed` refused a missing record").body;
    const { format, msgId, createdAt, sha256, count, cents, reason = "" } = args;
    const done: RunExport = {
      by: actor.personId,
      at: context.at,
      format,
      msgId,
      sha256,
      count,
      cents,
      createdAt,
      ...payingFor(input, unitsOf(items)),
      ...(reason === "" ? {} : { reason }),
      ...(args.mapping === undefined ? {} : { mapping: args.mapping }),
    };
    const details = { format, msgId, sha256, count, cents, ...(reason === "" ? {} : { reason }) };
    return { changes: [changedRun(input, "exportRun", { exports: { ...exports, [context.commandId]: done } }, details)] };
  },
});
