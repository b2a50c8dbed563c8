// One PC with a real workstation on it: its store operations, requests and timers are steps of the town. It can be killed between any
// two of them and opened again on the same folder. Must never let anything of a dead program run on.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdir, readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { readKeyFile, unwrapKey } from "../../../electron/workstation/session/key-file.ts";
import type { Replica } from "../../../electron/workstation/session/replica.ts";
import type { StoreDatabase } from "../../../electron/workstation/store/database.ts";
import { openStoreEnd, type StoreEnd } from "../../../electron/workstation/store/store-end.ts";
import { storeErrorOf } from "../../../electron/workstation/store/store-error.ts";
import type { OpenStoreThread } from "../../../electron/workstation/store/store-thread.ts";
import { defaultTimings } from "../../../electron/workstation/timings.ts";
import { openWorkstation, type Program, type Workstation } from "../../../electron/workstation/workstation.ts";
import type { CallArgs, CallName, CallResult } from "../../../shared/desk/contract.ts";
import { DeskError } from "../../../shared/desk/errors.ts";
import { must } from "../../../shared/base/must.ts";
import { z } from "../../../shared/base/zod.ts";
import { peopleOfTown } from "./town-data.ts";
import type { Ledger } from "./ledger.ts";
import type { PlantedFault } from "./planted.ts";
import type { Scheduler } from "./scheduler.ts";
import type { Wire } from "./wire.ts";

const deviceSchema = z.object({ device: z.uuid(), enrolledWith: z.unknown(), reason: z.string() });

const timings = { argonMemory: 64, liveDelay: 10, contentBudget: defaultTimings.contentBudget };

export interface TownDesk {
  readonly name: string;
  readonly wire: Wire;
  /** Milliseconds its clock is wrong. */
  skew: number;
  /** An older program, until it is upgraded; counts from the next start. */
  program: Program | undefined;
  alive(): boolean;
  /** The open replica with its database, undefined while nobody sits here. */
  open(): { readonly replica: Replica; readonly database: StoreDatabase; readonly name: string } | undefined;
  start(): Promise<void>;
  /** Calls the desk; what comes of it is told when it comes. Never rejects: undefined where it failed or the desk died. */
  call<N extends CallName>(name: N, args: CallArgs<N>): Promise<CallResult<N> | DeskError>;
  kill(): void;
  /** Begins to close the program in an orderly way, as it closes itself; it is off some steps later. */
  stop(whenOff: () => void): void;
  /** It is being closed: nobody can give it anything any more. */
  isClosing(): boolean;
  /** Calls under way. */
  callsOpen(): number;
  /** Who its PC is to the server, and whether it knows that it was locked out. */
  device(): { readonly id: string; readonly isOut: boolean };
  /** The PC's key files that this password still opens. */
  keysOpenedBy(password: string): Promise<readonly string[]>;
}

export interface TownDeskParts {
  readonly name: string;
  readonly folder: string;
  readonly tenant: string;
  readonly scheduler: Scheduler;
  readonly wire: Wire;
  readonly fault: PlantedFault;
  readonly ledger: Ledger;
  readonly program: Program | undefined;
  /** Records whose papers are fetched before anybody asks. */
  readonly prefetches: number;
}

/** Whose replica lies in a file of this name: the desk names it so. */
function ownerOf(tenant: string, file: string): string {
  const nameFor = (userName: string): string => createHash("sha256").update(`${tenant}\n${userName}`).digest("hex").slice(0, 32);
  return must(
    Object.keys(peopleOfTown).find((userName) => nameFor(userName) === file),
    "the file is named after somebody of the town",
  );
}

