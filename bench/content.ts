// A file of 500 MB up to the server and down to another desk, against a plain HTTP request that carries the same bytes from file to file.
// Ours is encrypted on the desk, hashed on both ends and durable on both; the plain one is nothing of it but durable.
import { fork } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, open, rm } from "node:fs/promises";
import { createServer, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { z } from "../shared/base/zod.ts";
import { measuredScript, runMeasured } from "./child.ts";
import type { Report } from "./figure.ts";

const readySchema = z.object({ url: z.string(), id: z.string(), codes: z.array(z.string()) });
const endSchema = z.object({ peakMegabytes: z.number() });

/** `small` takes 20 MB for a smoke run. */
export async function benchContent(report: Report, small: boolean): Promise<void> {
  const size = small ? 20_000_000 : 500_000_000;
  const folder = await mkdtemp(join(tmpdir(), "amtsstube-bench-"));
  try {
    const file = join(folder, "Plan.pdf");
    const sha256 = await writeNoise(file, size);
    const plain = {
      up: await plainSeconds("PUT", file, join(folder, "plain up")),
      down: await plainSeconds("GET", file, join(folder, "plain down")),
    };
    const server = await startContentServer([join(folder, "server"), sha256, String(size)]);
    for (const [index, way] of (["up", "down"] as const).entries()) {
      const desk = await mkdtemp(join(folder, "desk-"));
      const run = await runMeasured("content-client.ts", [
        way,
        server.url,
        desk,
        file,
        server.id,
        sha256,
        String(size),
        server.codes[index] ?? "",
      ]);
      report({ case: `${size / 1_000_000} MB ${way}`, value: run.seconds / plain[way], unit: "ratio" });
      report({ case: `${size / 1_000_000} MB ${way}`, value: run.seconds, unit: "s" });
      report({ case: `${size / 1_000_000} MB ${way}, plain`, value: plain[way], unit: "s" });
      report({ case: `${size / 1_000_000} MB ${way}, desk's peak memory`, value: run.peakMegabytes, unit: "MB" });
    }
    report({ case: `${size / 1_000_000} MB up and down, server's peak memory`, value: await server.end(), unit: "MB" });
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function writeNoise(path: string, size: number): Promise<string> {
  const file = await open(path, "w");
  const hash = createHash("sha256");
  for (let written = 0; written < size;) {
    const piece = randomBytes(Math.min(1_000_000, size - written));
    hash.update(piece);
    await file.write(piece);
    written += piece.length;
  }
  await file.close();
  return hash.digest("hex");
}

/** One request that carries a file into a file, which is on the disk when it ends. */
async function plainSeconds(method: "GET" | "PUT", from: string, to: string): Promise<number> {
  const keep = (bytes: NodeJS.ReadableStream): Promise<void> => pipeline(bytes, createWriteStream(to, { flush: true }));
  const server = createServer((incoming, response) => {
    const work = method === "PUT" ? keep(incoming).then(() => response.end()) : pipeline(createReadStream(from), response);
    work.catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const started = performance.now();
  await new Promise<void>((resolve, reject) => {
    const outgoing = request({ host: "127.0.0.1", port, method }, (incoming) => {
      if (method === "GET") keep(incoming).then(resolve, reject);
      else incoming.resume().once("end", resolve);
    });
    outgoing.once("error", reject);
    if (method === "GET") outgoing.end();
    else pipeline(createReadStream(from), outgoing).catch(reject);
  });
  const seconds = (performance.now() - started) / 1000;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return seconds;
}

async function startContentServer(
  args: readonly string[],
): Promise<{ readonly url: string; readonly id: string; readonly codes: readonly string[]; end(): Promise<number> }> {
  const child = fork(await measuredScript("content-server.ts"), args, {
    cwd: join(import.meta.dirname, ".."),
    execArgv: ["--disable-warning=ExperimentalWarning"],
  });
  const said = (): Promise<unknown> =>
    new Promise((resolve, reject) => {
      child.once("message", resolve);
      child.once("exit", (code) => reject(new Error(`the server ended with ${String(code)}`)));
    });
  const { url, id, codes } = readySchema.parse(await said());
  return {
    url,
    id,
    codes,
    end: async () => {
      const last = said();
      child.send("end");
      return endSchema.parse(await last).peakMegabytes;
    },
  };
}
