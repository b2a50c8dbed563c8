// The text of an answer while it comes. Must never wait for ever: a line that falls silent is given up.
import type { Clock } from "../clock.ts";
import { FellSilent, unreachableBy } from "./trouble.ts";

/** The body's text as it comes; gives up where the line falls silent. */
export async function* textOf(
  response: Response,
  clock: Clock,
  silenceAfter: number,
  silence: AbortController,
  slow?: { readonly after: number; readonly tell: (slow: boolean) => void },
): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const reader: ReadableStreamDefaultReader<Uint8Array> | undefined = response.body?.getReader();
  if (reader === undefined) return;
  const giveUp = (): void => silence.abort(new FellSilent());
  let callOff = clock.after(silenceAfter, giveUp);
  let late = false;
  const sayLate = (): void => {
    late = true;
    slow?.tell(true);
  };
  try {
    for (;;) {
      const notLate = slow === undefined ? undefined : clock.after(slow.after, sayLate);
      const { done, value } = await reader.read().finally(notLate);
      if (late) slow?.tell(false);
      late = false;
      if (done) break;
      callOff();
      callOff = clock.after(silenceAfter, giveUp);
      yield decoder.decode(value, { stream: true });
    }
    yield decoder.decode();
  } catch (thrown) {
    throw unreachableBy(thrown);
  } finally {
    callOff();
    await reader.cancel().catch(() => undefined);
  }
}
