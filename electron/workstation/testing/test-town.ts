// Folder, fake server and any number of desks for one test, and the end of all of them. Must never be part of the program.
import { join } from "node:path";
import type { Timings } from "../timings.ts";
import type { Workstation, WorkstationOptions } from "../workstation.ts";
import { startFakeServer, type FakeServer } from "./fake-server.ts";
import { FakeTown } from "./fake-town.ts";
import { openTestDesk } from "./open-test-desk.ts";
import { makeTemporaryFolder, removeTemporaryFolder } from "./temporary-folder.ts";

export interface TestTown {
  readonly folder: string;
  readonly town: FakeTown;
  readonly server: FakeServer;
  /** Opens a desk; the same name is the same data folder. */
  desk(name: string, options?: Partial<WorkstationOptions> & { readonly timings?: Partial<Timings> }): Promise<Workstation>;
  /** Opens one and signs its person in; the password is "geheim". */
  signedIn(name: string, userName: string): Promise<Workstation>;
  close(): Promise<void>;
}

export async function startTestTown(): Promise<TestTown> {
  const folder = makeTemporaryFolder();
  const town = new FakeTown();
  const server = await startFakeServer(town);
  const open = new Set<Workstation>();
  const test: TestTown = {
    folder,
    town,
    server,
    desk: async (name, options) => {
      const workstation = await openTestDesk({ dataFolder: join(folder, name), serverUrl: server.url, ...options });
      open.add(workstation);
      return workstation;
    },
    signedIn: async (name, userName) => {
      const workstation = await test.desk(name);
      await workstation.desk.call("signIn", { userName, password: "geheim" });
      await workstation.desk.call("syncNow", {});
      return workstation;
    },
    close: async () => {
      for (const workstation of open) await workstation.close();
      await server.close();
      removeTemporaryFolder(folder);
    },
  };
  return test;
}
