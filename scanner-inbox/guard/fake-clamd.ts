// A virus scanner for tests that speaks the real protocol and can do what real ones do on bad days. Must never be part of the program.
import { createServer, type Socket } from "node:net";
import { must } from "../../shared/base/must.ts";

/** The string every virus scanner calls a virus, in two halves so that no scanner calls this file one. */
export const eicar = [String.raw`X5O!P%@AP[4\PZX54(P^)7CC)7}`, "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!", "H+H*"].join("$");

export type ClamdManner = "well" | "split" | "hangs" | "cuts" | "babbles" | "silent-after-ping" | "error";

export type FakeClamd = {
  readonly port: number;
  manner: ClamdManner;
  /** Sizes of the files that were sent as a whole. */
  readonly seen: number[];
  /** Bytes of anything but commands that came at all. */
  received: number;
  close(): Promise<void>;
};

/** Starts one on loopback; the same `port` again after a close is the same scanner come back. */
export async function startFakeClamd(
  options: { readonly port?: number; readonly path?: string; readonly most?: number } = {},
): Promise<FakeClamd> {
  const { most = 25 * 1024 * 1024 } = options;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => undefined);
    serve(socket, clamd, most);
  });
  await new Promise<void>((resolve) => {
    if (options.path === undefined) server.listen(options.port ?? 0, "127.0.0.1", resolve);
    else server.listen(options.path, resolve);
  });
  const address = must(server.address(), "it listens");
  const clamd: FakeClamd = {
    port: typeof address === "string" ? 0 : address.port,
    manner: "well",
    seen: [],
    received: 0,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return clamd;
}

function serve(socket: Socket, clamd: FakeClamd, most: number): void {
  const { manner } = clamd;
  let pending = Buffer.alloc(0);
  let content = Buffer.alloc(0);
  let command = "";
  const say = (text: string): void => {
    const bytes = Buffer.from(`${text}\0`);
    if (manner !== "split") return void socket.end(bytes);
    socket.setNoDelay(true);
    const next = (at: number): void => {
      if (at === bytes.length) return void socket.end();
      socket.write(bytes.subarray(at, at + 1), () => setTimeout(() => next(at + 1), 1));
    };
    next(0);
  };
  if (manner === "babbles") return void socket.end("HTTP/1.1 400 Bad Request\r\n\r\n");
  socket.on("data", (piece: Buffer) => {
    pending = Buffer.concat([pending, piece]);
    if (command === "") {
      const end = pending.indexOf(0);
      if (end === -1) return;
      command = pending.subarray(0, end).toString();
      pending = pending.subarray(end + 1);
      if (manner === "hangs") return;
      if (command === "zPING") return say("PONG");
      if (command !== "zINSTREAM") return say("UNKNOWN COMMAND");
    }
    clamd.received += piece.length;
    if (manner === "silent-after-ping" || manner === "hangs") return;
    if (manner === "cuts") return void socket.resetAndDestroy();
    while (pending.length >= 4) {
      const length = pending.readUInt32BE(0);
      if (length === 0) {
        clamd.seen.push(content.length);
        if (manner === "error") return say("Can't allocate memory ERROR");
        return say(content.includes(eicar) ? "stream: Eicar-Test-Signature FOUND" : "stream: OK");
      }
      if (pending.length < 4 + length) return;
      content = Buffer.concat([content, pending.subarray(4, 4 + length)]);
      pending = pending.subarray(4 + length);
      if (content.length > most) return say("INSTREAM size limit exceeded. ERROR");
    }
  });
}
