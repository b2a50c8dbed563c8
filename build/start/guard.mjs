// The way from npm to a TypeScript entry: `node build/start/guard.mjs <entry.ts> [arguments]`, on any Node that npm itself runs on.
// Must stay plain JavaScript that the oldest supported reader (Node 12) can parse, and must never do anything but pick the Node,
// start the entry and hand signals and exit code through.
import { spawn, spawnSync } from "child_process";
import { dirname, join } from "path";
import { fileURLToPath } from "url";
import { findProgramNode, noNodeSentence, typeScriptFlags } from "./program-node.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const programNode = findProgramNode({
  root,
  version: process.versions.node,
  execPath: process.execPath,
  platform: process.platform,
  arch: process.arch,
});

if (programNode === undefined) fail(noNodeSentence(process.versions.node));
else if (process.argv[2] === undefined) fail("guard.mjs: names no entry to run\n");
else run(programNode, process.argv.slice(2));

/**
 * Says one sentence and ends with exit code 1.
 * @param {string} sentence
 */
function fail(sentence) {
  process.stderr.write(sentence);
  process.exitCode = 1;
}

/**
 * Does this Node strip types by itself? Another Node than ours is asked, because only itself knows.
 * @param {string} node
 */
function stripsTypes(node) {
  if (node === process.execPath) return Boolean(process.features.typescript);
  return spawnSync(node, ["-p", "Boolean(process.features.typescript)"], { encoding: "utf8" }).stdout === "true\n";
}

/**
 * Runs the entry and ends as it ended.
 * @param {string} node
 * @param {string[]} entryAndArguments
 */
function run(node, entryAndArguments) {
  const child = spawn(node, [...typeScriptFlags(stripsTypes(node)), ...entryAndArguments], { stdio: "inherit" });
  // A terminal sends its Ctrl-C to the child as well: passing it on would be a second one, which many programs take for "at once".
  const fromTerminal = process.platform === "win32" || process.stdin.isTTY;
  process.on("SIGINT", () => {
    if (!fromTerminal) child.kill("SIGINT");
  });
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  process.on("SIGHUP", () => child.kill("SIGHUP"));
  child.on("error", () => fail(noNodeSentence(process.versions.node)));
  child.on("exit", (code, signal) => {
    if (signal === null) {
      process.exitCode = code === null ? 1 : code;
      return;
    }
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}
