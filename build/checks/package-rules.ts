// Which packages and Node modules may be imported where. Must never judge imports between files of the house.
import { isTest } from "./source-files.ts";

interface PackageRule {
  readonly packages: readonly string[];
  readonly where: RegExp;
  readonly sentence: string;
}

const testTools = /(?:\.(?:test|spec)\.tsx?$|^e2e\/|^bench\/|^build\/|^(?:shared|renderer)\/testing\/|^[^/]+$)/u;

/** Packages that only some folders may import. */
const confined: readonly PackageRule[] = [
  { packages: ["electron"], where: /^electron\/shell\//u, sentence: "only electron/shell imports electron" },
  {
    packages: ["better-sqlite3", "better-sqlite3-multiple-ciphers"],
    where: /^(?:electron\/workstation\/store|bench)\//u,
    sentence: "only electron/workstation/store opens SQLite",
  },
  {
    packages: ["pg", "fastify"],
    where: /^(?:server|e2e|bench)\//u,
    sentence: "only the server speaks to PostgreSQL and serves the network",
  },
  { packages: ["imapflow"], where: /^server\/mailbox\//u, sentence: "only server/mailbox speaks to mail servers" },
  {
    packages: ["ws"],
    where: /(?:\.(?:test|spec)\.tsx?$|^electron\/loopback\/|^e2e\/|^bench\/)/u,
    sentence: "only electron/loopback holds a WebSocket server",
  },
  { packages: ["react", "react-dom"], where: /^(?:renderer|e2e|bench)\//u, sentence: "only the renderer draws" },
  {
    packages: ["vitest", "fast-check", "@playwright/test", "@testing-library/react", "jsdom"],
    where: testTools,
    sentence: "test tools stay in tests",
  },
];

/** What shared/ may stand on: libraries of pure functions that run in every host. */
const sharedMay = ["zod", "@noble/hashes", "ibantools", "jsvat", "i18next", "big.js", "feiertagejs"];

/** Folders that must run without Node. */
const withoutNode = /^(?:shared|renderer)\//u;

/** The name of the package in an import, without a path inside it. */
export function packageName(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

/** Why `file` may not import this package, or undefined where it may. */
export function packageRefusal(file: string, specifier: string): string | undefined {
  const name = packageName(specifier);
  const refused = confined.find((rule) => rule.packages.includes(name) && !rule.where.test(file));
  if (refused !== undefined) return refused.sentence;
  const pure = file.startsWith("shared/") && !isTest(file);
  const allowed = file.startsWith("shared/testing/") ? [...sharedMay, "fast-check"] : sharedMay;
  return pure && !allowed.includes(name) ? `shared/ may stand on ${sharedMay.join(", ")} only, not on ${name}` : undefined;
}

/** Why `file` may not import this module of Node, or undefined where it may. */
export function nodeModuleRefusal(file: string, name: string): string | undefined {
  return withoutNode.test(file) && !isTest(file) ? `runs without Node, so it may not import ${name}` : undefined;
}
