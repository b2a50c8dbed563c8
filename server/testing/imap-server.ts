// A small mail server on loopback for tests: real sockets, and of IMAP what a client says that empties a mailbox. Must never be part of the program.
import { createServer, type AddressInfo, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";

export interface ImapServer {
  readonly port: number;
  /** Puts a mail into INBOX as delivery does, and tells whoever waits for news. */
  deliver(mail: Uint8Array): void;
  /** The mails of a folder, as text. */
  mailsIn(folder: string): readonly string[];
  /** Counts anew: every mail of INBOX has another UID under another UIDVALIDITY. */
  countAnew(): void;
  /** What the next connections accept. */
  password: string;
  /** What it says a mail's size is, where it is not true. */
  sizeSaid: (bytes: number) => number;
  /** Called before each command: "drop" ends the connection without carrying it out, a number ends it after so many bytes of the answer. */
  onCommand: (command: string) => "drop" | number | undefined;
  /** Commands so far, without their tags. */
  readonly commands: readonly string[];
  /** Takes no connections and ends those there are. */
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

interface Mail {
  readonly uid: number;
  readonly bytes: Buffer;
}

const unquoted = (text: string): string => (text.startsWith('"') ? text.slice(1, -1).replaceAll(/\\(.)/gu, "$1") : text);
const wordsOf = (line: string): string[] => line.match(/"(?:[^"\\]|\\.)*"|\S+/gu) ?? [];

interface Wishes {
  /** PEM; without it nothing is encrypted. */
  readonly tls?: Readonly<{ key: string; cert: string }>;
}

const user = "rechnungen@amt.example";

export async function startImapServer({ tls }: Wishes = {}): Promise<ImapServer> {
  const folders = new Map<string, Mail[]>([["INBOX", []]]);
  const commands: string[] = [];
  const sockets = new Set<Socket>();
  const idling = new Map<Socket, string>();
  let [nextUid, validity, port] = [1, 1000, 0];
  const inbox = (): Mail[] => folders.get("INBOX") ?? [];

  const answer = (line: string, socket: Socket): void => {
    const [tag = "*", ...rest] = wordsOf(line);
    const text = rest.join(" ");
    commands.push(text);
    const cutAt = made.onCommand(text);
    if (cutAt === "drop") {
      socket.destroy();
      return;
    }
    const say = (...lines: readonly (string | Buffer)[]): void => {
      const bytes = Buffer.concat(lines.map((one) => (typeof one === "string" ? Buffer.from(`${one}\r\n`) : one)));
      if (cutAt === undefined) socket.write(bytes);
      else socket.end(bytes.subarray(0, cutAt));
    };
    const ok = `${tag} OK done`;
    const command = (rest[0] === "UID" ? `UID ${String(rest[1])}` : (rest[0] ?? "")).toUpperCase();
    const [first = "", second = ""] = (command.startsWith("UID") ? rest.slice(2) : rest.slice(1)).map(unquoted);
    if (command === "CAPABILITY") say("* CAPABILITY IMAP4rev1 IDLE MOVE NAMESPACE UIDPLUS", ok);
    else if (command === "LOGIN") say(first === user && second === made.password ? ok : `${tag} NO [AUTHENTICATIONFAILED] wrong`);
    else if (command === "NAMESPACE") say('* NAMESPACE (("" "/")) NIL NIL', ok);
    else if (command === "LIST") say(...[...folders.keys()].map((name) => `* LIST () "/" "${name}"`), ok);
    else if (command === "CREATE") {
      const isThere = folders.has(first);
      if (!isThere) folders.set(first, []);
      say(isThere ? `${tag} NO [ALREADYEXISTS] there` : ok);
    } else if (command === "SELECT" && !folders.has(first)) say(`${tag} NO [NONEXISTENT] no folder`);
    else if (command === "SELECT")
      say(
        `* ${String(inbox().length)} EXISTS`,
        "* FLAGS (\\Seen)",
        `* OK [UIDVALIDITY ${String(validity)}] is`,
        `${tag} OK [READ-WRITE] open`,
      );
    else if (command === "UID SEARCH") say(["* SEARCH", ...inbox().map(({ uid }) => String(uid))].join(" "), ok);
    else if (command === "UID FETCH") say(...fetched(text, Number(first)), ok);
    else if (command === "UID MOVE") {
      const at = inbox().findIndex(({ uid }) => uid === Number(first));
      const target = folders.get(second);
      const moved = target === undefined || at === -1 ? [] : inbox().splice(at, 1);
      target?.push(...moved);
      if (target === undefined) say(`${tag} NO [TRYCREATE] no folder`);
      else say(...moved.map(() => `* ${String(at + 1)} EXPUNGE`), ok);
    } else if (command === "IDLE") {
      idling.set(socket, tag);
      say("+ idling");
    } else if (command === "LOGOUT") {
      say("* BYE", ok);
      socket.end();
    } else if (line.toUpperCase() === "DONE") {
      socket.write(`${idling.get(socket) ?? "*"} OK done\r\n`);
      idling.delete(socket);
    } else say(ok);
  };

  const fetched = (text: string, wanted: number): (string | Buffer)[] => {
    const at = inbox().findIndex(({ uid }) => uid === wanted);
    const mail = inbox()[at];
    if (mail === undefined) return [];
    const [, start, length] = /BODY\.PEEK\[\]<(\d+)\.(\d+)>/u.exec(text) ?? [];
    const headEnd = mail.bytes.indexOf("\r\n\r\n") + 4;
    const part = (name: string, bytes: Buffer): Buffer => Buffer.concat([Buffer.from(` ${name} {${String(bytes.byteLength)}}\r\n`), bytes]);
    const subject = /^Subject: (.*)$/mu.exec(mail.bytes.subarray(0, headEnd).toString())?.[1]?.trim() ?? "";
    return [
      Buffer.from(`* ${String(at + 1)} FETCH (UID ${String(wanted)}`),
      ...(text.includes("RFC822.SIZE") ? [Buffer.from(` RFC822.SIZE ${String(made.sizeSaid(mail.bytes.byteLength))}`)] : []),
      ...(text.includes("ENVELOPE")
        ? [Buffer.from(` ENVELOPE (NIL "${subject.replaceAll('"', '\\"')}" NIL NIL NIL NIL NIL NIL NIL NIL)`)]
        : []),
      ...(start === undefined ? [] : [part(`BODY[]<${start}>`, mail.bytes.subarray(Number(start), Number(start) + Number(length)))]),
      ...(text.includes("BODY.PEEK[HEADER]") ? [part("BODY[HEADER]", mail.bytes.subarray(0, headEnd))] : []),
      Buffer.from(")\r\n"),
    ];
  };

  const greet = (socket: Socket): void => {
    sockets.add(socket);
    let unread = "";
    socket.on("close", () => {
      sockets.delete(socket);
      idling.delete(socket);
    });
    // A client that was killed leaves without a word.
    socket.on("error", () => undefined);
    socket.on("data", (bytes) => {
      const lines = (unread + bytes.toString()).split("\r\n");
      unread = lines.pop() ?? "";
      for (const line of lines) answer(line, socket);
    });
    socket.write("* OK ready\r\n");
  };
  const server = tls === undefined ? createServer(greet) : createTlsServer({ ...tls }, greet);
  const listen = async (): Promise<void> => {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(undefined));
    await promise;
    port = (server.address() as AddressInfo).port;
  };
  const goAway = async (): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    server.close(() => resolve(undefined));
    for (const socket of sockets) socket.destroy();
    await promise;
  };

  const made: ImapServer = {
    get port() {
      return port;
    },
    deliver: (mail) => {
      inbox().push({ uid: nextUid, bytes: Buffer.from(mail) });
      nextUid += 1;
      for (const socket of idling.keys()) socket.write(`* ${String(inbox().length)} EXISTS\r\n`);
    },
    mailsIn: (folder) => (folders.get(folder) ?? []).map(({ bytes }) => bytes.toString()),
    countAnew: () => {
      validity += 1;
      nextUid = 1;
      const counted = inbox().map(({ bytes }) => ({ uid: nextUid++, bytes }));
      folders.set("INBOX", counted);
      for (const socket of sockets) socket.destroy();
    },
    password: "geheim",
    sizeSaid: (bytes) => bytes,
    onCommand: () => undefined,
    commands,
    goAway,
    comeBack: listen,
    close: goAway,
  };
  await listen();
  return made;
}
