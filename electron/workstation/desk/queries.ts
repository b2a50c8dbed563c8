// The answers to live queries, each from the store or from what the workstation knows of itself.
import { officeDateAt } from "../../../shared/base/office-date.ts";
import { deskQueries, type QueryArgs, type QueryName, type QueryResult } from "../../../shared/desk/contract.ts";
import type { ScannerState } from "../../../shared/desk/scanner-calls.ts";
import type { SessionState, SyncState } from "../../../shared/desk/session-calls.ts";
import type { Clock } from "../clock.ts";
import { noSteps } from "../outbox/entries.ts";
import type { Payments } from "../payment/payments.ts";
import type { Seat } from "../session/seat.ts";

export interface QueryContext {
  readonly seat: Seat;
  readonly clock: Clock;
  readonly host: SessionState["host"];
  readonly programVersion: string;
  readonly scanner: () => ScannerState;
  readonly payments: Pick<Payments, "file">;
}

type Answers = { readonly [N in QueryName]: (args: QueryArgs<N>) => Promise<QueryResult<N>> };

export function createAnswers(context: QueryContext): Answers {
  const { seat, clock } = context;
  const at = (): string => clock.now().toISOString();
  const today = (): string => officeDateAt(clock.now().getTime());
  const read = () => seat.replica().store.read;

  const session = (): SessionState => {
    const { phase, lastUserName, identity, enrolment } = seat.view();
    const { host, programVersion } = context;
    const actor = identity === undefined ? null : { ...identity.actor, grants: [...identity.actor.grants] };
    const directory = identity?.directory ?? null;
    return { phase, lastUserName, serverUrl: enrolment.serverUrl, enrolment, actor, directory, today: today(), host, programVersion };
  };

  /** This question has an answer whoever sits here: a replica that is closed while it is asked must not end it. */
  const counts = async (): Promise<Pick<SyncState, "waiting" | "refused" | "steps">> => {
    const none = { waiting: 0, refused: 0, steps: noSteps };
    // While it is being closed the phase is still "open", but nobody sits here any more.
    const isHere = (): boolean => seat.view().phase === "open" && seat.view().identity !== undefined;
    if (!isHere()) return none;
    const { store } = seat.replica();
    try {
      return await store.read.outboxCounts(null);
    } catch (thrown) {
      if (isHere() && seat.replica().store === store) throw thrown;
      return none;
    }
  };

  const sync = async (): Promise<SyncState> => {
    const counted = await counts();
    const { sync: state, lastContactAt } = seat.view();
    return { ...state, lastContactAt, ...counted };
  };

  return {
    session: async () => Promise.resolve(session()),
    sync,
    inbox: async (args) => read().inbox({ ...deskQueries.inbox.args.parse(args), today: today() }),
    record: async (args) => read().record({ ref: deskQueries.record.args.parse(args), at: at() }),
    outbox: async () => [...(await read().outbox(null))],
    solutions: async (args) => [...(await read().solutions({ ref: deskQueries.solutions.args.parse(args), at: at() }))],
    ownSteps: async (args) => read().ownSteps({ ...deskQueries.ownSteps.args.parse(args), at: at() }),
    outboxDone: async () => [...(await read().outboxDone(null))],
    archiveTree: async () => read().archiveTree(null),
    archiveFiles: async (args) => read().archiveFiles(deskQueries.archiveFiles.args.parse(args)),
    archiveList: async (args) => read().archiveList(deskQueries.archiveList.args.parse(args)),
    contentMarks: async (args) => {
      const { records: refs } = deskQueries.contentMarks.args.parse(args);
      const marks = await read().contentMarks({ refs, fetching: seat.replica().courier.fetching() });
      return { marks: marks.map((mark) => ({ ...mark, contents: [...mark.contents] })) };
    },
    contentSpace: async () => {
      const { cache, courier } = seat.replica();
      return { budget: await cache.budget(), ...(await read().contentRoom(null)), problem: courier.problem() };
    },
    deputyships: async () => [...(await read().deputyships({ today: today() }))],
    duplicates: async (args) => [...(await read().duplicates(deskQueries.duplicates.args.parse(args).id))],
    suppliers: async (args) => read().suppliers(deskQueries.suppliers.args.parse(args)),
    creditNotes: async (args) => read().creditNotes(deskQueries.creditNotes.args.parse(args).id),
    supplierInvoices: async (args) => read().supplierInvoices(deskQueries.supplierInvoices.args.parse(args)),
    supplierMatch: async (args) => read().supplierMatch(deskQueries.supplierMatch.args.parse(args).id),
    ledger: async (args) => read().ledger(deskQueries.ledger.args.parse(args)),
    bookingSuggestions: async (args) => read().bookingSuggestions(deskQueries.bookingSuggestions.args.parse(args).id),
    payable: async (args) => read().payable({ ...deskQueries.payable.args.parse(args), today: today() }),
    paymentRuns: async () => [...(await read().paymentRuns(null))],
    paymentFile: async (args) => context.payments.file(seat.replica(), deskQueries.paymentFile.args.parse(args).run),
    scanner: async () => Promise.resolve(context.scanner()),
  };
}
