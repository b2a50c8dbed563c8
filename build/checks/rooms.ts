// The rooms of the house and the one direction in which each may import: the table of docs/architecture.md as code.
// Must never grow an exception for a single file; where a file does not fit, it stands in the wrong room.

/** A room: the files it holds and the rooms that they may import besides their own. */
export interface Room {
  readonly name: string;
  readonly holds: RegExp;
  /** Names of rooms; a name that ends in `*` means every room that begins so. */
  readonly may: readonly string[];
  /** Inside an area folder each sub-folder is a room of its own. */
  readonly split?: boolean;
}

const sharedForHouse = ["shared/base", "shared/domain", "shared/einvoice", "shared/text"];
const rendererParts = ["renderer/desk", "renderer/state", "renderer/components", "renderer/pdf"];

/** First match wins. */
export const rooms: readonly Room[] = [
  { name: "shared/base", holds: /^shared\/base\//u, may: [] },
  { name: "shared/domain", holds: /^shared\/domain\//u, may: ["shared/base"] },
  { name: "shared/einvoice", holds: /^shared\/einvoice\//u, may: ["shared/base"] },
  { name: "shared/sync", holds: /^shared\/sync\//u, may: ["shared/base", "shared/domain"] },
  { name: "shared/desk", holds: /^shared\/desk\//u, may: ["shared/base", "shared/domain", "shared/einvoice"] },
  { name: "shared/text", holds: /^shared\/text\//u, may: ["shared/base", "shared/domain", "shared/einvoice"] },
  { name: "shared/testing", holds: /^shared\/testing\//u, may: ["shared/*"] },
  { name: "scanner-inbox/intake", holds: /^scanner-inbox\/intake\//u, may: [...sharedForHouse, "scanner-inbox"] },
  { name: "scanner-inbox", holds: /^scanner-inbox\//u, may: ["shared/base", "shared/domain", "shared/einvoice"] },
  { name: "workstation", holds: /^electron\/workstation\//u, may: [...sharedForHouse, "shared/sync", "shared/desk", "scanner-inbox*"] },
  { name: "shell", holds: /^electron\/shell\//u, may: ["workstation", "shared/desk", "shared/text", "shared/base"] },
  { name: "loopback", holds: /^electron\/loopback\//u, may: ["workstation", "shared/desk", "shared/base"] },
  { name: "renderer/areas", holds: /^renderer\/areas\/[^/]+\//u, may: [...rendererParts, ...sharedForHouse, "shared/desk"], split: true },
  { name: "renderer/desk", holds: /^renderer\/desk\//u, may: ["renderer/state", ...sharedForHouse, "shared/desk"] },
  { name: "renderer/state", holds: /^renderer\/state\//u, may: [...sharedForHouse, "shared/desk"] },
  { name: "renderer/components", holds: /^renderer\/components\//u, may: ["renderer/state", ...sharedForHouse, "shared/desk"] },
  {
    name: "renderer/pdf",
    holds: /^renderer\/pdf\//u,
    may: ["renderer/components", "renderer/state", ...sharedForHouse, "shared/desk"],
  },
  { name: "renderer/styles", holds: /^renderer\/styles\//u, may: [] },
  { name: "renderer/testing", holds: /^renderer\/testing\//u, may: ["renderer/*", "shared/*"] },
  {
    name: "renderer/app",
    holds: /^renderer\/(?:app\/|[^/]+$)/u,
    may: ["renderer/areas/*", ...rendererParts, "renderer/styles", ...sharedForHouse, "shared/desk"],
  },
  { name: "server/demo", holds: /^server\/demo\//u, may: ["server", ...sharedForHouse, "shared/sync", "shared/testing", "scanner-inbox*"] },
  { name: "server", holds: /^server\//u, may: ["server/demo", ...sharedForHouse, "shared/sync", "scanner-inbox*"] },
  { name: "e2e", holds: /^e2e\//u, may: ["*"] },
  { name: "bench", holds: /^bench\//u, may: ["*"] },
  { name: "build", holds: /^build\//u, may: ["shared/base"] },
  { name: "top", holds: /^[^/]+$/u, may: [] },
];

/** Where a file lives: its room's rules and the name of the very room, which for an area includes the area. */
export interface Address {
  readonly room: Room;
  readonly name: string;
}

/** The room that holds this file, or undefined: a file in no room is an error. */
export function addressOf(file: string): Address | undefined {
  const room = rooms.find((candidate) => candidate.holds.test(file));
  if (room === undefined) return undefined;
  return { room, name: room.split === true ? file.split("/").slice(0, 3).join("/") : room.name };
}

function matches(pattern: string, name: string): boolean {
  return pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : pattern === name;
}

/** May a file at `from` import one at `to`? A test may also use shared/testing and, in the renderer, renderer/testing; a test in shared/ all of shared/. */
export function mayImport(from: Address, to: Address, test: boolean): boolean {
  if (from.name === to.name) return true;
  const within = (house: string): boolean => from.name.startsWith(house) && to.name.startsWith(house);
  if (test && (to.name === "shared/testing" || within("shared/") || (to.name === "renderer/testing" && within("renderer/")))) return true;
  return from.room.may.some((pattern) => matches(pattern, to.name));
}
