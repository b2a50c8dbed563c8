// What screens ask the desk to do, one function a call of the contract.
import { z } from "../../../shared/base/zod.ts";
import { deskCalls, type CallArgs, type CallName, type CallResult } from "../../../shared/desk/contract.ts";
import { DeskError } from "../../../shared/desk/errors.ts";
import { devicesResponseSchema, makeCodeResponseSchema, revokeDeviceResponseSchema } from "../../../shared/sync/devices.ts";
import { defaultPolicy } from "../../../shared/domain/policy.ts";
import { searchResponseSchema } from "../../../shared/sync/search.ts";
import type { Clock } from "../clock.ts";
import type { EInvoices } from "../einvoice/e-invoices.ts";
import type { Intake } from "../intake/intake.ts";
import { serverScans } from "../intake/server-scans.ts";
import type { Learner } from "../intake/learner.ts";
import type { Payments } from "../payment/payments.ts";
import type { OrderSheets } from "../order-sheet/order-sheets.ts";
import type { PaperReader } from "../intake/paper-reader.ts";
import type { Seat } from "../session/seat.ts";
import { deskErrorOf } from "../sync/problem-error.ts";

export interface CallContext {
  readonly seat: Seat;
  readonly clock: Clock;
  /** Told of what was given, after it was written. */
  readonly learner: Pick<Learner, "look">;
  readonly papers: Pick<PaperReader, "look">;
  readonly eInvoices: Pick<EInvoices, "look" | "lines" | "file">;
  readonly payments: Pick<Payments, "prepare" | "write" | "read">;
  readonly orderSheets: Pick<OrderSheets, "look" | "read">;
  /** What a person does with scanned files. */
  readonly scans: Pick<Intake, "hand" | "again" | "look" | "readLook" | "pages" | "page" | "book" | "stopRecognition">;
}

type Actions = { readonly [N in CallName]: (args: CallArgs<N>) => Promise<CallResult<N>> };

