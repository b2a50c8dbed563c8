// Whether pages go to the tesseract installed on this machine: only where it is there, knows German, and was faster on a real page of this
// machine. What was found is remembered with its version. Must never make a page fail: where anything is unclear the own engine reads.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "../../shared/base/zod.ts";
import type { NativeTesseract } from "./native-tesseract.ts";

/** Both engines on one page: milliseconds, and letters that they saw. */
export type Trial = { readonly ownMs: number; readonly nativeMs: number; readonly ownLetters: number; readonly nativeLetters: number };

export type EngineChoice = {
  /** Where the native engine is, and whether the page is to be read by both, to compare them; undefined where the own engine reads. */
  next(): Promise<{ readonly path: string; readonly trial: boolean } | undefined>;
  /** What a trial showed. One on a page with little on it decides nothing. */
  tried(trial: Trial): Promise<void>;
  /** It failed on a page: from now on the own engine reads, until the program starts anew. */
  failed(): void;
};

/** Of what the own engine takes, the native one has to take less than this to be worth its processes. */
const FASTER = 0.85;
/** A native engine with other data may be quick because it sees little. */
const LETTERS = 0.9;
const ENOUGH_LETTERS = 100;

const rememberedSchema = z.object({ path: z.string(), version: z.string(), native: z.boolean(), ownMs: z.number(), nativeMs: z.number() });

/** `file` is where this machine's trial is remembered; `find` looks for the native engine, once, when the first page comes. */
export function openEngineChoice(file: string, find: () => Promise<NativeTesseract | undefined>): EngineChoice {
  let found: Promise<NativeTesseract | undefined> | undefined;
  let decided: boolean | undefined;
  let trying = false;

  const remembered = async ({ path, version }: NativeTesseract): Promise<boolean | undefined> => {
    try {
      const before = rememberedSchema.parse(JSON.parse(await readFile(file, "utf8")));
      return before.path === path && before.version === version ? before.native : undefined;
    } catch {
      return undefined;
    }
  };

  return {
    next: async () => {
      if (decided === false) return undefined;
      const native = await (found ??= find());
      if (native === undefined) {
        decided = false;
        return undefined;
      }
      decided ??= await remembered(native);
      if (decided === undefined) {
        if (trying) return undefined;
        trying = true;
        return { path: native.path, trial: true };
      }
      return decided ? { path: native.path, trial: false } : undefined;
    },
    tried: async ({ ownMs, nativeMs, ownLetters, nativeLetters }) => {
      trying = false;
      const native = await found;
      if (native === undefined || decided !== undefined || ownLetters < ENOUGH_LETTERS) return;
      decided = nativeMs < ownMs * FASTER && nativeLetters >= ownLetters * LETTERS;
      const whole = {
        path: native.path,
        version: native.version,
        native: decided,
        ownMs: Math.round(ownMs),
        nativeMs: Math.round(nativeMs),
      };
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, JSON.stringify(whole satisfies z.infer<typeof rememberedSchema>), { mode: 0o600 });
    },
    failed: () => {
      decided = false;
    },
  };
}
