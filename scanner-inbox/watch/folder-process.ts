// A process of its own that watches one folder and books what comes, for tests that kill it at any moment. Never part of the program.
// The ledger stands for the outbox and the server: a line a file, durable before the answer, idempotent by the file's id and its content.
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { z } from "../../shared/base/zod.ts";
import type { LeaseState, ScanLeases } from "./scan-leases.ts";
import { openScannerFolder } from "./scanner-folder.ts";

const given = z
  .object({
    folder: z.string(),
    journal: z.string(),
    ledger: z.string(),
    desk: z.string(),
    /** Where leases are asked for, and as whom of this system it runs: rights bind no administrator. */
    leases: z.string().optional(),
    user: z.int().optional(),
  })
  .parse(JSON.parse(process.argv[2] ?? "null"));

type Answer = "booked" | "duplicate";
const line = /^(\S+) ([\da-f]{64}) (booked|duplicate)\.$/u;

/** What an earlier life of this process answered; a line that a kill cut off was never an answer. */
const answers = new Map<string, Answer>();
const contents = new Set<string>();
function recall(): void {
  if (!existsSync(given.ledger)) return;
  for (const each of readFileSync(given.ledger, "utf8").split("\n")) {
    const [, id, sha256, answer] = line.exec(each) ?? [];
    if (id === undefined || sha256 === undefined) continue;
    answers.set(id, answer === "booked" ? "booked" : "duplicate");
    contents.add(sha256);
  }
}
recall();
if (existsSync(given.ledger)) appendFileSync(given.ledger, "\n");

const asked = async (path: string, body: unknown): Promise<unknown> => {
  const url = `${given.leases ?? ""}/${path}/${given.desk}`;
  return (await fetch(url, { method: "POST", body: JSON.stringify(body) })).json();
};
const stateSchema = z.array(z.object({ state: z.enum(["yours", "held", "ended"]), here: z.boolean() }));
const leases: ScanLeases = {
  take: async (keys): Promise<readonly LeaseState[]> => stateSchema.parse(await asked("take", keys)),
  end: async (ends) => {
    await asked("end", ends);
  },
};

if (given.user !== undefined) {
  process.setgid?.(given.user);
  process.setuid?.(given.user);
}

await openScannerFolder({
  ...given,
  leases,
  now: () => Date.now(),
  intervals: { lookMs: 50, nearLookMs: 20, retryMs: 20, quietMs: 30, hollowMs: 200, brokenAfterMs: 1e9, probeMs: 50, signMs: 100 },
  onFile: async ({ id, sha256, name }) => {
    await new Promise((settle) => setImmediate(settle));
    if (name.startsWith("kaputt")) return { failed: { code: "pdf-damaged", text: "beschädigt" } };
    if (name === `${given.desk}-haengt.pdf`) return new Promise(() => undefined);
    // Another desk may have booked meanwhile.
    if (given.leases !== undefined) recall();
    const answer = answers.get(id) ?? (contents.has(sha256) ? "duplicate" : "booked");
    if (!answers.has(id)) appendFileSync(given.ledger, `${id} ${sha256} ${answer}.\n`);
    answers.set(id, answer);
    contents.add(sha256);
    return answer;
  },
});
process.stdout.write("watching\n");
