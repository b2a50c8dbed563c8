// The physical limit's server: rows out of a file as NDJSON with gzip, and nothing else.
import { createReadStream } from "node:fs";
import { createServer } from "node:http";
import { pipeline } from "node:stream/promises";
import { constants, createGzip } from "node:zlib";

/** Serves the file on a free port of 127.0.0.1. */
export async function serveRows(file: string): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "application/x-ndjson", "content-encoding": "gzip" });
    pipeline(createReadStream(file, { highWaterMark: 131_072 }), createGzip({ level: constants.Z_BEST_SPEED }), response).catch(() => {
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("impossible: a TCP server has a port");
  return {
    url: `http://127.0.0.1:${address.port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
