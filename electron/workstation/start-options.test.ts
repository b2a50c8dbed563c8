// What a host is told at its start.
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { readStartOptions } from "./start-options.ts";

const defaults = { dataFolder: "/var/desk" };

test("an argument wins over the environment, and that over the default", () => {
  const environment = { AMTSSTUBE_SERVER: "https://amt.example", AMTSSTUBE_TENANT: "wiesmoor", AMTSSTUBE_SCANNER_FOLDER: "" };
  expect(readStartOptions([], environment, defaults)).toEqual({
    dataFolder: resolve("/var/desk"),
    serverUrl: "https://amt.example",
    tenant: "wiesmoor",
    scannerFolder: undefined,
  });
  const args = ["--lang=de", "--server=http://127.0.0.1:1", "--server=http://127.0.0.1:2", "--data-folder=/x y/ü", "--scanner=/scan"];
  expect(readStartOptions(args, environment, defaults)).toEqual({
    dataFolder: resolve("/x y/ü"),
    serverUrl: "http://127.0.0.1:2",
    tenant: "wiesmoor",
    scannerFolder: resolve("/scan"),
  });
});

test("a desk without a server's address does not start", () => {
  expect(() => readStartOptions([], {}, defaults)).toThrow("--server");
  expect(() => readStartOptions(["--server=file:///etc"], {}, defaults)).toThrow("--server");
});
