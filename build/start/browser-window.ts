// Opens an installed browser as an app window with a profile of its own. The ticket goes to it through a file that only the owner reads:
// the command line of a process is visible to everybody on the machine. Must never pass `--no-sandbox`.
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { startChild, type Child } from "./child.ts";

/** The command line of the app window; it names the file and never the ticket. */
export function appWindowArguments(openFile: string, profileFolder: string): readonly string[] {
  return [
    `--app=${pathToFileURL(openFile).href}`,
    `--user-data-dir=${profileFolder}`,
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--password-store=basic",
    "--lang=de",
  ];
}

/** The page that leads on to the link. */
export function redirectPage(link: string): string {
  return `<!doctype html><html lang="de"><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>Amtsstube</title><meta http-equiv="refresh" content="0;url=${link}">`;
}

/** Starts the browser. */
export function openBrowserWindow(request: { readonly browser: string; readonly link: string; readonly dataFolder: string }): Child {
  const openFile = join(request.dataFolder, "open.html");
  rmSync(openFile, { force: true });
  writeFileSync(openFile, redirectPage(request.link), { mode: 0o600, flag: "wx" });
  const child = startChild({
    command: request.browser,
    args: appWindowArguments(openFile, join(request.dataFolder, "browser")),
    folder: request.dataFolder,
    logFile: join(request.dataFolder, "logs", "browser.log"),
    channel: false,
  });
  void child.exited.then(() => rmSync(openFile, { force: true }));
  return child;
}
