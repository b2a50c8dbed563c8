// What a device knows before anybody signs in: its own id, and who sat here last.
import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "../../../shared/base/zod.ts";

const deviceFileSchema = z.object({ device: z.uuid(), lastUserName: z.string() });
export type DeviceFile = Readonly<z.infer<typeof deviceFileSchema>>;

const nameIn = (dataFolder: string): string => join(dataFolder, "device.json");

/** Reads the file; draws a new device where there is none. */
export async function openDevice(dataFolder: string): Promise<DeviceFile> {
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  try {
    return deviceFileSchema.parse(JSON.parse(await readFile(nameIn(dataFolder), "utf8")));
  } catch {
    const drawn = { device: randomUUID(), lastUserName: "" };
    await writeDevice(dataFolder, drawn);
    return drawn;
  }
}

export async function writeDevice(dataFolder: string, content: DeviceFile): Promise<void> {
  const half = join(dataFolder, `device.${randomUUID()}`);
  await writeFile(half, JSON.stringify(content), { mode: 0o600, flush: true });
  await rename(half, nameIn(dataFolder));
}