export function createTownDesk(parts: TownDeskParts): TownDesk {
  const { name, folder, scheduler, wire, fault, ledger } = parts;
  let life = 0;
  let workstation: Workstation | undefined;
  let closing = false;
  let replica: Replica | undefined;
  let ends: { readonly end: StoreEnd; readonly file: string; readonly role: "writer" | "reader" }[] = [];
  let calls = 0;

  const openStoreThread: OpenStoreThread = async (start, listening) => {
    const end = await new Promise<StoreEnd>((resolve, reject) => {
      scheduler.add(name, `open ${start.role}`, () => {
        try {
          resolve(openStoreEnd(start, () => undefined));
        } catch (thrown) {
          const { code, message } = storeErrorOf(thrown, "open");
          reject(new DeskError(code, message));
        }
      });
    });
    const entry = { end, file: basename(start.file, ".db"), role: start.role };
    ends.push(entry);
    if (start.role === "writer") fault.opened?.(end.database, entry.file);
    const queue: (() => void)[] = [];
    const run = (operation: string, args: unknown): { result: unknown; moved: ReturnType<StoreEnd["answer"]>["moved"] } => {
      let moved: ReturnType<StoreEnd["answer"]>["moved"] = null;
      const real = (given: unknown): unknown => {
        const answer = end.answer(operation, given);
        ({ moved } = answer);
        return answer.result;
      };
      const result =
        fault.store === undefined
          ? real(args)
          : fault.store({ role: start.role, name: operation, args, database: end.database, run: real });
      if (start.role === "writer") ledger.look(`${name}/${entry.file}`, ownerOf(parts.tenant, entry.file), operation, args, end.database);
      return { result, moved };
    };
    /** A thread takes its messages in order: only the first may be the next step. */
    const next = (): void => {
      const [first] = queue;
      if (first !== undefined) first();
    };
    const inTurn = (label: string, work: () => void): void => {
      queue.push(() => {
        scheduler.add(name, label, () => {
          queue.shift();
          work();
          next();
        });
      });
      if (queue.length === 1) next();
    };
    return {
      ask: (operation, args) =>
        new Promise((resolve, reject) => {
          const given: unknown = structuredClone(args);
          inTurn(`${start.role} ${operation}`, () => {
            let settle: () => void;
            try {
              const { result, moved } = run(operation, given);
              const copy: unknown = structuredClone(result);
              settle = () => {
                if (moved !== null) listening.onMoved(moved);
                resolve(copy);
              };
            } catch (thrown) {
              const { code, message } = storeErrorOf(thrown, operation);
              settle = () => reject(new DeskError(code, message));
            }
            scheduler.add(name, `${start.role} ${operation} done`, settle);
          });
        }),
      close: () =>
        new Promise((resolve) => {
          inTurn(`${start.role} close`, () => {
            end.close();
            ends = ends.filter((one) => one !== entry);
            resolve();
          });
        }),
    };
  };

  const desk: TownDesk = {
    name,
    wire,
    skew: 0,
    program: parts.program,
    alive: () => workstation !== undefined,
    open: () => {
      const writer = ends.find((one) => one.role === "writer");
      if (replica === undefined || writer === undefined) return undefined;
      return { replica, database: writer.end.database, name: `${name}/${writer.file}` };
    },
    start: async () => {
      await mkdir(folder, { recursive: true });
      const mine = (life += 1);
      const opened = await openWorkstation({
        dataFolder: folder,
        serverUrl: "http://town",
        tenant: parts.tenant,
        host: "test",
        programVersion: "fuzz",
        workers: { store: pathToFileURL(folder), read: pathToFileURL(folder) },
        timings: { ...timings, prefetchRecords: parts.prefetches },
        ...(desk.program === undefined ? {} : { program: desk.program }),
        clock: {
          now: () => new Date(scheduler.now() + desk.skew),
          after: (milliseconds, run) => (mine === life ? scheduler.after(name, "timer", milliseconds, run) : () => undefined),
        },
        openStoreThread,
        send: wire.send,
        onReplica: (opening) => {
          if (mine === life) replica = opening;
        },
      });
      if (mine === life) workstation = opened;
    },
    call: async (call, args) => {
      if (workstation === undefined) return new DeskError("disconnected", "the desk is off");
      calls += 1;
      const mine = life;
      try {
        return await workstation.desk.call(call, args);
      } catch (thrown) {
        return thrown instanceof DeskError ? thrown : new DeskError("internal", String(thrown));
      } finally {
        if (mine === life) calls -= 1;
      }
    },
    stop: (whenOff) => {
      if (workstation === undefined || closing) return;
      const mine = life;
      closing = true;
      const off = (): void => {
        if (mine !== life) return;
        const left = scheduler.leftOf(name);
        const open = ends.map((one) => one.role);
        // The program ends here: what was still asked of it has no answer, but no timer and no file of its own outlives it.
        if (left.includes(`${name} timer`) || open.length > 0) ledger.left(`${name}: ${[...left, ...open].join(", ")}`);
        desk.kill();
        whenOff();
      };
      void workstation.close().then(off, (thrown: unknown) => {
        ledger.left(`${name} did not close: ${String(thrown)}`);
        off();
      });
    },
    isClosing: () => closing,
    kill: () => {
      life += 1;
      calls = 0;
      closing = false;
      workstation = undefined;
      replica = undefined;
      scheduler.drop(name);
      wire.forget();
      for (const { end, role, file } of ends) {
        if (role === "writer") fault.dying?.(end.database, file);
        end.close();
      }
      ends = [];
    },
    callsOpen: () => calls,
    device: () => {
      const { device, enrolledWith, reason } = deviceSchema.parse(JSON.parse(readFileSync(join(folder, "device.json"), "utf8")));
      return { id: device, isOut: enrolledWith === null && reason === "revoked" };
    },
    keysOpenedBy: async (password) => {
      const opened: string[] = [];
      for (const entry of await readdir(join(folder, "replicas"))) {
        const file = entry.endsWith(".key.json") ? await readKeyFile(join(folder, "replicas", entry)) : undefined;
        if (file !== undefined && (await unwrapKey(file, password, null)) !== undefined) opened.push(entry);
      }
      return opened;
    },
  };
  return desk;
}
