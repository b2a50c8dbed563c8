// Entry of the program under Electron. Must stay free of top-level await: its bundle is CommonJS.
import { join } from "node:path";
import { app, dialog } from "electron";
import { lineLog } from "../workstation/line-log.ts";
import { keepYoungHeapSmall } from "../workstation/small-young-heap.ts";
import { policyFile } from "../workstation/policy-file.ts";
import { builtProgram, readStartOptions } from "../workstation/start-options.ts";
import { openWorkstation } from "../workstation/workstation.ts";
import { openKeyStore } from "./key-store.ts";
import { runShell } from "./run-shell.ts";

async function main(): Promise<void> {
  keepYoungHeapSmall();
  const program = builtProgram(import.meta.dirname);
  const { enrolmentCode, ...options } = readStartOptions(process.argv.slice(1), process.env, {
    dataFolder: join(app.getPath("appData"), "Amtsstube"),
    policyFile: policyFile(process.platform, process.env),
  });
  await runShell({
    dataFolder: options.dataFolder,
    pageFolder: program.page,
    preload: join(import.meta.dirname, "preload.cjs"),
    every: (milliseconds, run) => {
      const timer = setInterval(run, milliseconds);
      return () => clearInterval(timer);
    },
    // Whoever started the program waits for this line.
    onShown: () => void process.stdout.write("amtsstube: window shown\n"),
    openDesk: async () =>
      await openWorkstation({
        ...options,
        enrolmentCode: () => Promise.resolve(enrolmentCode),
        host: "electron",
        programVersion: program.version,
        workers: program.workers,
        log: lineLog(process.stderr, () => new Date()),
        keyStore: await openKeyStore(process.platform),
      }),
  });
}

main().catch((thrown: unknown) => {
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  process.stderr.write(`${reason}\n`);
  // Who starts an installed program sees no output: it has to say why it ends.
  if (app.isPackaged) dialog.showErrorBox("Amtsstube startet nicht", reason);
  app.exit(1);
});
