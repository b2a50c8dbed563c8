// A real server with a town in it, on a database of its own, for one test.
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { admitDevice } from "../auth/devices.ts";
import { makeEnrolmentCode } from "../auth/enrolment-codes.ts";
import { openFolderStore } from "../content/folder-store.ts";
import { startServer, type ListenOptions, type RunningServer, type ServerOptions } from "../server.ts";
import { openDatabase, type Database } from "../store/database.ts";
import { importTown } from "../store/seed.ts";
import type { Town } from "../store/town.ts";
import { smallPassword, smallTown } from "./small-town.ts";
import { SyncClient } from "./sync-client.ts";
import { createTestDatabase, type TestDatabase } from "./test-engine.ts";

/** What a password check costs in tests: as good as nothing. */
export const testPasswordCost = { memoryKiB: 64, passes: 1 } as const;

export interface TestServer extends RunningServer {
  readonly town: Town;
  readonly contentFolder: string;
  readonly databaseUrl: string;
  /** A client that has not signed in yet; people of the small town by user name. */
  readonly client: (userName: string, device?: string) => SyncClient;
  /** A code that enrols one device. */
  readonly enrolmentCode: () => Promise<string>;
  /** A client of the small town that has signed in. */
  readonly signedIn: (userName: string, device?: string) => Promise<SyncClient>;
  /** Starts one more server over the same database and content; close it before this one. */
  readonly startAnother: (options?: Partial<ServerOptions>) => Promise<RunningServer>;
  /** Stops the server and starts another one over the same database and content. */
  readonly restart: (options?: Partial<ServerOptions & ListenOptions>) => Promise<RunningServer>;
  /** Stops the server, copies database and content, and starts it again at the same address. */
  readonly backUp: () => Promise<void>;
  /** Stops the server, puts the copies in place and starts it at the same address in a new epoch, as after a disaster. */
  readonly restoreBackup: () => Promise<void>;
  /** The database of the server that runs now. */
  readonly openDatabase: () => Database;
}

export interface TestServerOptions extends Partial<ServerOptions> {
  readonly town?: Town;
}

/** Starts a server with the given or the small town. `close` leaves nothing behind. */
export async function startTestServer({ town = smallTown(), ...options }: TestServerOptions = {}): Promise<TestServer> {
  const testDatabase = await createTestDatabase();
  const contentFolder = await mkdtemp(join(tmpdir(), "amtsstube-content-"));
  try {
    return await serveTown(town, testDatabase, contentFolder, options);
  } catch (error) {
    await testDatabase.drop();
    await rm(contentFolder, { recursive: true, force: true });
    throw error;
  }
}

async function serveTown(
  town: Town,
  testDatabase: TestDatabase,
  contentFolder: string,
  options: Partial<ServerOptions>,
): Promise<TestServer> {
  const database = await openDatabase({ url: testDatabase.url });
  await importTown(database, await openFolderStore(contentFolder), town, {
    now: new Date(options.clock?.() ?? Date.now()).toISOString(),
    passwordCost: testPasswordCost,
    recoveryKeyBits: 1024,
  });
  await database.close();
  const start = (changed: Partial<ServerOptions & ListenOptions> = {}): Promise<RunningServer> =>
    startServer({ port: 0, host: "127.0.0.1", database: { url: testDatabase.url }, contentFolder, ...options, ...changed });
  let server = await start();
  const { tenant } = town.directory;
  const client = (userName: string, device?: string): SyncClient => {
    const made = new SyncClient(server.url, tenant, userName, device);
    const at = new Date(options.clock?.() ?? Date.now()).toISOString();
    made.admit = async (id, publicKey) => {
      await admitDevice(server.database, { tenant, id, name: "Test", publicKey, by: "operator" }, at);
    };
    return made;
  };
  const copyFolder = `${contentFolder}-copy`;
  const whileStopped = async (work: () => Promise<void>, changed: Partial<ServerOptions> = {}): Promise<void> => {
    const { port } = server;
    await server.close();
    await work();
    server = await start({ port, ...changed });
  };
  return {
    ...server,
    town,
    contentFolder,
    databaseUrl: testDatabase.url,
    client,
    enrolmentCode: async () => {
      const at = new Date(options.clock?.() ?? Date.now()).toISOString();
      return (await makeEnrolmentCode(server.database, { tenant, deviceName: "", madeBy: "operator" }, at)).code;
    },
    signedIn: async (userName, device) => {
      const made = client(userName, device);
      await made.signIn(smallPassword);
      return made;
    },
    startAnother: start,
    restart: async (changed) => {
      await server.close();
      server = await start(changed);
      return server;
    },
    backUp: () =>
      whileStopped(async () => {
        await testDatabase.backUp();
        await rm(copyFolder, { recursive: true, force: true });
        await cp(contentFolder, copyFolder, { recursive: true });
      }),
    restoreBackup: () =>
      whileStopped(
        async () => {
          await testDatabase.restore();
          await rm(contentFolder, { recursive: true, force: true });
          await cp(copyFolder, contentFolder, { recursive: true });
        },
        { newEpoch: true },
      ),
    openDatabase: () => server.database,
    close: async () => {
      await server.close();
      await testDatabase.drop();
      await rm(contentFolder, { recursive: true, force: true });
      await rm(copyFolder, { recursive: true, force: true });
    },
  };
}
