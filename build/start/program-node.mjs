// Finds the Node that runs the program: this one where it is new enough, else the Node 24 that npm put into node_modules.
// Must stay plain JavaScript that the oldest supported reader (Node 12) can parse, and must never download or install anything.
import { existsSync } from "fs";
import { join } from "path";

/** The oldest Node on which the program itself runs. */
export const oldestProgramNode = { major: 22, minor: 12 };

/**
 * Is this version (`"22.12.0"`, without the leading v) new enough to run the program itself?
 * @param {string} version
 */
export function isProgramNode(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > oldestProgramNode.major || (major === oldestProgramNode.major && minor >= oldestProgramNode.minor);
}

/**
 * The Node binary inside the npm package for this platform, or undefined where no such package exists (macOS).
 * @param {string} root folder that holds node_modules
 * @param {string} platform
 * @param {string} arch
 */
export function packagedNode(root, platform, arch) {
  const key = `${platform === "win32" ? "win" : platform}-${arch}`;
  if (!["linux-x64", "linux-arm64", "win-x64"].includes(key)) return undefined;
  return join(root, "node_modules", `node-${key}`, "bin", platform === "win32" ? "node.exe" : "node");
}

/**
 * The Node to run the program with, or undefined where there is none. Node 24 from npm wins over an older but usable Node,
 * so that as many machines as possible run the very same version.
 * @param {{ root: string, version: string, execPath: string, platform: string, arch: string, exists?: (file: string) => boolean }} machine
 */
export function findProgramNode(machine) {
  const exists = machine.exists || existsSync;
  if (Number(machine.version.split(".")[0]) >= 24) return machine.execPath;
  const packaged = packagedNode(machine.root, machine.platform, machine.arch);
  if (packaged !== undefined && exists(packaged)) return packaged;
  return isProgramNode(machine.version) ? machine.execPath : undefined;
}

/**
 * What a person reads who has no suitable Node: one sentence in German and one in English.
 * @param {string} version the version that was found
 */
export function noNodeSentence(version) {
  const needed = `${oldestProgramNode.major}.${oldestProgramNode.minor}`;
  return (
    `Amtsstube braucht Node.js ${needed} oder neuer, gefunden wurde ${version}: bitte von https://nodejs.org installieren und „npm ci“ erneut ausführen.\n` +
    `Amtsstube needs Node.js ${needed} or newer and found ${version}: please install it from https://nodejs.org and run "npm ci" again.\n`
  );
}

/**
 * The flags with which that Node runs a TypeScript file as it stands. Only a Node that strips types by itself may do without the flag.
 * @param {boolean} stripsTypes
 */
export function typeScriptFlags(stripsTypes) {
  return [...(stripsTypes ? [] : ["--experimental-strip-types"]), "--disable-warning=ExperimentalWarning"];
}
