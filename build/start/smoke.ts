// `npm start -- --smoke`: signs in once over the running workstation and looks into the inbox, in a process of its own.
// Must never take anything but an answer with rows for success.
import { join } from "node:path";
import { startChild } from "./child.ts";
import { fetchLink } from "./host-link.ts";
import { logFile, type Ground } from "./run-server.ts";
import type { DemoTown } from "./welcome.ts";

/** What was seen, as a sentence; rejects where signing in or the inbox fails. */
export async function smoke(request: { readonly ground: Ground; readonly deskFolder: string; readonly town: DemoTown }): Promise<string> {
  const { ground, town } = request;
  const link = await fetchLink(request.deskFolder);
  const [person] = town.people;
  if (link === undefined || person === undefined) throw new Error("Der Arbeitsplatz gibt keinen Link aus.");
  const child = startChild({
    command: process.execPath,
    args: ["--disable-warning=ExperimentalWarning", join(ground.repository, "e2e", "fixtures", "look-into-inbox.ts")],
    // Not on the command line, which everybody on the machine may read.
    environment: { LOOK_LINK: link, LOOK_USER: person.userName, LOOK_PASSWORD: person.password },
    folder: ground.repository,
    logFile: logFile(ground, "smoke"),
    channel: false,
  });
  ground.started(child);
  if ((await child.exited) !== 0) throw new Error(`Die Probe ist fehlgeschlagen:\n${child.lastWords()}`);
  return `Probe bestanden: ${child.lastWords()}`;
}
