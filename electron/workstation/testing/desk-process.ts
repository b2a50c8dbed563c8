// A desk in a process of its own, for tests that kill it: opens, signs in, then works until it is ended. One JSON argument.
// Must never be part of the program.
import { must } from "../../../shared/base/must.ts";
import { z } from "../../../shared/base/zod.ts";
import { openTestDesk } from "./open-test-desk.ts";

const argumentsSchema = z.object({
  dataFolder: z.string(),
  serverUrl: z.string(),
  userName: z.string(),
  scannerFolder: z.string().optional(),
  pullLimit: z.int(),
  tenant: z.string().default("teststadt"),
  password: z.string().default("geheim"),
  /** Enrols with a real server; without one the fake server's code is taken. */
  code: z.string().optional(),
});

const { dataFolder, serverUrl, userName, scannerFolder, pullLimit, tenant, password, code } = argumentsSchema.parse(
  JSON.parse(must(process.argv[2], "started with its settings")),
);
const workstation = await openTestDesk({
  dataFolder,
  serverUrl,
  tenant,
  scannerFolder,
  ...(code === undefined ? {} : { enrolmentCode: () => Promise.resolve(code) }),
  timings: { pullLimit, scanner: { quietMs: 0, nearLookMs: 20, lookMs: 100 } },
});
await workstation.desk.call("signIn", { userName, password });
process.stdout.write("signed in\n");
// The desk's timers hold no process open; this one does until the test kills it.
setInterval(() => undefined, 1000);
