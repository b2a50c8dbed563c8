// Extracted texts of documents, after their records: what search needs without network. Open files first, then the newest documents.
// Must never keep a person's command waiting: between two requests it ends where somebody wants a round.
import { textLineSchema, type TextLine } from "../../../shared/sync/texts.ts";
import { reasonOf } from "../log.ts";
import { Unreachable } from "./problem-error.ts";
import type { PullOptions } from "./pull.ts";
import { textOf } from "./text-of.ts";

/** Few transactions, as the index is merged at each; and few characters, as a text may be long. */
const textsAtOnce = 500;
const textCharactersAtOnce = 4_000_000;

/** Fetches until every wanted text is here or `stop` says that there is something better to do. */
export async function pullTexts(
  options: Pick<PullOptions, "store" | "client" | "signal" | "clock" | "timings" | "onSlow"> & { readonly stop: () => boolean },
): Promise<void> {
  const { store, client, signal, clock, timings } = options;
  const slow = { after: timings.slowAfter, tell: options.onSlow };
  for (let openFiles = true; ;) {
    if (signal.aborted || options.stop()) return;
    const asked = await store.read.wantedTexts({ limit: textsAtOnce, openFiles });
    if (asked.length === 0) {
      if (!openFiles) return;
      openFiles = false;
      continue;
    }
    const silence = new AbortController();
    const both = AbortSignal.any([signal, silence.signal]);
    const response = await client.fetch({ method: "POST", path: "/v1/texts", json: { documents: asked }, signal: both });
    let text = "";
    for await (const chunk of textOf(response, clock, timings.requestTimeout, silence, slow)) {
      text += chunk;
      if (text.length < textCharactersAtOnce) continue;
      const whole = text.lastIndexOf("\n") + 1;
      await store.write.putTexts({ asked: [], lines: textLinesOf(text.slice(0, whole)) });
      text = text.slice(whole);
    }
    // What was asked for and did not come, the server does not have.
    await store.write.putTexts({ asked, lines: textLinesOf(text) });
  }
}

function textLinesOf(text: string): readonly TextLine[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map(textLineOf);
}

function textLineOf(line: string): TextLine {
  try {
    return textLineSchema.parse(JSON.parse(line));
  } catch (thrown) {
    throw new Unreachable(`no line of a text: ${reasonOf(thrown)}`, "serverGarbage");
  }
}
