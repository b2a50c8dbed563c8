// The second host: the screens over HTTP and the desk over a WebSocket, on 127.0.0.1 and for the holder of a ticket alone.
// Must never answer a request whose Host or Origin is not its own, and never set a cookie.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { must } from "../../shared/base/must.ts";
import { z } from "../../shared/base/zod.ts";
import type { Desk } from "../../shared/desk/contract.ts";
import { serveDesk } from "../../shared/desk/serve.ts";
import type { Every } from "../../shared/desk/wire.ts";
import { securityHeaders } from "../workstation/page/content-policy.ts";
import type { PageFiles } from "../workstation/page/page-files.ts";
import { openAdmission } from "./admission.ts";
import { comesFrom } from "./origin-check.ts";
import { socketWire, subprotocolPrefix } from "./socket-wire.ts";

export interface LoopbackHost {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** A link that lets one browser tab in, once. */
  link(): string;
  close(): Promise<void>;
}

export interface LoopbackRequest {
  readonly page: PageFiles;
  readonly desk: Desk;
  /** 0 takes any free port. */
  readonly port: number;
  /** Known to readers of the control file; it buys tickets. */
  readonly controlKey: string;
  readonly now: () => number;
  readonly every: Every;
}

const ticketSchema = z.strictObject({ ticket: z.string().min(1).max(100) });
const mostBodyBytes = 2_000;
const mostMessageBytes = 16 * 1024 * 1024;

/** Listens and answers once the port is open; rejects where it is taken. */
export async function openLoopbackHost(request: LoopbackRequest): Promise<LoopbackHost> {
  const admission = openAdmission(request.now);
  const screens = new Set<() => void>();
  const sockets = new WebSocketServer({ noServer: true, maxPayload: mostMessageBytes, perMessageDeflate: false });
  let origin = "";

  const answer = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const comes = comesFrom(incoming, origin);
    if (comes === "foreign") return end(response, 403);
    const pathname = pathOf(incoming);
    const bearer = /^Bearer (?<secret>\S+)$/u.exec(incoming.headers.authorization ?? "")?.groups?.["secret"] ?? "";
    if (pathname === "/session" && incoming.method === "GET") return end(response, admission.holds(bearer) ? 204 : 401);
    if (pathname === "/session" && incoming.method === "POST") {
      // Only our own page redeems: a browser always names its origin here.
      if (comes !== "page" || incoming.headers["content-type"] !== "application/json") return end(response, 403);
      const body = ticketSchema.safeParse(await jsonBody(incoming));
      const token = body.success ? admission.redeem(body.data.ticket) : undefined;
      return token === undefined ? end(response, 401) : endJson(response, { token });
    }
    if (pathname === "/alive" && incoming.method === "GET") return end(response, bearer === request.controlKey ? 204 : 401);
    if (pathname === "/ticket" && incoming.method === "POST") {
      if (comes !== "address" || bearer !== request.controlKey) return end(response, 401);
      return endJson(response, { ticket: admission.issue() });
    }
    const page = await request.page.answer(incoming.method ?? "GET", pathname, incoming.headers.range);
    response.writeHead(page.status, page.headers).end(page.body);
  };

  const upgrade = (incoming: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const [offered = ""] = (incoming.headers["sec-websocket-protocol"] ?? "").split(",");
    const token = offered.trim().startsWith(subprotocolPrefix) ? offered.trim().slice(subprotocolPrefix.length) : "";
    if (incoming.headers.origin === undefined || comesFrom(incoming, origin) !== "page") return refuseUpgrade(socket, "403 Forbidden");
    if (pathOf(incoming) !== "/desk") return refuseUpgrade(socket, "404 Not Found");
    if (!admission.holds(token)) return refuseUpgrade(socket, "401 Unauthorized");
    sockets.handleUpgrade(incoming, socket, head, (open) => {
      const wire = socketWire(open);
      const stop = serveDesk(wire, request.desk, request.every);
      screens.add(stop);
      wire.onClose(() => screens.delete(stop));
    });
  };

  const server = createServer((incoming, response) => {
    answer(incoming, response).catch(() => {
      if (response.headersSent) response.destroy();
      else end(response, 400);
    });
  });
  server.on("upgrade", (incoming, socket, head) => {
    socket.on("error", () => socket.destroy());
    upgrade(incoming, socket, head);
  });
  const port = await listen(server, request.port);
  origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    link: () => `${origin}/#ticket=${admission.issue()}`,
    close: async () => {
      for (const stop of screens) stop();
      sockets.close();
      for (const open of sockets.clients) open.terminate();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

// Not through URL: it would take `//name` for a host and hand out the start page.
function pathOf(incoming: IncomingMessage): string {
  return (incoming.url ?? "/").replace(/[?#].*$/u, "");
}

function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => {
      const address = must(server.address(), "a listening server has an address");
      if (typeof address === "string") reject(new Error("not a TCP address"));
      else resolve(address.port);
    });
  });
}

async function jsonBody(incoming: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming) {
    const piece = z.instanceof(Buffer).parse(chunk);
    bytes += piece.length;
    if (bytes > mostBodyBytes) throw new Error("body too large");
    chunks.push(piece);
  }
  return JSON.parse(Buffer.concat(chunks).toString("utf8"));
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status, { ...securityHeaders, "cache-control": "no-store" }).end();
}

function endJson(response: ServerResponse, value: unknown): void {
  response
    .writeHead(200, { ...securityHeaders, "cache-control": "no-store", "content-type": "application/json" })
    .end(JSON.stringify(value));
}

function refuseUpgrade(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
