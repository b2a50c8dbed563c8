// The scanner folder as the desk watches it.
import { z } from "../base/zod.ts";

export const scannerStateSchema = z.object({
  folder: z.string().nullable(),
  /** False where the signed-in person may not capture invoices: files wait. */
  active: z.boolean(),
  lastLookAt: z.iso.datetime().nullable(),
  /** Files seen but not taken yet: still being written, or not readable. */
  waiting: z.array(z.object({ name: z.string(), reason: z.string() })),
  /** Taken, being read or waiting for the server. */
  processing: z.array(z.string()),
  failed: z.array(z.object({ name: z.string(), reason: z.string() })),
  doneToday: z.int(),
});
export type ScannerState = Readonly<z.infer<typeof scannerStateSchema>>;

/** Puts a failed file back into the folder to be read once more. */
export const scannerRetryArgsSchema = z.object({ name: z.string().min(1) });
