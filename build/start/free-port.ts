// Finds a port that nobody holds. Must never hand out one that is taken at the moment of asking.
import { createServer } from "node:net";

const mostTries = 50;

/** The first free port of 127.0.0.1 from this one on, without those in `taken`. Rejects where fifty in a row are held. */
export async function freePort(from: number, taken: readonly number[] = []): Promise<number> {
  for (let port = from; port < from + mostTries; port += 1) {
    if (!taken.includes(port) && (await isFree(port))) return port;
  }
  throw new Error(`Von ${from} bis ${from + mostTries - 1} ist kein Port frei; mit --port eine andere Nummer angeben.`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => server.close(() => resolve(true)));
  });
}
