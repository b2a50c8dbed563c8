// Starts the server from the command line. Must never print what people wrote.
//
// serve [--port 8420] [--host 127.0.0.1] [--data <folder>] [--content <folder>] [--new-epoch] [--trust-proxy]
//       [--upload-days 7] [--content-grace-days 30] [--tombstone-days 90]
//       [--scanner-folders <file>] [--scanner-name <name>] [--virus-scanner <address>]
//       [--mailboxes <file>]
//       [--scan-lease-days 400]
//       [--certificate <pem> …] [--tls-key <pem>] [--no-keyless-devices]
// DATABASE_URL names a PostgreSQL server; without it the embedded one runs in the data folder.
import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { scannerAddress } from "../../scanner-inbox/guard/virus-scanner.ts";
import { readServerFolderRules } from "../../scanner-inbox/intake/folder-rules.ts";
import { defaultContentLife } from "../content/content-sweeper.ts";
import { readMailboxRules } from "../mailbox/mailbox-rules.ts";
import { startServer } from "../server.ts";
import { defaultScanLeaseLife } from "../scans/scan-leases.ts";
import { defaultTombstoneDays } from "../feed/tombstones.ts";
import { workerFiles } from "../derive/worker-files.ts";
import { openTextExtractor } from "../derive/text-extractor.ts";
import { databaseFrom, daysFrom } from "./arguments.ts";
import { answerParent } from "./parent-channel.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: process.env["PORT"] ?? "8420" },
    host: { type: "string", default: process.env["HOST"] ?? "127.0.0.1" },
    data: { type: "string", default: ".data/server" },
    content: { type: "string" },
    "new-epoch": { type: "boolean", default: false },
    "upload-days": { type: "string", default: String(defaultContentLife.uploadDays) },
    "content-grace-days": { type: "string", default: String(defaultContentLife.graceDays) },
    "trust-proxy": { type: "boolean", default: false },
    certificate: { type: "string", multiple: true, default: [] },
    "tls-key": { type: "string" },
    "no-keyless-devices": { type: "boolean", default: false },
    "scanner-folders": { type: "string" },
    "scanner-name": { type: "string", default: hostname() },
    "virus-scanner": { type: "string" },
    mailboxes: { type: "string" },
    "tombstone-days": { type: "string", default: String(defaultTombstoneDays) },
    "scan-lease-days": { type: "string", default: String(defaultScanLeaseLife.keepDays) },
  },
});

const [ownCertificate] = values.certificate;
if (values["tls-key"] !== undefined && ownCertificate === undefined) throw new Error("--tls-key needs --certificate");
const tls =
  values["tls-key"] === undefined || ownCertificate === undefined
    ? undefined
    : { key: readFileSync(values["tls-key"], "utf8"), certificate: readFileSync(ownCertificate, "utf8") };

const virusScanner = values["virus-scanner"] === undefined ? undefined : scannerAddress(values["virus-scanner"]);
if (virusScanner === null) throw new Error("not the address of a virus scanner: give tcp://host:port or unix:/path");

const extractor = openTextExtractor();
const server = await startServer({
  port: Number(values.port),
  host: values.host,
  database: databaseFrom(values.data),
  contentFolder: resolve(values.content ?? join(values.data, "content")),
  contentLife: {
    uploadDays: daysFrom("--upload-days", values["upload-days"]),
    graceDays: daysFrom("--content-grace-days", values["content-grace-days"]),
  },
  newEpoch: values["new-epoch"],
  trustProxy: values["trust-proxy"],
  certificateFiles: values.certificate.map((file) => resolve(file)),
  ...(tls === undefined ? {} : { tls }),
  ...(values["no-keyless-devices"] ? { keylessDevices: false } : {}),
  tombstoneDays: daysFrom("--tombstone-days", values["tombstone-days"]),
  scans: {
    name: values["scanner-name"],
    folder: resolve(values.data, "scans"),
    rules: values["scanner-folders"] === undefined ? [] : readServerFolderRules(resolve(values["scanner-folders"])),
    mailboxes: values.mailboxes === undefined ? [] : readMailboxRules(resolve(values.mailboxes)),
    workers: workerFiles(),
    virusScanner,
  },
  scanLeaseLife: {
    ...defaultScanLeaseLife,
    keepDays: daysFrom("--scan-lease-days", values["scan-lease-days"]),
  },
  log: (line) => process.stdout.write(line),
  extractText: extractor.extractText,
});
answerParent(server.database);
process.stdout.write(`${JSON.stringify({ event: "listening", url: server.url, pid: process.pid })}\n`);

let stopping = false;
const stop = (): void => {
  if (stopping) return;
  stopping = true;
  server
    .close()
    .then(() => extractor.close())
    .then(
      () => process.exit(0),
      () => process.exit(1),
    );
};
process.on("SIGINT", stop);
process.on("SIGTERM", stop);
// Started over a channel, it ends with whoever started it, however that one ended.
process.on("disconnect", stop);
// Nobody reads the log any more: that must not keep the note of it busy for ever.
process.stdout.on("error", () => undefined);
// A request that fails is answered by its handler; what reaches this point is a defect, noted without its words, and the server lives on.
const note = (error: unknown): void => {
  const stack = error instanceof Error ? (error.stack ?? "").split("\n").slice(1, 6).join("\n") : "";
  process.stdout.write(
    `${JSON.stringify({ level: 50, event: "defect", type: error instanceof Error ? error.name : typeof error, stack })}\n`,
  );
};
process.on("uncaughtException", note);
process.on("unhandledRejection", note);
