// What a host is told at its start: by an argument `--name=value` or the variable beside it; the argument wins.
// Must never invent a server: a desk without one asks for it.
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "../../shared/base/zod.ts";
import { scannerAddress, type ScannerAddress } from "../../scanner-inbox/guard/virus-scanner.ts";
import type { RecognitionOptions } from "../../scanner-inbox/ocr/open-recognition.ts";
import { plainRule, readFolderRules, withoutOverlap, type FolderRule } from "../../scanner-inbox/intake/folder-rules.ts";

export interface StartOptions {
  /** Everything of this desk lies below: replicas, content, host files. */
  readonly dataFolder: string;
  /** Absent: where it was when this device was enrolled. */
  readonly serverUrl: string | undefined;
  readonly tenant: string | undefined;
  /** A code that enrols this device where it still has to be. */
  readonly enrolmentCode: string | undefined;
  readonly scannerFolders: readonly FolderRule[];
  /** Where payment files are written; absent: in the data folder. */
  readonly paymentFolder: string | undefined;
  /** What looks at every file before it is opened; without one nothing does. */
  readonly virusScanner: ScannerAddress | undefined;
  readonly recognition: RecognitionOptions;
}

const names = {
  "data-folder": "AMTSSTUBE_DATA_FOLDER",
  server: "AMTSSTUBE_SERVER",
  tenant: "AMTSSTUBE_TENANT",
  scanner: "AMTSSTUBE_SCANNER_FOLDER",
  "scanner-folders": "AMTSSTUBE_SCANNER_FOLDERS",
  "payment-folder": "AMTSSTUBE_PAYMENT_FOLDER",
  "virus-scanner": "AMTSSTUBE_VIRUS_SCANNER",
  "ocr-memory": "AMTSSTUBE_OCR_MEMORY",
  "native-ocr": "AMTSSTUBE_NATIVE_OCR",
  "enrolment-code": "AMTSSTUBE_ENROLMENT_CODE",
  "enrolment-file": "AMTSSTUBE_ENROLMENT_FILE",
} as const;
type Name = keyof typeof names;

/** What a file for roll-out may say: the policy of a managed installation, or the file named by `enrolment-file`. */
const rollOutSchema = z.object({
  server: z.string().optional(),
  enrolmentCode: z.string().optional(),
  /** A file with the scanner folders of this machine and the rules of each. */
  scannerFolders: z.string().optional(),
  paymentFolder: z.string().optional(),
  virusScanner: z.string().optional(),
  ocrMemory: z.number().optional(),
  nativeOcr: z.boolean().optional(),
});

/** Undefined members where the file is missing or says nothing of it. */
function rollOut(file: string | undefined): z.infer<typeof rollOutSchema> {
  if (file === undefined) return {};
  try {
    return rollOutSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return {};
  }
}

/** Reads arguments and environment, then the files for roll-out; what none names comes from `defaults`. Throws a sentence where an address is none or scanner folders cannot be followed. */
export function readStartOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  defaults: { readonly dataFolder: string; readonly policyFile?: string },
): StartOptions {
  const given = (name: Name): string | undefined => {
    const prefix = `--${name}=`;
    const value = args.findLast((argument) => argument.startsWith(prefix))?.slice(prefix.length) ?? environment[names[name]];
    return value === undefined || value === "" ? undefined : value;
  };
  const [file, policy] = [rollOut(given("enrolment-file")), rollOut(defaults.policyFile)];
  const serverUrl = z
    .url({ protocol: /^https?$/u })
    .optional()
    .safeParse(given("server") ?? file.server ?? policy.server);
  if (!serverUrl.success) throw new Error(`not the address of a server: give --server=https://… or ${names.server}`);
  const scanner = given("virus-scanner") ?? policy.virusScanner;
  const virusScanner = scanner === undefined ? undefined : scannerAddress(scanner);
  if (virusScanner === null)
    throw new Error(`not the address of a virus scanner: give tcp://host:port or unix:/path, not ${String(scanner)}`);
  const memory = given("ocr-memory") ?? policy.ocrMemory;
  const ceilingMegabytes = z.coerce.number().int().min(64).optional().safeParse(memory);
  if (!ceilingMegabytes.success) throw new Error(`text recognition needs 64 MB or more: give --ocr-memory=256, not ${String(memory)}`);
  const payments = given("payment-folder") ?? policy.paymentFolder;
  const [plain, ruled] = [given("scanner"), given("scanner-folders") ?? policy.scannerFolders];
  return {
    dataFolder: resolve(given("data-folder") ?? defaults.dataFolder),
    serverUrl: serverUrl.data,
    tenant: given("tenant"),
    enrolmentCode: given("enrolment-code") ?? file.enrolmentCode ?? policy.enrolmentCode,
    scannerFolders: withoutOverlap([
      ...(plain === undefined ? [] : [plainRule(resolve(plain))]),
      ...(ruled === undefined ? [] : readFolderRules(resolve(ruled))),
    ]),
    paymentFolder: payments === undefined ? undefined : resolve(payments),
    virusScanner,
    recognition: {
      ceilingMegabytes: ceilingMegabytes.data,
      native: (given("native-ocr") ?? (policy.nativeOcr === false ? "off" : "on")) !== "off",
    },
  };
}

/** Where the built program lies around a host's bundle, which is `dist/<host>/main.*`. Worker files are unpacked where the rest is an archive. */
export function builtProgram(bundleFolder: string): {
  readonly page: string;
  readonly workers: { readonly store: URL; readonly read: URL; readonly ocr: URL; readonly look: URL };
  readonly version: string;
} {
  const dist = join(bundleFolder, "..");
  const workers = join(dist, "workers").replace(/app\.asar(?=[\\/])/u, "app.asar.unpacked");
  const worker = (name: string): URL => pathToFileURL(join(workers, `${name}-worker.mjs`));
  const manifest = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(dist, "..", "package.json"), "utf8")));
  return {
    page: join(dist, "renderer"),
    workers: { store: worker("store"), read: worker("read"), ocr: worker("ocr"), look: worker("look") },
    version: manifest.version,
  };
}
