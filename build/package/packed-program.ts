// Looks inside a packed program and says what is wrong with it. Must never run or change what it looks at.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { extractFile, listPackage, statFile } from "@electron/asar";
import { FuseState, FuseV1Options, getCurrentFuseWire } from "@electron/fuses";
import { packedPackages } from "./packaging.ts";

/** A packed program: where it lies, and for which system it was made. */
export interface PackedProgram {
  readonly folder: string;
  readonly executable: string;
  readonly sqliteFile: string;
  readonly argon2Package: string;
}

/** The Linux program in `folder` for `arch`. */
export function linuxProgram(folder: string, arch: string): PackedProgram {
  return {
    folder,
    executable: join(folder, "amtsstube"),
    sqliteFile: `linux-${arch}.node`,
    argon2Package: `@node-rs/argon2-linux-${arch}-gnu`,
  };
}

const needed = [
  "package.json",
  "LICENSE",
  "dist/shell/main.cjs",
  "dist/shell/preload.cjs",
  "dist/renderer/index.html",
  "dist/renderer/pdfjs/wasm/openjpeg.wasm",
  "dist/renderer/pdfjs/cmaps/UniJIS-UTF16-H.bcmap",
  "dist/renderer/pdfjs/standard_fonts/LiberationSans-Regular.ttf",
  "dist/workers/store-worker.mjs",
  "dist/workers/read-worker.mjs",
  "dist/workers/ocr-worker.mjs",
  "dist/workers/look-worker.mjs",
  "dist/workers/LiberationSans-Regular.ttf",
  "dist/workers/LiberationSans-Bold.ttf",
  "dist/workers/pdfium.wasm",
  "dist/workers/zxing_reader.wasm",
  "dist/workers/tesseract.wasm",
  "dist/workers/deu.traineddata.gz",
  "node_modules/better-sqlite3/lib/index.js",
  "node_modules/@node-rs/argon2/index.js",
];

const unwanted =
  /(?:\.(?:ts|tsx|map|tsbuildinfo|c|cc|cpp|h|gyp)$|^(?:shared|scanner-inbox|electron|renderer|server|build|e2e|bench|docs)\/|^dist\/(?:server|loopback|reports|types)\/)/u;

/** The package that a path inside node_modules belongs to. */
function packageOf(file: string): string {
  const parts = (file.split("node_modules/").at(-1) ?? "").split("/");
  return parts.slice(0, parts[0]?.startsWith("@") === true ? 2 : 1).join("/");
}

/** What is wrong with this list of packed files; pure, so that its tests need no package. */
export function problemsOfFiles(files: readonly string[], program: Pick<PackedProgram, "sqliteFile" | "argon2Package">): readonly string[] {
  const allowed: readonly string[] = [...packedPackages, program.argon2Package];
  const packages = [...new Set(files.filter((file) => file.startsWith("node_modules/")).map(packageOf))];
  const natives = files.filter((file) => file.endsWith(".node"));
  const sqlite = `node_modules/better-sqlite3/prebuilds/${program.sqliteFile}`;
  const foreign = natives.filter((file) => file !== sqlite && !file.startsWith(`node_modules/${program.argon2Package}/`));
  return [
    ...needed.filter((file) => !files.includes(file)).map((file) => `lacks ${file}`),
    ...(files.some((file) => /^dist\/renderer\/assets\/.*\.js$/u.test(file)) ? [] : ["lacks the renderer's script"]),
    ...files.filter((file) => unwanted.test(file)).map((file) => `carries ${file}, which is a source or none of its business`),
    ...packages.filter((name) => !allowed.includes(name)).map((name) => `carries the package ${name}, which is bundled or not needed`),
    ...foreign.map((file) => `carries ${file}, which is for another system`),
    ...(natives.includes(sqlite) ? [] : [`lacks ${sqlite}`]),
    ...(natives.some((file) => file.startsWith(`node_modules/${program.argon2Package}/`))
      ? []
      : [`lacks the native file of ${program.argon2Package}`]),
  ];
}

function filesIn(archive: string): readonly string[] {
  return listPackage(archive, { isPack: false })
    .map((file) => file.replaceAll("\\", "/").replace(/^\//u, ""))
    .filter((file) => !("files" in statFile(archive, join(...file.split("/")))));
}

function problemsOfUnpacked(archive: string, files: readonly string[]): readonly string[] {
  return files
    .filter((file) => file.endsWith(".node") || file.startsWith("dist/workers/"))
    .filter((file) => {
      const entry = statFile(archive, join(...file.split("/")));
      return !("unpacked" in entry && entry.unpacked === true) || !existsSync(join(`${archive}.unpacked`, ...file.split("/")));
    })
    .map((file) => `${file} lies inside the archive, where neither the system nor a thread loads it`);
}

const wantedFuses: readonly (readonly [FuseV1Options, FuseState])[] = [
  [FuseV1Options.RunAsNode, FuseState.DISABLE],
  [FuseV1Options.EnableCookieEncryption, FuseState.ENABLE],
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable, FuseState.DISABLE],
  [FuseV1Options.EnableNodeCliInspectArguments, FuseState.DISABLE],
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, FuseState.ENABLE],
  [FuseV1Options.OnlyLoadAppFromAsar, FuseState.ENABLE],
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot, FuseState.DISABLE],
  [FuseV1Options.GrantFileProtocolExtraPrivileges, FuseState.DISABLE],
];

async function problemsOfFuses(executable: string): Promise<readonly string[]> {
  const wire = await getCurrentFuseWire(executable);
  return wantedFuses
    .filter(([fuse, state]) => wire[fuse] !== state)
    .map(([fuse]) => `the fuse ${FuseV1Options[fuse]} is not set as it must be`);
}

/** Everything that is wrong with a packed program, and how many files it carries. */
export async function inspectProgram(program: PackedProgram): Promise<{ readonly problems: readonly string[]; readonly files: number }> {
  const archive = join(program.folder, "resources", "app.asar");
  const files = filesIn(archive);
  const about: unknown = JSON.parse(extractFile(archive, "package.json").toString("utf8"));
  const main = typeof about === "object" && about !== null && "main" in about ? about.main : undefined;
  const problems = [
    ...problemsOfFiles(files, program),
    ...problemsOfUnpacked(archive, files),
    ...(await problemsOfFuses(program.executable)),
    ...(main === "dist/shell/main.cjs" ? [] : [`starts with ${String(main)}`]),
    ...(existsSync(join(program.folder, "resources", "default_app.asar")) ? ["still carries Electron's own start page"] : []),
  ];
  return { problems, files: files.length };
}
