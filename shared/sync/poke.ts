// GET /v1/poke: a server-sent event stream. It says only that there is news; what it is, a pull tells.
import { z } from "../base/zod.ts";

/** Event name `news`, data as below; `: alive` comments between keep the line open. */
export const pokeSchema = z.object({ epoch: z.string(), head: z.int() });
export type Poke = Readonly<z.infer<typeof pokeSchema>>;
