// What a device knows before anybody signs in: its own id and key, which server it was enrolled with, and who sat here last.
// Must be readable by nobody else: the key may lie in it.
import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "../../../shared/base/zod.ts";

/** The form before devices had keys. */
const firstFormSchema = z.object({ device: z.uuid(), lastUserName: z.string() });

const enrolledWithSchema = z.object({
  serverUrl: z.string(),
  tenant: z.string(),
  townName: z.string(),
  deviceName: z.string(),
  /** Public keys by which the server proves itself: Ed25519, SPKI, DER, base64. */
  serverKeys: z.array(z.string()).min(1),
  at: z.iso.datetime(),
  /** The device's private key, PKCS#8, DER, base64; wrapped by the operating system's key store where there is one. */
  privateKey: z.base64(),
  keyStore: z.boolean(),
});
export type EnrolledWith = Readonly<z.infer<typeof enrolledWithSchema>>;

const deviceFileSchema = z.object({
  form: z.literal(2),
  device: z.uuid(),
  lastUserName: z.string(),
  enrolledWith: enrolledWithSchema.nullable(),
  /** Why it is enrolled with nobody: never was, dates from before enrolment, or was locked out. */
  reason: z.enum(["new", "upgrade", "revoked"]),
});
export type DeviceFile = Readonly<z.infer<typeof deviceFileSchema>>;

const nameIn = (dataFolder: string): string => join(dataFolder, "device.json");

/** Reads the file, an older form too; draws a new device where there is none. */
export async function openDevice(dataFolder: string): Promise<DeviceFile> {
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const json = await readFile(nameIn(dataFolder), "utf8").then(parsedJson, () => undefined);
  const known = deviceFileSchema.safeParse(json).data;
  if (known !== undefined) return known;
  const before = firstFormSchema.safeParse(json).data;
  const opened = before === undefined ? newDevice("new") : { form: 2 as const, ...before, enrolledWith: null, reason: "upgrade" as const };
  await writeDevice(dataFolder, opened);
  return opened;
}

/** A device that nobody knows yet. */
export function newDevice(reason: DeviceFile["reason"]): DeviceFile {
  return { form: 2, device: randomUUID(), lastUserName: "", enrolledWith: null, reason };
}

export async function writeDevice(dataFolder: string, content: DeviceFile): Promise<void> {
  const half = join(dataFolder, `device.${randomUUID()}`);
  await writeFile(half, JSON.stringify(content), { mode: 0o600, flush: true });
  await rename(half, nameIn(dataFolder));
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
