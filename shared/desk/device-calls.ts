// Devices as screens see them: one's own for everybody, all for administrators. Only with the network.
import { z } from "../base/zod.ts";

export const deviceListSchema = z.object({
  devices: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      state: z.enum(["enrolled", "keyless", "revoked"]),
      enrolledAt: z.iso.datetime(),
      enrolledBy: z.string().nullable(),
      people: z.array(z.string()),
      lastContactAt: z.iso.datetime().nullable(),
      revokedAt: z.iso.datetime().nullable(),
      revokedBy: z.string().nullable(),
      reason: z.string().nullable(),
      /** The unit it may scan for while nobody is signed in; null: none. */
      unattendedUnit: z.string().nullable(),
      /** Files that lay sealed on it when it last said so. */
      sealedFiles: z.int().nullable(),
    }),
  ),
  /** Whether this person may make codes and revoke. */
  administers: z.boolean(),
  /** The device the question came from. */
  here: z.uuid(),
});
export type DeviceList = Readonly<z.infer<typeof deviceListSchema>>;

export const makeCodeArgsSchema = z.object({ deviceName: z.string().trim().max(100) });
export const makeCodeResultSchema = z.object({ code: z.string(), expiresAt: z.iso.datetime() });
export const revokeDeviceArgsSchema = z.object({ device: z.uuid(), reason: z.string().trim().min(1).max(500) });
/** Lets a device scan for a unit while nobody is signed in, or ends that (null). */
export const letDeviceScanArgsSchema = z.object({ device: z.uuid(), unit: z.string().min(1).nullable() });
