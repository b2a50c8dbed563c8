// A real server behind real TLS, with certificates made on the spot: which certificate a desk goes on with, and what it says to any other
// (a nonce, nothing else).
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { request, type IncomingMessage } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { makeCertificate, type CertifiedKey } from "../../../electron/workstation/testing/certificates.ts";
import { ask, openTestDesk } from "../../../electron/workstation/testing/open-test-desk.ts";
import type { Workstation } from "../../../electron/workstation/workstation.ts";
import { announceServerKey, useAnnouncedKey } from "../../../server/auth/server-identity.ts";
import { smallPassword } from "../../../server/testing/small-town.ts";
import { startTestServer, type TestServer } from "../../../server/testing/test-server.ts";
import { problemText } from "../../../shared/text/connection-text.ts";

const patiently = { timeout: 15_000, interval: 20 };
const hour = 3_600_000;
const ending: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end();
});

function certificate(name: string): CertifiedKey {
  return makeCertificate({ name, hosts: ["127.0.0.1"], from: new Date(Date.now() - 2 * hour), until: new Date(Date.now() + hour) });
}

interface Front {
  readonly url: string;
  /** Every request since the certificate was last changed: line, headers and body. */
  readonly heard: string[];
  /** Shows another certificate from now on. */
  show(next: CertifiedKey): void;
}

/** TLS in front of a server, as a proxy does it. Whoever shows a wrong certificate reads everything it is sent. */
async function behindTls(server: TestServer, first: CertifiedKey): Promise<Front> {
  const heard: string[] = [];
  const https = createServer({ key: first.key, cert: first.cert }, (incoming: IncomingMessage, response) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const body = Buffer.concat(chunks);
      heard.push(`${incoming.method ?? ""} ${incoming.url ?? ""} ${JSON.stringify(incoming.headers)} ${body.toString("latin1")}`);
      const target = new URL(incoming.url ?? "/", server.url);
      const onward = request(target, { method: incoming.method ?? "GET", headers: incoming.headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      });
      onward.on("error", () => response.destroy());
      response.on("close", () => onward.destroy());
      onward.end(body);
    });
  });
  await new Promise<void>((resolve) => https.listen(0, "127.0.0.1", resolve));
  ending.push(
    () =>
      new Promise((resolve) => {
        https.close(() => resolve());
        https.closeAllConnections();
      }),
  );
  return {
    url: `https://127.0.0.1:${(https.address() as AddressInfo).port}`,
    heard,
    show: (next) => {
      https.setSecureContext({ key: next.key, cert: next.cert });
      https.closeAllConnections();
      heard.length = 0;
    },
  };
}

interface Hall {
  readonly server: TestServer;
  readonly front: Front;
  /** What the server is told its certificates are, in PEM; read anew for every connection. */
  readonly certificateFile: string;
  readonly desk: (name: string, options?: { readonly serverUrl: undefined; readonly enrolmentCode: undefined }) => Promise<Workstation>;
}