export function createActions({ seat, clock, scans, learner, papers, eInvoices, payments, orderSheets }: CallContext): Actions {
  const now = () => ({ at: clock.now().toISOString(), device: seat.device() });
  const onServer = serverScans(clock);
  const write = () => seat.replica().store.write;
  const policy = () => seat.view().identity?.directory.policy ?? defaultPolicy;
  /** What was written is written, also where its person has signed out meanwhile: it then goes up at their next sign-in. */
  const kick = (): void => {
    if (seat.view().phase === "open" && seat.view().identity !== undefined) seat.replica().engine.kick();
  };

  const ask = async <T>(path: string, json: unknown, schema: z.ZodType<T>): Promise<T> => {
    try {
      return await seat.replica().client.post(path, json, schema);
    } catch (thrown) {
      throw deskErrorOf(thrown);
    }
  };

  return {
    enrol: async (args) => {
      await seat.enrol(deskCalls.enrol.args.parse(args));
      return {};
    },
    devices: async () => {
      const { devices, administers } = await ask("/v1/devices/list", {}, devicesResponseSchema);
      const rows = devices.map(({ unattendedUnit = null, sealedFiles = null, ...device }) => ({ ...device, unattendedUnit, sealedFiles }));
      return { devices: rows, administers, here: seat.device() };
    },
    makeEnrolmentCode: async (args) => ask("/v1/devices/code", deskCalls.makeEnrolmentCode.args.parse(args), makeCodeResponseSchema),
    revokeDevice: async (args) => {
      await ask("/v1/devices/revoke", deskCalls.revokeDevice.args.parse(args), revokeDeviceResponseSchema);
      return {};
    },
    letDeviceScan: async (args) => {
      await ask("/v1/devices/unattended", deskCalls.letDeviceScan.args.parse(args), z.object({}));
      return {};
    },
    signIn: async (args) => {
      const { userName, password } = deskCalls.signIn.args.parse(args);
      return { mode: await seat.signIn(userName, password) };
    },
    signOut: async () => {
      await seat.signOut();
      return {};
    },
    syncNow: async () => {
      await seat.replica().engine.syncNow();
      return {};
    },
    wake: async () => {
      // Where nobody is signed in there is nothing to wake.
      if (seat.view().phase === "open" && seat.view().identity !== undefined) seat.replica().engine.wake();
      return Promise.resolve({});
    },
    submit: async (args) => {
      const { commands, password } = deskCalls.submit.args.parse(args);
      const replica = seat.replica();
      const given = now();
      const proofs = password === undefined ? {} : { proofs: await seat.confirm(password, commands, given.at) };
      const { teaching, ...result } = await replica.store.write.submit({ commands, ...given, ...proofs });
      kick();
      learner.look(replica, teaching);
      if (commands.some(({ kind, name }) => kind === "invoice" && name === "rebook")) papers.look();
      return result;
    },
    undo: async (args) => {
      const asked = deskCalls.undo.args.parse(args);
      const result = await ("record" in asked ? write().undoTold({ ...asked, ...now() }) : write().undo({ ...asked, ...now() }));
      if (result.results.length === 0) throw new DeskError("notFound", "no such group of commands");
      kick();
      return result;
    },
    undoLast: async () => {
      const { step, result } = await write().undoLast(now());
      kick();
      return { step, result };
    },
    resolve: async (args) => {
      const { commandId, action, fields = {} } = deskCalls.resolve.args.parse(args);
      const refusal = await write().resolve({ commandId, action, fields, ...now() });
      kick();
      return { refusal };
    },
    drafts: async () => ({ texts: await seat.replica().store.read.drafts(null) }),
    saveDraft: async (args) => {
      await write().saveDraft(deskCalls.saveDraft.args.parse(args));
      return {};
    },
    stepContent: async (args) => {
      const { content, texts } = await seat.replica().store.read.stepContent(deskCalls.stepContent.args.parse(args).commandId);
      return { content, texts: [...texts] };
    },
    reviseStep: async (args) => {
      const refusal = await write().reviseStep({ ...deskCalls.reviseStep.args.parse(args), ...now() });
      kick();
      return { refusal };
    },
    readContent: async (args) => readContent(seat, deskCalls.readContent.args.parse(args)),
    eInvoice: async (args) => eInvoices.look(seat.replica(), deskCalls.eInvoice.args.parse(args)),
    eInvoiceFile: async (args) => {
      const asked = deskCalls.eInvoiceFile.args.parse(args);
      const bytes = await eInvoices.file(seat.replica(), asked);
      const piece = bytes.subarray(asked.offset, asked.offset + asked.length);
      return { base64: Buffer.from(piece).toString("base64"), size: bytes.length };
    },
    orderSheet: async (args) => orderSheets.look(seat.replica(), deskCalls.orderSheet.args.parse(args).id),
    readOrderSheet: async (args) => Promise.resolve(orderSheets.read(deskCalls.readOrderSheet.args.parse(args))),
    eInvoiceLines: async (args) => ({ lines: await eInvoices.lines(seat.replica(), deskCalls.eInvoiceLines.args.parse(args)) }),
    keepOffline: async (args) => {
      const { record, keep } = deskCalls.keepOffline.args.parse(args);
      const { store, courier } = seat.replica();
      if (!(await store.read.holdsRecord(record))) throw new DeskError("notFound", "what is not here cannot be kept here");
      await store.write.keepOffline({ ref: record, keep, at: clock.now().toISOString() });
      courier.keptChanged();
      return {};
    },
    setContentBudget: async (args) => {
      const { bytes } = deskCalls.setContentBudget.args.parse(args);
      await write().setMeta({ name: "contentBudget", value: String(bytes) });
      await seat.replica().files.trim();
      seat.replica().courier.keptChanged();
      return {};
    },
    searchServer: async (args) => {
      try {
        return await seat.replica().client.post("/v1/search", deskCalls.searchServer.args.parse(args), searchResponseSchema);
      } catch (thrown) {
        throw deskErrorOf(thrown);
      }
    },
    handScan: async (args) => scans.hand(deskCalls.handScan.args.parse(args)),
    scanAgain: async (args) => {
      await scans.again(deskCalls.scanAgain.args.parse(args));
      return {};
    },
    lookAtScan: async (args) => scans.look(deskCalls.lookAtScan.args.parse(args)),
    readScan: async (args) => scans.readLook(deskCalls.readScan.args.parse(args)),
    serverScans: async () => onServer.list(seat.replica()),
    serverScanAgain: async (args) => {
      await onServer.again(seat.replica(), deskCalls.serverScanAgain.args.parse(args));
      return {};
    },
    scanPages: async (args) => scans.pages(deskCalls.scanPages.args.parse(args)),
    scanPage: async (args) => scans.page(deskCalls.scanPage.args.parse(args)),
    stopRecognition: async (args) => {
      await scans.stopRecognition(deskCalls.stopRecognition.args.parse(args));
      return {};
    },
    bookScanPages: async (args) => {
      await scans.book(deskCalls.bookScanPages.args.parse(args));
      return {};
    },
    preparePayment: async (args) => payments.prepare(seat.replica(), deskCalls.preparePayment.args.parse(args)),
    writePaymentFile: async (args) => payments.write(seat.replica(), deskCalls.writePaymentFile.args.parse(args)),
    readStatement: async (args) => payments.read(seat.replica(), deskCalls.readStatement.args.parse(args).base64, policy()),
  };
}

/** Only what a record names that the person may see: from disk, else from the server under that record. */
async function readContent(seat: Seat, args: CallArgs<"readContent">): Promise<CallResult<"readContent">> {
  const { store, transfer, courier } = seat.replica();
  const { record, sha256, offset, length } = args;
  const names = await store.read.contentOfRecord(record);
  if (names === null) {
    try {
      const { bytes, size } = await courier.urgently(() => transfer.readRemote(record, sha256, offset, length));
      return { base64: Buffer.from(bytes).toString("base64"), size };
    } catch (thrown) {
      throw deskErrorOf(thrown);
    }
  }
  const content = names.find((name) => name.sha256 === sha256);
  if (content === undefined) throw new DeskError("notFound", "the record names no such content");
  const here = await transfer.holds(content, offset, length);
  const read = (): Promise<Uint8Array> => transfer.read(record, content, offset, length);
  const bytes = await (here ? read() : courier.urgently(read));
  return { base64: Buffer.from(bytes).toString("base64"), size: content.size };
}
