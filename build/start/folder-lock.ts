// Keeps a second start away from a data folder that is in use. The lock is a port that answers, so that a start that was killed
// leaves none behind. Must never trust a process number: they are given out again.
import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";

const lockFile = (folder: string): string => join(folder, "start.lock");

/** Takes the lock and returns how to let go; undefined where a living start holds it. */
export async function lockFolder(folder: string): Promise<(() => void) | undefined> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const word = randomBytes(16).toString("hex");
  const server = createServer((socket) => socket.on("error", () => socket.destroy()).end(word));
  const port = await new Promise<number>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
  server.unref();
  const release = (): void => {
    server.close();
    rmSync(lockFile(folder), { force: true });
  };
  // Twice: once to find a dead lock and take it away, once to take its place.
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      writeFileSync(lockFile(folder), JSON.stringify({ port, word }), { flag: "wx", mode: 0o600 });
      return release;
    } catch {
      if (await isHeld(folder)) break;
      rmSync(lockFile(folder), { force: true });
    }
  }
  server.close();
  return undefined;
}

async function isHeld(folder: string): Promise<boolean> {
  let lock: { readonly port: number; readonly word: string };
  try {
    const found: unknown = JSON.parse(readFileSync(lockFile(folder), "utf8"));
    if (typeof found !== "object" || found === null || !("port" in found) || !("word" in found)) return false;
    lock = { port: Number(found.port), word: String(found.word) };
  } catch {
    return false;
  }
  return (await wordAt(lock.port)) === lock.word;
}

function wordAt(port: number): Promise<string> {
  return new Promise((resolve) => {
    let heard = "";
    const socket = connect({ port, host: "127.0.0.1" });
    socket.setEncoding("utf8").setTimeout(2_000, () => socket.destroy());
    socket.on("data", (text: string) => {
      heard += text;
    });
    socket.on("error", () => socket.destroy());
    socket.on("close", () => resolve(heard));
  });
}