async function hall(shown: CertifiedKey): Promise<Hall> {
  const folder = await mkdtemp(join(tmpdir(), "amtsstube-tls-"));
  ending.push(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const certificateFile = join(folder, "certificates.pem");
  await writeFile(certificateFile, shown.cert);
  const server = await startTestServer({ certificateFiles: [certificateFile] });
  ending.push(() => server.close());
  const front = await behindTls(server, shown);
  const desk: Hall["desk"] = async (name, options) => {
    const opened = await openTestDesk({
      dataFolder: join(folder, name),
      serverUrl: front.url,
      enrolmentCode: server.enrolmentCode,
      ...options,
    });
    ending.push(() => opened.close());
    return opened;
  };
  return { server, front, certificateFile, desk };
}

const signIn = (desk: Workstation, userName = "bodo") => desk.desk.call("signIn", { userName, password: smallPassword });
const syncNow = (desk: Workstation) => desk.desk.call("syncNow", {});

function onlyNonces(heard: readonly string[]): void {
  expect(heard.length).toBeGreaterThan(0);
  for (const line of heard) expect(line).toMatch(/^POST \/v1\/hello .*\{"nonce":"[\w-]{32}"\}$/u);
  const said = heard.join("\n");
  for (const secret of ["bodo", "anna", smallPassword, "authorization", "device-proof"]) expect(said).not.toContain(secret);
}

test("the right certificate connects; any other is refused with a sentence before a name, a password or a token is sent", async () => {
  const right = certificate("rathaus");
  const { front, desk } = await hall(right);
  const seat = await desk("seat");
  expect(await signIn(seat)).toEqual({ mode: "online" });
  await syncNow(seat);
  expect(front.heard.join("\n")).toContain("authorization");

  front.show(certificate("rathaus"));
  await expect(syncNow(seat)).rejects.toMatchObject({ code: "otherServer" });
  await vi.waitFor(
    async () => expect(await ask(seat, "sync", {})).toMatchObject({ network: "offline", problem: "otherServer" }),
    patiently,
  );
  expect(problemText("otherServer")).toMatch(
    /nicht der Server, mit dem dieses Gerät eingerichtet wurde.*nichts gesendet.*Systembetreuung/u,
  );
  await seat.desk.call("signOut", {});
  expect(await signIn(seat)).toEqual({ mode: "offline" });
  await seat.desk.call("signOut", {});
  await expect(signIn(seat, "anna")).rejects.toMatchObject({ code: "otherServer" });
  onlyNonces(front.heard);

  front.show(right);
  expect(await signIn(seat, "anna")).toEqual({ mode: "online" });
});

test("a certificate the server has announced goes on, without a restart and without enrolling anew; one it has not is refused", async () => {
  const [first, next] = [certificate("rathaus"), certificate("rathaus 2027")];
  const { front, certificateFile, desk } = await hall(first);
  const seat = await desk("seat");
  await signIn(seat);
  front.show(next);
  await expect(syncNow(seat)).rejects.toMatchObject({ code: "otherServer" });
  onlyNonces(front.heard);

  await writeFile(certificateFile, `${await readFile(certificateFile, "utf8")}${next.cert}`);
  front.show(next);
  await vi.waitFor(() => syncNow(seat), patiently);
  await vi.waitFor(async () => expect(await ask(seat, "sync", {})).toMatchObject({ network: "online", problem: null }), patiently);
  // The old one is taken out of the file: it is refused from the next connection on.
  await writeFile(certificateFile, next.cert);
  front.show(first);
  await expect(syncNow(seat)).rejects.toMatchObject({ code: "otherServer" });
  onlyNonces(front.heard);
});

test("an announced key of the server is learned and signs later; a desk that never heard of it is not taken in by it", async () => {
  const shown = certificate("rathaus");
  const { server, front, desk } = await hall(shown);
  const [informed, away] = [await desk("informed"), await desk("away")];
  await signIn(informed);
  await signIn(away);
  await away.close();
  const now = (): string => new Date().toISOString();
  await announceServerKey(server.openDatabase(), now());
  front.show(shown);
  await vi.waitFor(() => syncNow(informed), patiently);
  expect(await useAnnouncedKey(server.openDatabase(), now())).toBe(true);
  front.show(shown);
  await vi.waitFor(() => syncNow(informed), patiently);
  const back = await desk("away");
  expect(await signIn(back)).toEqual({ mode: "offline" });
  await vi.waitFor(async () => expect((await ask(back, "sync", {})).problem).toBe("otherServer"), patiently);
});

test("whoever sits in between while a device is enrolled is noticed by the certificate, and hears neither code nor password", async () => {
  const { server, front, desk } = await hall(certificate("rathaus"));
  const code = await server.enrolmentCode();
  front.show(certificate("dazwischen"));
  const seat = await desk("seat", { serverUrl: undefined, enrolmentCode: undefined });
  const enrol = () => seat.desk.call("enrol", { serverUrl: front.url, code, deviceName: "Laptop" });
  await expect(enrol()).rejects.toMatchObject({ code: "otherCertificate" });
  const [name = "", ...secret] = code.split("-");
  expect(front.heard.join("\n")).toContain(name);
  for (const part of [...secret, smallPassword]) expect(front.heard.join("\n")).not.toContain(part);
  expect((await ask(seat, "session", {})).enrolment.phase).toBe("needed");
});
