// How a request leaves the house: over connections each of which has proved, before anything else was sent, that the enrolled server is at
// their other end. The server's own signature takes the place of certificate authorities: it names the certificates that may be shown.
import { createHash } from "node:crypto";
import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import { callbackify } from "node:util";
import { z } from "../../../shared/base/zod.ts";
import { Agent, buildConnector, fetch } from "undici";
import type { Clock } from "../clock.ts";
import { greet } from "./greet.ts";
import { Unreachable } from "./problem-error.ts";
import type { Send } from "./server-client.ts";
import { isSafeAddress, provenHello, type ServerTrust } from "./server-trust.ts";

const streamSchema = z.custom<ReadableStream<Uint8Array<ArrayBuffer>> | null>((body) => body === null || body instanceof ReadableStream);

export interface PinnedSend {
  readonly send: Send;
  /** Fingerprint of the certificate the last connection showed; null without TLS or connection. */
  certificate(): string | null;
  close(): Promise<void>;
}

export interface PinnedSendOptions {
  /** The server's base address. */
  readonly url: string;
  /** Undefined only while a device is being enrolled: the exchange itself proves the server then. */
  readonly trust: ServerTrust | undefined;
  readonly clock: Clock;
  /** Milliseconds for a connection, and for the server's proof on it. */
  readonly timeout: number;
}

/** Opens no connection yet. */
export function createPinnedSend({ url, trust, clock, timeout }: PinnedSendOptions): PinnedSend {
  const base = new URL(url);
  const helloPath = `${base.pathname.replace(/\/+$/u, "")}/v1/hello`;
  // Not unchecked: what takes the authorities' place stands in `prove`.
  // A resumed session shows no certificate: each connection shakes hands anew.
  const connect = buildConnector({ rejectUnauthorized: false, timeout, maxCachedSessions: 0 });
  let seen: string | null = null;

  const prove = async (socket: Socket): Promise<void> => {
    const certificate = socket instanceof TLSSocket ? fingerprintOf(socket) : null;
    seen = certificate;
    if (trust === undefined) return;
    const { nonce, answer } = await greet(socket, { host: base.host, path: helloPath, clock, timeout });
    provenHello(trust, answer, nonce, certificate);
  };

  const connected = (to: buildConnector.Options): Promise<Socket> =>
    new Promise((resolve, reject) => {
      connect(to, (error, socket) => {
        if (error === null) resolve(socket);
        else reject(error);
      });
    });
  const open = callbackify(async (to: buildConnector.Options): Promise<Socket> => {
    const socket = await connected(to);
    try {
      await prove(socket);
      return socket;
    } catch (thrown) {
      socket.destroy();
      throw thrown;
    }
  });
  const agent = new Agent({
    connect: (to, callback) => {
      open(to, (error, socket) => {
        if (error === null) callback(null, socket);
        else callback(error, null);
      });
    },
  });
  return {
    send: async (target, init) => {
      if (!isSafeAddress(new URL(target))) throw new Unreachable("the address is neither https nor this machine", "insecureAddress");
      const { status, headers, body } = await fetch(target, { ...init, dispatcher: agent });
      if (status < 200) throw new Unreachable(`status ${status}`, "captivePortal");
      // The stream itself is handed on: one class with two declarations.
      return new Response(streamSchema.parse(body), { status, headers: [...headers] });
    },
    certificate: () => seen,
    close: () => agent.destroy(),
  };
}

/** SHA-256 of the public key (SPKI) that the other side showed, base64. */
function fingerprintOf(socket: TLSSocket): string {
  const certificate = socket.getPeerX509Certificate();
  if (certificate === undefined) throw new Unreachable("the connection shows no certificate", "otherServer");
  return createHash("sha256")
    .update(certificate.publicKey.export({ type: "spki", format: "der" }))
    .digest("base64");
}
