// POST /v1/scan-leases/take, /v1/scan-leases/end: which desk has a file of a scanner folder that all of them can only read. Where a folder can
// be written to, a rename decides and nobody asks here.
import { z } from "../base/zod.ts";

/** Files of one request. */
export const maxScanKeys = 500;

/** What desks call a file among one another: 64 hex digits hashed from its content and its name, so that no name stands here. */
const scanKeySchema = z.string().regex(/^[\da-f]{64}$/u);

/** Asks for files. Asking for what is this device's already is how its lease is made to last. */
export const takeScansRequestSchema = z.object({ keys: z.array(scanKeySchema).min(1).max(maxScanKeys) });

/**
 * One answer a key, in their order. `yours`: until the lease runs out this device alone may take the file. `held`: another device may.
 * `ended`: it is answered for. `here`: it is, or was, this device's.
 */
export const takeScansResponseSchema = z.object({
  leases: z.array(z.object({ state: z.enum(["yours", "held", "ended"]), here: z.boolean() })),
});
export type ScanLease = Readonly<z.infer<typeof takeScansResponseSchema>["leases"][number]>;

/**
 * How files ended; which invoice one became follows from its content alone and need not be said. `givenBack`: nothing was done with it.
 * Said of what another device holds or has ended it changes nothing.
 */
export const endScansRequestSchema = z.object({
  ends: z
    .array(z.object({ key: scanKeySchema, outcome: z.enum(["booked", "duplicate", "quarantined", "givenBack"]) }))
    .min(1)
    .max(maxScanKeys),
});
export type ScanEnd = Readonly<z.infer<typeof endScansRequestSchema>["ends"][number]>;

export const endScansResponseSchema = z.object({});
