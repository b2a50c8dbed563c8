// Where browsers of the Chromium family are installed, by platform. Must never start one.
import { delimiter, join } from "node:path";

const commands = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
  "microsoft-edge-stable",
  "brave-browser",
];

const applications = [
  "Google Chrome.app/Contents/MacOS/Google Chrome",
  "Chromium.app/Contents/MacOS/Chromium",
  "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
];

const windowsPrograms = [
  ["Google", "Chrome", "Application", "chrome.exe"],
  ["Microsoft", "Edge", "Application", "msedge.exe"],
  ["Chromium", "Application", "chrome.exe"],
];

/** Every place where one may lie, best first. */
export function browserPlaces(platform: string, environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  const given = (name: string): readonly string[] => {
    const value = environment[name];
    return value === undefined || value === "" ? [] : [value];
  };
  if (platform === "win32") {
    const roots = ["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"].flatMap(given);
    return roots.flatMap((root) => windowsPrograms.map((path) => join(root, ...path)));
  }
  if (platform === "darwin") {
    return ["/Applications", ...given("HOME").map((home) => join(home, "Applications"))].flatMap((root) =>
      applications.map((application) => join(root, application)),
    );
  }
  const folders = given("PATH").flatMap((path) => path.split(delimiter));
  return commands.flatMap((command) => folders.map((folder) => join(folder, command)));
}
