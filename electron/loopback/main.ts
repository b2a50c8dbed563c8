// Entry of the loopback host: reads what it was told, opens the desk, serves it, and ends with whoever started it.
// Must never print a ticket where a parent process asked it to be quiet, nor outlive that parent.
import { homedir } from "node:os";
import { join } from "node:path";
import { lineLog } from "../workstation/line-log.ts";
import { keepYoungHeapSmall } from "../workstation/small-young-heap.ts";
import { policyFile } from "../workstation/policy-file.ts";
import { builtProgram, readStartOptions } from "../workstation/start-options.ts";
import { openWorkstation } from "../workstation/workstation.ts";
import { HostRefusal, runLoopbackHost } from "./run-host.ts";

keepYoungHeapSmall();
const args = process.argv.slice(2);
const program = builtProgram(import.meta.dirname);
const portArgument = args.find((argument) => argument.startsWith("--port="))?.slice("--port=".length);

/** Tells the parent process, if there is one. */
function tell(message: object): void {
  if (process.connected) process.send?.(message);
}

try {
  const policy = policyFile(process.platform, process.env);
  const { enrolmentCode, ...options } = readStartOptions(args, process.env, {
    dataFolder: join(homedir(), ".amtsstube"),
    policyFile: policy,
  });
  const host = await runLoopbackHost({
    dataFolder: options.dataFolder,
    pageFolder: program.page,
    port: Number(portArgument ?? "0"),
    policyFile: policy,
    environment: process.env,
    now: () => Date.now(),
    every: (milliseconds, run) => {
      const timer = setInterval(run, milliseconds);
      return () => clearInterval(timer);
    },
    openDesk: () =>
      openWorkstation({
        ...options,
        enrolmentCode: () => Promise.resolve(enrolmentCode),
        host: "loopback",
        programVersion: program.version,
        workers: program.workers,
        log: lineLog(process.stderr, () => new Date()),
      }),
  });
  let closing = false;
  const close = (): void => {
    if (closing) process.exit(1);
    closing = true;
    host.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, close);
  process.on("disconnect", close);
  process.on("message", (message) => {
    if (message === "stop") close();
  });
  if (process.send === undefined) process.stdout.write(`${host.link()}\n`);
  tell({ ready: { origin: host.origin } });
} catch (thrown) {
  const code = thrown instanceof HostRefusal ? thrown.code : "failed";
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  process.stderr.write(`${detail}\n`);
  tell({ refused: { code, detail } });
  process.exitCode = 1;
  if (process.connected) process.disconnect();
}
