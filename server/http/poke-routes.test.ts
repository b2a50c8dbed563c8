import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "../store/database.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

/** A database that holds its answers back from `hold` to `letGo`. */
function holding(database: Database): { database: Database; hold: () => void; letGo: () => void } {
  let letGo = (): void => undefined;
  let gate: Promise<void> = Promise.resolve();
  const hold = (): void => {
    gate = new Promise((resolve) => {
      letGo = resolve;
    });
  };
  const query: Database["query"] = async (statement) => {
    await gate;
    return await database.query(statement);
  };
  return { database: { ...database, query }, hold, letGo: () => letGo() };
}

test("a stream that is just being opened does not hold up a server that stops", { timeout: 5_000 }, async () => {
  const { database, hold, letGo } = holding(server.openDatabase());
  const stopping = await server.startAnother({ database });
  const bodo = await server.signedIn("bodo");
  const headers = await bodo.signed("GET", "/v1/poke");
  hold();
  const opening = fetch(`${stopping.url}/v1/poke`, { headers }).then(async (response) => {
    await response.text();
    return response.status;
  });
  // The request has arrived and waits for the database before the end begins.
  await new Promise((resolve) => setTimeout(resolve, 200));
  const closed = stopping.close();
  await new Promise((resolve) => setTimeout(resolve, 200));
  letGo();
  expect(await opening).toBe(503);
  await closed;
});
