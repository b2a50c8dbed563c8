// The life of one loopback host: allowed, alone on its data, desk open, page served, control file written; and all of it undone.
// Must never leave a control file behind that leads nowhere.
import type { Desk } from "../../shared/desk/contract.ts";
import type { Every } from "../../shared/desk/wire.ts";
import { openPageFiles } from "../workstation/page/page-files.ts";
import { answersStill, drawControlKey, readControlFile, removeControlFile, writeControlFile } from "./control-file.ts";
import { openLoopbackHost } from "./loopback-host.ts";
import { mayRunLoopback } from "./managed-policy.ts";

/** Why a host does not start, for the program that started it. */
export type HostRefusalCode = "switchedOff" | "alreadyRunning";

export class HostRefusal extends Error {
  readonly code: HostRefusalCode;
  constructor(code: HostRefusalCode, message: string) {
    super(message);
    this.name = "HostRefusal";
    this.code = code;
  }
}

export interface RunRequest {
  readonly dataFolder: string;
  readonly pageFolder: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly policyFile: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly now: () => number;
  readonly every: Every;
  readonly openDesk: () => Promise<{ readonly desk: Desk; close(): Promise<void> }>;
}

export interface RunningHost {
  readonly origin: string;
  link(): string;
  close(): Promise<void>;
}

/** Starts the host. Throws a HostRefusal where it may not run; a desk that was opened is closed again on any error. */
export async function runLoopbackHost(request: RunRequest): Promise<RunningHost> {
  if (!mayRunLoopback(request.policyFile, request.environment)) {
    throw new HostRefusal("switchedOff", `the loopback host is switched off (${request.policyFile} or AMTSSTUBE_LOOPBACK)`);
  }
  const other = readControlFile(request.dataFolder);
  if (other !== undefined && (await answersStill(other))) {
    throw new HostRefusal("alreadyRunning", `a host serves ${request.dataFolder} already (process ${other.pid})`);
  }
  const page = openPageFiles(request.pageFolder);
  const opened = await request.openDesk();
  try {
    const controlKey = drawControlKey();
    const { port, now, every } = request;
    const host = await openLoopbackHost({ page, desk: opened.desk, port, controlKey, now, every });
    writeControlFile(request.dataFolder, { origin: host.origin, key: controlKey, pid: process.pid });
    return {
      origin: host.origin,
      link: () => host.link(),
      close: async () => {
        removeControlFile(request.dataFolder, controlKey);
        await host.close();
        await opened.close();
      },
    };
  } catch (thrown) {
    await opened.close();
    throw thrown;
  }
}
