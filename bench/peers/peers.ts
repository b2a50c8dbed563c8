// The same work for others' sync: a first transfer to a fresh client, then edits made offline back, each beside the physical limit in the
// same run. The limit and the relays run in this process as for ours; each peer's server and client are processes of their own.
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openNetworkCut, type NetworkCut } from "../../e2e/fixtures/network-cut.ts";
import { z } from "../../shared/base/zod.ts";
import { measuredSchema, runMeasured, type Measured } from "../child.ts";
import { median, type Report } from "../figure.ts";
import { serveRows } from "../limit/row-server.ts";
import { recordsOnly, writeRows } from "../town-rows.ts";
import { fetchPackages } from "./packages.ts";
import { startTold, type ToldProcess } from "./told-process.ts";

const rounds = 3;
const edits = 1_000;
const peers = [
  { name: "PouchDB", script: "pouch" },
  { name: "RxDB", script: "rxdb" },
  { name: "Yjs", script: "yjs" },
] as const;

const readySchema = z.object({ url: z.string() });
const editedSchema = z.object({ records: z.int() });

/** What all peers have to move. */
interface Work {
  readonly folder: string;
  readonly file: string;
  readonly records: number;
  /** The records that are edited: the first by their ids, as the limit's client takes them. */
  readonly ids: readonly string[];
  readonly limit: NetworkCut;
}

type Run = Measured & { readonly bytes: number };

/** One round: the first transfer, the first edits back, and edits back once more from the same client. The limit knows no difference. */
interface Round {
  readonly pull: Run;
  readonly back: Run;
  readonly again: Run;
}

/** Measures every peer among `size` records. */
export async function benchPeers(report: Report, size: number): Promise<void> {
  await fetchPackages();
  const folder = await mkdtemp(join(tmpdir(), "amtsstube-bench-"));
  try {
    const file = join(folder, "rows.ndjson");
    const town = recordsOnly(size);
    await writeRows(file, town);
    const limitFolder = join(folder, "limit-server");
    await mkdir(limitFolder);
    const rows = await serveRows(file, limitFolder);
    const limit = await openNetworkCut(rows.url);
    const ids = Array.from(town.records, (record) => record.id).toSorted();
    try {
      const work = { folder, file, records: ids.length, ids: ids.slice(0, edits), limit };
      for (const { name, script } of peers) await measure(report, `${name} ${size}`, script, work);
    } finally {
      await limit.close();
      await rows.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function measure(report: Report, title: string, script: string, work: Work): Promise<void> {
  const server = await startTold(`${script}-server.ts`, [await mkdtemp(join(work.folder, "server-")), work.file]);
  const wire = await openNetworkCut(readySchema.parse(server.ready).url);
  const taken: { readonly limit: Round; readonly peer: Round }[] = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      const limit = await limitRound(work);
      taken.push({ limit, peer: await peerRound(`${script}-client.ts`, server, wire, work, 2 * round + 1) });
    }
  } finally {
    await wire.close();
    await server.end();
  }
  const middle = (of: (round: Round) => number): number => median(taken.map(({ peer }) => of(peer)));
  const ratio = (of: (round: Round) => number): number => median(taken.map(({ limit, peer }) => of(peer) / of(limit)));
  const cases = [
    { name: title, of: (round: Round) => round.pull },
    { name: `${title}, ${edits} edits back`, of: (round: Round) => round.back },
    { name: `${title}, ${edits} edits back again`, of: (round: Round) => round.again },
  ];
  for (const { name, of } of cases) {
    report({ case: name, value: ratio((round) => of(round).seconds), unit: "ratio" });
    report({ case: `${name}, bytes`, value: ratio((round) => of(round).bytes), unit: "ratio" });
    report({ case: `${name}, client memory`, value: ratio((round) => of(round).peakMegabytes), unit: "ratio" });
    report({ case: name, value: middle((round) => of(round).seconds), unit: "s" });
    report({ case: `${name}, limit`, value: median(taken.map(({ limit }) => of(limit).seconds)), unit: "s" });
    report({ case: `${name}, peak memory`, value: middle((round) => of(round).peakMegabytes), unit: "MB" });
    report({ case: `${name}, on the wire`, value: middle((round) => of(round).bytes / 1e6), unit: "MB" });
  }
}

async function limitRound({ folder, limit }: Work): Promise<Round> {
  const run = async (script: string, ...more: readonly string[]): Promise<Run> => {
    const client = await mkdtemp(join(folder, "client-"));
    const measured = await counted(limit, () => runMeasured(`limit/${script}`, [limit.url, client, ...more]));
    await rm(client, { recursive: true });
    return measured;
  };
  const pull = await run("row-client.ts");
  // This client has to fetch the rows first; what it takes beyond that are the edits.
  const pulledAndBack = await run("edit-client.ts", String(edits));
  const back = { ...pulledAndBack, bytes: pulledAndBack.bytes - pull.bytes };
  return { pull, back, again: back };
}

async function peerRound(script: string, server: ToldProcess, wire: NetworkCut, work: Work, firstMark: number): Promise<Round> {
  const folder = await mkdtemp(join(work.folder, "client-"));
  const client = await startTold(script, [wire.url, folder]);
  try {
    const pull = await counted(wire, async () => measuredSchema.parse(await client.tell("pull")));
    if (pull.records !== work.records) throw new Error(`${script} holds ${pull.records} of ${work.records} records`);
    const sendBack = async (mark: number): Promise<Run> => {
      const marked = { ids: [...work.ids], mark };
      wire.cut();
      await client.tell("edit", marked);
      wire.restore();
      const back = await counted(wire, async () => measuredSchema.parse(await client.tell("sendBack", marked)));
      const { records } = editedSchema.parse(await server.tell("edited", marked));
      if (records !== work.ids.length) throw new Error(`${script} sent ${records} of ${work.ids.length} edits`);
      return back;
    };
    return { pull, back: await sendBack(firstMark), again: await sendBack(firstMark + 1) };
  } finally {
    await client.end();
    await rm(folder, { recursive: true, maxRetries: 5 });
  }
}

async function counted(wire: NetworkCut, run: () => Promise<Measured>): Promise<Run> {
  const before = wire.bytes();
  const measured = await run();
  return { ...measured, bytes: wire.bytes() - before };
}
