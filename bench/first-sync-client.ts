// A new desk signs in and waits until its replica is complete: a process of its own, so that its memory is its own.
import { openBenchDesk } from "./bench-desk.ts";
import { printMeasured } from "./child.ts";

const [serverUrl = "", tenant = "", dataFolder = ""] = process.argv.slice(2);
const bench = await openBenchDesk({ serverUrl, tenant, dataFolder });
const started = performance.now();
await bench.signIn();
const seconds = (performance.now() - started) / 1000;
printMeasured(seconds, await bench.inboxTotal());
await bench.close();
