import { openGround } from "./ground.ts";
import { profDump } from "./scheduler.ts";
import { runSeed } from "./run-seed.ts";
const t0 = performance.now();
const ground = await openGround();
console.log("ground", Math.round(performance.now() - t0));
const first = Number(process.argv[2] ?? 1),
  n = Number(process.argv[3] ?? 3);
for (let i = first; i < first + n; i++) {
  const t = performance.now();
  const u0 = process.cpuUsage();
  const r = await runSeed(ground, String(i));
  console.log(
    i,
    Math.round(performance.now() - t),
    (process.cpuUsage(u0).user + process.cpuUsage(u0).system) / 1000,
    r.trace.length,
    JSON.stringify(r.breach),
    JSON.stringify(r.counts),
  );
  if (process.argv[4]) console.log(r.trace.join("\n"));
}
profDump();
const u = process.cpuUsage();
console.log(u);
await ground.close();
process.exit(0);
