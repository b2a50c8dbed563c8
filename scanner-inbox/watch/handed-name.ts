// The name a file gets in a scanner folder that a person hands over: its own, as far as every file system takes it and the watch looks at it.
import { isSystemName, isTemporaryName } from "./ignored-names.ts";

const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu;
const mostLetters = 120;

/** The file's own name without what a file system forbids; `place` counts files of one name, from 1. Its type is told by its content, never by this. */
export function handedName(written: string, place: number): string {
  const last = written.normalize("NFC").split(/[\\/]/u).at(-1) ?? "";
  // Control characters and what Windows forbids; dots and blanks at the end vanish there.
  const clean = last
    .replace(/[\u0000-\u001f\u007f<>:"|?*]/gu, "_")
    .trim()
    .replace(/[. ]+$/u, "");
  const dot = clean.lastIndexOf(".");
  const [stem, end] = dot > 0 ? [clean.slice(0, dot), clean.slice(dot, dot + 12)] : [clean, ""];
  const short = stem.slice(0, mostLetters - end.length);
  const name = `${short === "" ? "Datei" : short}${place === 1 ? "" : ` (${String(place)})`}${end}`;
  const seen = isTemporaryName(name) ? `${name.replaceAll(/[.~]/gu, "_")}_` : name;
  return isSystemName(seen) || DEVICE.test(seen) ? `_${seen}` : seen;
}
