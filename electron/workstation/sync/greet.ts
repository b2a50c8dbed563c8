// The first words on a connection, before anything else is sent: the server has to prove itself on this very line.
// Must never send more than a nonce.
import type { Socket } from "node:net";
import { z } from "../../../shared/base/zod.ts";
import type { Clock } from "../clock.ts";
import { Unreachable } from "./problem-error.ts";
import { newNonce } from "./server-trust.ts";

/** A proof is short; whoever sends more is nobody we know. */
const mostBytes = 65_536;
const pieceSchema = z.instanceof(Buffer);

/** Asks who is there; the nonce and the JSON that was answered. Rejects where the line breaks or anything but an answer comes. */
export async function greet(
  socket: Socket,
  request: { readonly host: string; readonly path: string; readonly clock: Clock; readonly timeout: number },
): Promise<{ readonly nonce: string; readonly answer: unknown }> {
  const nonce = newNonce();
  const body = JSON.stringify({ nonce });
  const { host, path, clock, timeout } = request;
  const head = [
    `POST ${path} HTTP/1.1`,
    `host: ${host}`,
    "content-type: application/json",
    `content-length: ${Buffer.byteLength(body)}`,
    "accept-encoding: identity",
    "connection: keep-alive",
  ];
  return await new Promise((resolve, reject) => {
    let heard = "";
    const end = (settle: () => void): void => {
      callOff();
      socket.off("readable", read).off("end", broke).off("close", broke).off("error", broke);
      settle();
    };
    const broke = (): void => end(() => reject(new Unreachable("the line broke before the server had said who it is")));
    const callOff = clock.after(timeout, () => end(() => reject(new Unreachable("the server does not say who it is", "serverSilent"))));
    const read = (): void => {
      for (let piece: unknown = socket.read(); piece !== null; piece = socket.read()) heard += pieceSchema.parse(piece).toString("latin1");
      const whole = heard.length > mostBytes ? null : wholeBody(heard);
      if (whole === undefined) return;
      // A page for people with status 200: most portals answer that way.
      end(() => (whole === null || isPage(heard) ? reject(strangeAnswer(heard)) : resolve({ nonce, answer: jsonOf(whole) })));
    };
    socket.on("readable", read).on("end", broke).on("close", broke).on("error", broke);
    socket.write(`${head.join("\r\n")}\r\n\r\n${body}`);
  });
}

/** Whether the answer's head says that it is a page; our server never greets with one. */
function isPage(heard: string): boolean {
  const head = heard.slice(0, Math.max(0, heard.indexOf("\r\n\r\n")));
  return /^content-type: *(?:text\/html|application\/xhtml)/imu.test(head);
}

/** Who may have answered instead of the server, as far as the answer shows it. */
function strangeAnswer(heard: string): Unreachable {
  const status = Number(/^HTTP\/1\.[01] (\d{3})/u.exec(heard)?.[1] ?? "0");
  if (status === 0) return new Unreachable("no answer to hello", "serverGarbage");
  if ((status >= 300 && status < 400) || status === 407 || status === 511 || isPage(heard))
    return new Unreachable(`somebody else answered with status ${status}`, "captivePortal");
  if (status >= 500 || status === 429) return new Unreachable(`status ${status} to hello`);
  return new Unreachable(`status ${status} to hello`, "otherServer");
}

const lengthSchema = z.coerce.number().int().nonnegative();

/** The body of an answer that is whole; undefined while it is not, null where it is none we take. */
function wholeBody(heard: string): string | null | undefined {
  const split = heard.indexOf("\r\n\r\n");
  if (split < 0) return undefined;
  const head = heard.slice(0, split);
  const body = heard.slice(split + 4);
  if (!head.startsWith("HTTP/1.1 200 ")) return null;
  if (/^transfer-encoding: *chunked\r?$/imu.test(head)) return wholeChunks(body);
  const length = lengthSchema.safeParse(/^content-length: *(\d+)\r?$/imu.exec(head)?.[1]).data;
  if (length === undefined) return null;
  // The answer is ASCII: base64 and JSON of our own making.
  return body.length < length ? undefined : body.slice(0, length);
}

function wholeChunks(body: string): string | null | undefined {
  let whole = "";
  for (let at = 0; ;) {
    const line = /^([0-9a-f]+)[^\r]*\r\n/iu.exec(body.slice(at));
    if (line === null) return body.length - at > 20 ? null : undefined;
    const size = Number.parseInt(line[1] ?? "", 16);
    const from = at + line[0].length;
    if (body.length < from + size + 2) return undefined;
    if (size === 0) return whole;
    whole += body.slice(from, from + size);
    at = from + size + 2;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
