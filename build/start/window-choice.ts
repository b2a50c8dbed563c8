// Which window the workstation gets on this machine, and why not a better one. Must never choose a way that needs `--no-sandbox`.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { browserPlaces } from "./browser-places.ts";

/** What the choice looks at; tests hand in a made-up machine. */
export interface Machine {
  readonly platform: string;
  readonly root: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly exists: (file: string) => boolean;
  readonly read: (file: string) => string | undefined;
}

export function thisMachine(): Machine {
  return {
    platform: process.platform,
    root: process.getuid?.() === 0,
    environment: process.env,
    exists: existsSync,
    read: (file) => {
      try {
        return readFileSync(file, "utf8").trim();
      } catch {
        return undefined;
      }
    },
  };
}

/** Why no window can be opened at all, as a German clause; undefined where one can. */
export function noWindowReason({ platform, environment, root }: Machine): string | undefined {
  if (platform !== "linux") return undefined;
  if ((environment["DISPLAY"] ?? "") === "" && (environment["WAYLAND_DISPLAY"] ?? "") === "") return "dieser Rechner hat keinen Bildschirm";
  // Both Electron and Chromium refuse root unless their sandbox is switched off, which this program never does.
  if (root) return "als „root“ startet weder Electron noch Chromium in seiner Sandbox";
  return undefined;
}

/** Electron's binary where it lies, whether it is there or not. */
export function electronFile(repository: string, { platform, environment }: Machine): string {
  const folder = environment["ELECTRON_OVERRIDE_DIST_PATH"] ?? join(repository, "node_modules", "electron", "dist");
  if (platform === "darwin") return join(folder, "Electron.app", "Contents", "MacOS", "Electron");
  return join(folder, platform === "win32" ? "electron.exe" : "electron");
}

/** Why Electron's sandbox would not start here, as a German clause; undefined where nothing speaks against it. */
export function noSandboxReason({ platform, read }: Machine): string | undefined {
  if (platform !== "linux") return undefined;
  const closed =
    read("/proc/sys/kernel/unprivileged_userns_clone") === "0" ||
    read("/proc/sys/user/max_user_namespaces") === "0" ||
    read("/proc/sys/kernel/apparmor_restrict_unprivileged_userns") === "1";
  return closed ? "dieses Linux erlaubt die Sandbox von Electron nicht (user namespaces sind gesperrt)" : undefined;
}

/** The installed browser of the Chromium family that people use, or undefined. */
export function installedBrowser(machine: Machine): string | undefined {
  return browserPlaces(machine.platform, machine.environment).find((place) => machine.exists(place));
}
