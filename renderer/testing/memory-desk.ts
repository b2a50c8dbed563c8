// A Desk over records in memory that runs the real rules: for component tests and previews, never in the program.
import { derivedId } from "../../shared/base/hash.ts";
import { archiveListArgsSchema } from "../../shared/desk/archive-calls.ts";
import type { ContentSpace } from "../../shared/desk/content-calls.ts";
import type { CallArgs, CallName, CallResult, Desk, QueryArgs, QueryName, QueryResult } from "../../shared/desk/contract.ts";
import { DeskError, type DeskErrorCode } from "../../shared/desk/errors.ts";
import type { DoneStep } from "../../shared/desk/outbox-calls.ts";
import type { OutboxEntry, RecordResult, SubmitResult } from "../../shared/desk/record-calls.ts";
import type { ScanFolder, ScanPages, ServerScanFolder, UnattendedState } from "../../shared/desk/scanner-calls.ts";
import type { DeviceList } from "../../shared/desk/device-calls.ts";
import type { EnrolmentState, SessionState, SyncState } from "../../shared/desk/session-calls.ts";
import type { Actor } from "../../shared/domain/actor.ts";
import type { AnyBody, CommandContext } from "../../shared/domain/command.ts";
import { execute, whyNot } from "../../shared/domain/execute.ts";
import { kinds } from "../../shared/domain/kinds.ts";
import type { Policy } from "../../shared/domain/policy.ts";
import { recordKey, type OfficeRecord, type RecordRef } from "../../shared/domain/record.ts";
import type { Refusal } from "../../shared/domain/refusal.ts";
import { lastStepOf, takeBackOf } from "../../shared/domain/take-back.ts";
import { actionsFor } from "./memory-actions.ts";
import { allRefused, memoryActs, plainSolution, withPassword, type GivenCommand } from "./memory-acts.ts";
import { firstLines, linesFrom, marksOf, orderSheetOf } from "./memory-content.ts";
import { duplicatesOf } from "./memory-duplicates.ts";
import { paymentCalls, paymentQueries } from "./memory-payments.ts";
import { deputyshipsOf } from "./memory-deputies.ts";
import { bookingSuggestionsOf, ledgerOf } from "./memory-ledger.ts";
import { creditNotesOf, supplierInvoicesOf, supplierMatchOf, suppliersOf } from "./memory-suppliers.ts";
import { changedFile, lookAt, pieceOf } from "./memory-scans.ts";
import { archiveFilesOf, archiveListOf, archiveTreeOf, inboxOf, inboxRow } from "./memory-lists.ts";
import { directory, karla, now, today } from "./memory-world.ts";

export interface MemoryDeskOptions {
  /** What reading a bank's statement says. */
  readonly statement?: CallResult<"readStatement">;
  readonly records?: readonly OfficeRecord<AnyBody>[];
  readonly actor?: Actor;
  readonly signedIn?: boolean;
  readonly host?: SessionState["host"];
  /** Offline, commands stay in the outbox; online they are gone at once. */
  readonly network?: SyncState["network"];
  readonly outbox?: readonly OutboxEntry[];
  readonly sync?: Partial<SyncState>;
  readonly done?: readonly DoneStep[];
  readonly scanner?: readonly ScanFolder[];
  readonly unattended?: Partial<UnattendedState>;
  /** Folders that the server watches. */
  readonly serverScans?: readonly ServerScanFolder[];
  /** Files that wait for a person to look at their pages, by id. */
  readonly scanPages?: ReadonlyMap<string, ScanPages>;
  /** The list of scanned files does not hear of what becomes of them. */
  readonly slowScanner?: boolean;
  /** Texts begun before the window was loaded, by their key. */
  readonly drafts?: Readonly<Record<string, string>>;
  readonly enrolment?: Partial<EnrolmentState>;
  readonly devices?: DeviceList["devices"];
  /** In place of the one of `directory`. A password "falsch" is the wrong one. */
  readonly policy?: Policy;
  /** Bytes by SHA-256, for the viewer. */
  readonly contents?: ReadonlyMap<string, Uint8Array>;
  /** What the desk reads in contents, by SHA-256; everything else is no electronic invoice. All lines, of which the window gets its pages. */
  readonly eInvoices?: ReadonlyMap<string, CallResult<"eInvoice">>;
  /** Contents of which half is on this device. */
  readonly partly?: readonly string[];
  readonly space?: Partial<ContentSpace>;
  /** What the server answers to any words. */
  readonly serverHits?: CallResult<"searchServer">["hits"];
  /** Queries and calls that fail, with the code. */
  readonly failing?: Readonly<Partial<Record<QueryName | CallName, DeskErrorCode>>>;
  /** Queries that never answer. */
  readonly silent?: readonly QueryName[];
}

