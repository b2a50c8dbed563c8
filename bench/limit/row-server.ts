// The physical limit's server: rows out of a file as NDJSON with gzip, edited rows back into one SQLite table, and nothing else.
import { createReadStream } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { constants, createGzip, gunzipSync } from "node:zlib";
import { fillFrom, openRowTable, overwrite } from "./row-table.ts";

/** Serves the file on a free port of 127.0.0.1; edits go into a table in `folder`, which holds the rows of the file. */
export async function serveRows(file: string, folder: string): Promise<{ readonly url: string; close(): Promise<void> }> {
  const table = openRowTable(folder);
  await fillFrom(table, createReadStream(file));
  const takeEdits = async (request: IncomingMessage): Promise<void> => {
    overwrite(
      table,
      gunzipSync(await buffer(request))
        .toString("utf8")
        .split("\n"),
    );
  };
  const server = createServer((request, response) => {
    if (request.method === "POST") {
      takeEdits(request).then(
        () => response.end("{}"),
        () => response.destroy(),
      );
      return;
    }
    response.writeHead(200, { "content-type": "application/x-ndjson", "content-encoding": "gzip" });
    pipeline(createReadStream(file, { highWaterMark: 131_072 }), createGzip({ level: constants.Z_BEST_SPEED }), response).catch(() => {
      response.destroy();
    });
  });
  // A client that edits 1,000 rows in one go looks at its connection only afterwards, and would send into one that was closed meanwhile.
  server.keepAliveTimeout = 0;
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
          table.close();
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
