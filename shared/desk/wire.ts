// RPC once, over anything that sends and receives texts: an in-memory pair, a MessagePort, a WebSocket. It knows no rule.
import { jsonSchema } from "../base/canonical-json.ts";
import { z } from "../base/zod.ts";
import { deskErrorSchema } from "./errors.ts";
import { patchStepSchema } from "./patch.ts";

/** A pipe of texts, in order. After `onClose` has fired nothing arrives any more and `send` does nothing. */
export interface Wire {
  send(text: string): void;
  onText(listener: (text: string) => void): void;
  onClose(listener: () => void): void;
  close(): void;
}

/** The clock the wire needs for its pings; shared code has none of its own. Returns how to stop. */
export type Every = (milliseconds: number, run: () => void) => () => void;

/** A side that hears nothing for so long takes the other for dead. */
export const pingEveryMilliseconds = 5_000;
export const deadAfterMilliseconds = 20_000;

export const toDeskSchema = z.discriminatedUnion("t", [
  z.object({ t: z.literal("call"), id: z.int(), name: z.string(), args: z.unknown() }),
  z.object({ t: z.literal("watch"), id: z.int(), name: z.string(), args: z.unknown() }),
  z.object({ t: z.literal("unwatch"), id: z.int() }),
  z.object({ t: z.literal("ping") }),
]);

export const toScreenSchema = z.discriminatedUnion("t", [
  z.object({ t: z.literal("result"), id: z.int(), value: jsonSchema }),
  z.object({ t: z.literal("error"), id: z.int(), error: deskErrorSchema }),
  z.object({ t: z.literal("value"), id: z.int(), value: jsonSchema }),
  z.object({ t: z.literal("patch"), id: z.int(), steps: z.array(patchStepSchema) }),
  z.object({ t: z.literal("pong") }),
]);
export type ToDesk = z.infer<typeof toDeskSchema>;
export type ToScreen = z.infer<typeof toScreenSchema>;

/** The message a text carries, or undefined where it is none: a wire with such a text is closed, not trusted. */
export function parseMessage<T>(schema: z.ZodType<T>, text: string): T | undefined {
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
