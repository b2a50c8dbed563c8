// POST /v1/devices/list, /v1/devices/code, /v1/devices/revoke: the devices of a municipality, for administrators; one's own for everybody.
import { z } from "../base/zod.ts";

export const deviceRowSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  /** `keyless` was known before devices had keys and has none yet. */
  state: z.enum(["enrolled", "keyless", "revoked"]),
  enrolledAt: z.iso.datetime(),
  /** A person's name, or null where it was the operator at the command line or nobody knows. */
  enrolledBy: z.string().nullable(),
  /** Who has signed in at it, by name. */
  people: z.array(z.string()),
  lastContactAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
  revokedBy: z.string().nullable(),
  reason: z.string().nullable(),
  /** The unit it may scan for while nobody is signed in; null or absent: none. */
  unattendedUnit: z.string().nullable().optional(),
  /** Files that lay sealed on it when it last said so. */
  sealedFiles: z.int().nullable().optional(),
});
export type DeviceRow = Readonly<z.infer<typeof deviceRowSchema>>;

export const devicesResponseSchema = z.object({ devices: z.array(deviceRowSchema), administers: z.boolean() });

export const makeCodeRequestSchema = z.object({ deviceName: z.string().trim().max(100) });
export const makeCodeResponseSchema = z.object({ code: z.string(), expiresAt: z.iso.datetime() });

export const revokeDeviceRequestSchema = z.object({ device: z.uuid(), reason: z.string().trim().min(1).max(500) });
export const revokeDeviceResponseSchema = z.object({ people: z.int() });
