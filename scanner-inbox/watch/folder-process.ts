// A process of its own that watches one folder and books what comes, for tests that kill it at any moment. Never part of the program.
// The ledger stands for the outbox and the server: a line a file, durable before the answer, idempotent by the file's id.
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { z } from "../../shared/base/zod.ts";
import { openScannerFolder } from "./scanner-folder.ts";

const given = z
  .object({ folder: z.string(), journal: z.string(), ledger: z.string(), desk: z.string() })
  .parse(JSON.parse(process.argv[2] ?? "null"));

type Answer = "booked" | "duplicate";
const line = /^(\S+) ([\da-f]{64}) (booked|duplicate)\.$/u;

/** What an earlier life of this process answered; a line that a kill cut off was never an answer. */
const answers = new Map<string, Answer>();
const contents = new Set<string>();
if (existsSync(given.ledger)) {
  for (const each of readFileSync(given.ledger, "utf8").split("\n")) {
    const [, id, sha256, answer] = line.exec(each) ?? [];
    if (id === undefined || sha256 === undefined) continue;
    answers.set(id, answer === "booked" ? "booked" : "duplicate");
    contents.add(sha256);
  }
  appendFileSync(given.ledger, "\n");
}

await openScannerFolder({
  ...given,
  now: () => Date.now(),
  intervals: { lookMs: 50, nearLookMs: 20, retryMs: 20, quietMs: 30, hollowMs: 200, brokenAfterMs: 1e9, probeMs: 50 },
  onFile: async ({ id, sha256, name }) => {
    await new Promise((settle) => setImmediate(settle));
    if (name.startsWith("kaputt")) return { failed: { code: "pdf-damaged", text: "beschädigt" } };
    const answer = answers.get(id) ?? (contents.has(sha256) ? "duplicate" : "booked");
    if (!answers.has(id)) appendFileSync(given.ledger, `${id} ${sha256} ${answer}.\n`);
    answers.set(id, answer);
    contents.add(sha256);
    return answer;
  },
});