function stepsOf(outbox: readonly OutboxEntry[]): SyncState["steps"] {
  const steps = { queued: 0, sending: 0, waitingForContent: 0, parked: 0, refused: 0, partlyRefused: 0 };
  for (const entry of outbox) steps[entry.state] += 1;
  return steps;
}

export interface MemoryDesk extends Desk {
  /** Calls so far, in order. */
  readonly calls: { readonly name: CallName; readonly args: unknown }[];
  /** Changes how the desk stands with the server; going online empties the outbox of what waited. */
  setNetwork(network: SyncState["network"]): void;
  /** Puts a record in or takes its newer form. */
  put(record: OfficeRecord<AnyBody>): void;
  record(ref: RecordRef): OfficeRecord<AnyBody> | undefined;
}

type Answers<Names extends QueryName | CallName> = {
  readonly [N in Names]: (
    args: N extends QueryName ? QueryArgs<N> : N extends CallName ? CallArgs<N> : never,
  ) => N extends QueryName ? QueryResult<N> : N extends CallName ? CallResult<N> : never;
};

/** The device that screens of a memory desk stand on. */
export const hereId = "00000000-0000-4000-8000-00000000a001";

/** Any password but "falsch" signs in. */
export function memoryDesk(options: MemoryDeskOptions = {}): MemoryDesk {
  const actor = options.actor ?? karla;
  const records = new Map((options.records ?? []).map((record) => [recordKey(record), record]));
  const watches = new Set<() => void>();
  const calls: { name: CallName; args: unknown }[] = [];
  const texts = new Map(Object.entries(options.drafts ?? {}));
  let outbox: OutboxEntry[] = [...(options.outbox ?? [])];
  let network = options.network ?? "online";
  let signedIn = options.signedIn ?? true;
  let scanner = options.scanner ?? [];
  const kept = new Set<string>();
  let budget = 1_000_000_000;
  let enrolled: EnrolmentState["phase"] | undefined;
  let devices = options.devices ?? [];
  let counter = 0;

  const changed = (): void => {
    for (const tell of Array.from(watches)) tell();
  };
  const isRefused = (entry: OutboxEntry): boolean => entry.state === "refused" || entry.state === "partlyRefused";
  const marks = (recordId: string) => {
    const own = outbox.filter((entry) => entry.recordId === recordId);
    return { waiting: own.filter((entry) => !isRefused(entry)).length, refused: own.filter(isRefused).length };
  };
  const policy = options.policy ?? directory.policy;
  const hasChart = (): boolean => [...records.values()].some(({ kind }) => kind === "account");
  const context = (commandId: string, password?: string): CommandContext =>
    withPassword({ commandId, at: now, today, policy, device: hereId, hasChart: hasChart() }, password);
  const find = (kind: string, id: string) => records.get(recordKey({ kind, id }));

  const takeBack = ({ commandId, kind, recordId }: Pick<GivenCommand, "commandId" | "kind" | "recordId">) => ({
    kind,
    recordId,
    ...takeBackOf(commandId),
  });
  const acts = memoryActs((command) => whyNot(kinds, takeBack(command), actor, records, context(command.commandId)));

  const submit = ({ commands, password }: CallArgs<"submit">, undoing = false): SubmitResult => {
    if (password === "falsch") throw new DeskError("signInFailed");
    const group = derivedId("group", counter++);
    const before = new Map(records);
    const refusals = new Map<string, Refusal>();
    const given = commands.map(({ kind, name, recordId, args }): GivenCommand => {
      const commandId = derivedId("command", counter++);
      const id = recordId ?? derivedId("record", counter++);
      const known = find(kind, id);
      const outcome = execute(kinds, { kind, name, recordId: id, args }, actor, records, context(commandId, password));
      if (outcome.kind === "refused") refusals.set(commandId, outcome.refusal);
      else for (const record of outcome.records) records.set(recordKey(record), record);
      const subject = known === undefined ? "" : (inboxRow(known, marks)?.subject ?? "");
      return { commandId, kind, recordId: id, name, args, subject, undone: false };
    });
    if (refusals.size > 0) {
      records.clear();
      for (const [key, record] of before) records.set(key, record);
      return allRefused(group, given, refusals);
    }
    if (!undoing) acts.add({ group, at: now, commands: given });
    if (network === "offline") {
      const entries = given.map(({ undone: _undone, ...command }): OutboxEntry => {
        return { ...command, group, at: now, state: "queued", unchecked: false, refusal: null, conflicts: [] };
      });
      outbox = [...outbox, ...entries];
    }
    changed();
    return { group, results: given.map(({ commandId, recordId }) => ({ commandId, recordId, outcome: "applied", refusal: null })) };
  };

  /** What the record tells of this person's last step, where it can be taken back. */
  const lastTold = (kind: string, id: string): RecordResult["undo"] => {
    const step = lastStepOf(find(kind, id)?.body ?? {}, actor.personId);
    if (step === undefined) return null;
    const intention = takeBack({ kind, recordId: id, commandId: step.commandId });
    const refusal = whyNot(kinds, intention, actor, records, context(step.commandId));
    return refusal === undefined ? { group: null, name: step.command, commandId: step.commandId } : null;
  };

  const undo = (args: CallArgs<"undo">): SubmitResult => {
    if ("record" in args) {
      const { record, command } = args;
      const answer = submit({ commands: [takeBack({ kind: record.kind, recordId: record.id, commandId: command })] }, true);
      return { ...answer, results: answer.results.map((one) => ({ ...one, commandId: command })) };
    }
    const { group, only } = args;
    const act = acts.find(group);
    if (act === undefined) throw new DeskError("notFound");
    const asked = act.commands.filter((one) => !one.undone && (only === undefined || only.includes(one.commandId)));
    const answer = submit({ commands: asked.map(takeBack) }, true);
    const results = answer.results.map((one, index) => ({ ...one, commandId: asked[index]?.commandId ?? one.commandId }));
    const result = { ...answer, results };
    if (result.results.every((one) => one.outcome !== "refused")) for (const one of asked) one.undone = true;
    changed();
    return result;
  };

  const session = (): SessionState => ({
    phase: signedIn ? "open" : "signedOut",
    lastUserName: actor.personId,
    serverUrl: "https://rathaus.example.org:8443",
    enrolment: {
      phase: "done",
      reason: "new",
      serverUrl: "https://rathaus.example.org:8443",
      townName: "Musterstadt",
      deviceName: "Schalter 1",
      problem: null,
      ...options.enrolment,
      ...(enrolled === undefined ? {} : { phase: enrolled }),
    },
    actor: signedIn ? { ...actor, grants: [...actor.grants] } : null,
    directory: signedIn ? { ...directory, policy } : null,
    today,
    host: options.host ?? "test",
    programVersion: "0.1.0",
  });

  const queries: Answers<QueryName> = {
    session,
    sync: () => ({
      network,
      offlineSince: network === "offline" ? now : null,
      lastContactAt: now,
      lastSyncAt: now,
      nextTryAt: null,
      wokeAt: null,
      slow: false,
      steps: stepsOf(outbox),
      lastProblem: null,
      clockAheadSeconds: null,
      waiting: outbox.filter((entry) => !isRefused(entry)).length,
      refused: outbox.filter(isRefused).length,
      progress: null,
      problem: null,
      ...options.sync,
    }),
    inbox: (args) => inboxOf([...records.values()], args, actor, today, marks),
    record: ({ kind, id }) => {
      const record = find(kind, id) ?? null;
      return {
        record: record === null ? null : { ...record, scopes: [...record.scopes] },
        actions: record === null ? [] : actionsFor(record, records, actor, context(derivedId("probe", 0))),
        outbox: outbox.filter((entry) => entry.recordId === id),
        undo: acts.lastOn(id) ?? lastTold(kind, id),
      };
    },
    outbox: () => outbox,
    solutions: ({ id }) =>
      outbox
        .filter((entry) => entry.recordId === id && isRefused(entry))
        .map((entry) => plainSolution(entry.commandId, whyNot(kinds, entry, actor, records, context(entry.commandId)) ?? null)),
    ownSteps: ({ limit }) => acts.steps(limit),
    outboxDone: () => [...(options.done ?? [])],
    archiveTree: () => archiveTreeOf([...records.values()], directory),
    archiveFiles: (args) => archiveFilesOf([...records.values()], args),
    archiveList: (args) => archiveListOf([...records.values()], archiveListArgsSchema.parse(args), marks),
    deputyships: () => deputyshipsOf([...records.values()], today, marks),
    duplicates: ({ id }) => duplicatesOf([...records.values()], id),
    suppliers: (args) => suppliersOf([...records.values()], args),
    creditNotes: ({ id }) => creditNotesOf([...records.values()], id),
    supplierInvoices: (args) => supplierInvoicesOf([...records.values()], args),
    supplierMatch: ({ id }) => supplierMatchOf([...records.values()], id),
    ledger: (args) => ledgerOf([...records.values()], args),
    bookingSuggestions: ({ id }) => bookingSuggestionsOf([...records.values()], id),
    ...paymentQueries(() => [...records.values()], today),
    scanner: () => ({
      folders: [...scanner],
      unattended: { unit: null, waiting: 0, sealed: 0, stuck: 0, ...options.unattended },
    }),
    contentMarks: ({ records: refs }) => ({
      marks: marksOf(refs, records, { contents: options.contents ?? new Map(), partly: options.partly ?? [], kept }),
    }),
    contentSpace: () => ({ budget, used: 412_000_000, own: 1_200_000, kept: 64_000_000, missing: 0, problem: null, ...options.space }),
  };

  const answers: Answers<CallName> = {
    enrol: () => {
      enrolled = "done";
      changed();
      return {};
    },
    devices: () => ({ devices, administers: actor.grants.some((grant) => grant.role === "ADMIN"), here: hereId }),
    makeEnrolmentCode: () => ({ code: "K7QM-4TXD-P2WR", expiresAt: "2026-11-26T09:00:00.000Z" }),
    revokeDevice: ({ device, reason }) => {
      const gone = { state: "revoked", revokedAt: now, revokedBy: actor.name, reason } as const;
      devices = devices.map((row) => (row.id === device ? { ...row, ...gone } : row));
      return {};
    },
    letDeviceScan: ({ device, unit }) => {
      devices = devices.map((row) => (row.id === device ? { ...row, unattendedUnit: unit } : row));
      return {};
    },
    signIn: ({ password }) => {
      if (password === "falsch") throw new DeskError("signInFailed");
      signedIn = true;
      changed();
      return { mode: network === "offline" ? "offline" : "online" };
    },
    signOut: () => {
      signedIn = false;
      changed();
      return {};
    },
    syncNow: () => ({}),
    wake: () => ({}),
    stepContent: ({ commandId }) => {
      const entry = outbox.find((one) => one.commandId === commandId);
      if (entry === undefined) throw new DeskError("notFound");
      const texts = Object.entries(entry.args).flatMap(([path, value]) => (typeof value === "string" ? [{ path, value }] : []));
      return { content: JSON.stringify(entry.args, null, 2), texts };
    },
    reviseStep: ({ commandId }) => {
      outbox = outbox.map((entry) => (entry.commandId === commandId ? { ...entry, state: "queued", refusal: null } : entry));
      changed();
      return { refusal: null };
    },
    submit,
    undo,
    undoLast: () => {
      const act = acts.last();
      if (act === undefined) return { step: null, result: null };
      const step = acts.steps(counter + 1).steps.find(({ group }) => group === act.group) ?? null;
      return { step, result: undo({ group: act.group }) };
    },
    resolve: ({ commandId, action }) => {
      outbox =
        action === "discard" || action === "discardAll"
          ? outbox.filter((entry) => entry.commandId !== commandId)
          : outbox.map((entry) => (entry.commandId === commandId ? { ...entry, state: "queued", refusal: null, conflicts: [] } : entry));
      changed();
      return { refusal: null };
    },
    drafts: () => ({ texts: Object.fromEntries(texts) }),
    saveDraft: ({ key, text }) => {
      if (text === "") texts.delete(key);
      else texts.set(key, text);
      return {};
    },
    readContent: ({ sha256, offset, length }) => {
      const bytes = options.contents?.get(sha256);
      if (bytes === undefined) throw new DeskError("contentNotHere");
      return { base64: btoa(String.fromCharCode(...bytes.subarray(offset, offset + length))), size: bytes.length };
    },
    eInvoice: ({ sha256 }) => firstLines(options.eInvoices?.get(sha256)),
    eInvoiceFile: () => ({ base64: btoa("<anlage><wert>7</wert></anlage>"), size: 31 }),
    orderSheet: ({ id }) => orderSheetOf(id),
    readOrderSheet: () => ({ base64: btoa("abc"), size: 3 }),
    eInvoiceLines: ({ sha256, from, count }) => linesFrom(options.eInvoices?.get(sha256), from, count),
    ...paymentCalls(options.statement),
    keepOffline: ({ record, keep }) => {
      if (keep) kept.add(recordKey(record));
      else kept.delete(recordKey(record));
      changed();
      return {};
    },
    setContentBudget: ({ bytes }) => {
      budget = bytes;
      changed();
      return {};
    },
    searchServer: () => ({ hits: [...(options.serverHits ?? [])] }),
    lookAtScan: ({ name }) => lookAt(options.contents, name),
    readScan: ({ sha256, offset, length }) => pieceOf(options.contents, sha256, offset, length),
    serverScans: () => ({ folders: [...(options.serverScans ?? [])], at: now, fresh: network === "online" }),
    serverScanAgain: () => ({}),
    scanPages: ({ id }) => {
      const pages = options.scanPages?.get(id);
      if (pages === undefined) throw new DeskError("notFound");
      return pages;
    },
    scanPage: () => ({ base64: btoa("no picture") }),
    bookScanPages: ({ folder, id }) => {
      if (options.slowScanner === true) return {};
      scanner = changedFile(scanner, folder, (file) => file.id === id, { stage: "server" });
      changed();
      return {};
    },
    stopRecognition: ({ folder, id }) => {
      scanner = changedFile(scanner, folder, (file) => file.id === id, { stage: "server", reason: "", mayStop: false });
      changed();
      return {};
    },
    handScan: ({ name, size, offset, base64 }) => ({ name: offset + atob(base64).length < size ? null : name }),
    scanAgain: ({ folder, name }) => {
      const reading = { stage: "reading", reason: "", mayTakeAnyway: false, wantsPassword: false, mayLook: false } as const;
      scanner = changedFile(scanner, folder, (file) => file.name === name, reading);
      changed();
      return {};
    },
  };

  return {
    calls,
    setNetwork: (next) => {
      network = next;
      if (next === "online") outbox = outbox.filter(isRefused);
      changed();
    },
    put: (record) => {
      records.set(recordKey(record), record);
      changed();
    },
    record: ({ kind, id }) => find(kind, id),
    call: async (name, args) => {
      calls.push({ name, args });
      const failure = options.failing?.[name];
      if (failure !== undefined) throw new DeskError(failure);
      return Promise.resolve(answers[name](args as never) as never);
    },
    watch: (name, args, onValue, onError) => {
      const failure = options.failing?.[name];
      if (failure !== undefined) {
        onError(new DeskError(failure));
        return () => undefined;
      }
      if (options.silent?.includes(name) === true) return () => undefined;
      const tell = (): void => onValue(queries[name](args as never));
      watches.add(tell);
      tell();
      return () => {
        watches.delete(tell);
      };
    },
  };
}
