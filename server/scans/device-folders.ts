// The folders into which opened capsules go: one for each device, unit, kind, profile and people who are told, with its rule beside it, so that they are
// watched again after a restart.
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { z } from "../../shared/base/zod.ts";
import { capsuleFactsSchema, type CapsuleFacts } from "../../scanner-inbox/spool/capsule.ts";
import type { WatchWish } from "./watched-folder.ts";

const ruleSchema = capsuleFactsSchema.pick({
  tenant: true,
  device: true,
  deviceName: true,
  unit: true,
  kind: true,
  profile: true,
  review: true,
  tell: true,
});
type DeviceRule = z.infer<typeof ruleSchema>;

export interface DeviceFolder {
  /** Its name, hashed from what is the same of all files in it. */
  readonly name: string;
  readonly wish: WatchWish;
}

/** The content is at the server, so that the plain file need not lie here for long. */
const emptyDoneAfterDays = 1;

function folderOf(base: string, rule: DeviceRule): DeviceFolder {
  const { tenant, device, deviceName, unit, kind, profile, review, tell } = rule;
  const told = tell === undefined ? {} : { tell };
  const name = createHash("sha256")
    .update(JSON.stringify([tenant, device, deviceName, unit, kind, profile, review, ...(tell === undefined ? [] : [tell])]))
    .digest("hex")
    .slice(0, 32);
  const shownAs = profile === "" ? deviceName : `${deviceName}: ${profile}`;
  const folder = join(base, name, "files");
  return {
    name,
    wish: { tenant, device: deviceName, shownAs, rule: { folder, unit, kind, profile, review, ...told, nested: true, emptyDoneAfterDays } },
  };
}

/** The folder for a file with these facts, made where it is not there. */
export async function deviceFolder(base: string, facts: CapsuleFacts): Promise<DeviceFolder> {
  const rule = ruleSchema.parse(facts);
  const made = folderOf(base, rule);
  await mkdir(made.wish.rule.folder, { recursive: true, mode: 0o700 });
  const file = join(base, made.name, "rule.json");
  await writeFile(`${file}.half`, JSON.stringify(rule), { mode: 0o600, flush: true });
  await rename(`${file}.half`, file);
  return made;
}

/** Those of earlier runs. */
export async function deviceFolders(base: string): Promise<readonly DeviceFolder[]> {
  const names = await readdir(base).catch(() => []);
  const found = await Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(base, name, "rule.json"), "utf8").catch(() => "null");
      const rule = ruleSchema.safeParse(JSON.parse(text)).data;
      return rule === undefined ? [] : [folderOf(base, rule)];
    }),
  );
  return found.flat();
}
