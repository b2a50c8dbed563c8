// How far a transfer is, as a German sentence. Rounds the time as people do: nobody needs to read "noch etwa 127 Sekunden".
import { transfer as words } from "./de/transfer.ts";

const number = new Intl.NumberFormat("de-DE");

/** "Erste Übertragung: 12.400 von 100.000 Vorgängen, noch etwa 8 Sekunden"; without the time where nobody has measured it. */
export function transferText(transfer: {
  readonly of: "snapshot" | "news";
  readonly done: number;
  readonly total: number;
  readonly secondsLeft: number | null;
}): string {
  const { of, done, total, secondsLeft } = transfer;
  const far = `${words[of]}: ${number.format(done)} ${words.of} ${number.format(total)} ${words.records}`;
  return secondsLeft === null ? far : `${far}, ${words.left} ${spanOf(secondsLeft)}`;
}

function spanOf(seconds: number): string {
  if (seconds <= 1) return words.second;
  if (seconds < 90) return `${number.format(seconds > 20 ? Math.ceil(seconds / 5) * 5 : seconds)} ${words.seconds}`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 90) return `${number.format(minutes)} ${words.minutes}`;
  const hours = Math.ceil(minutes / 60);
  return `${number.format(hours)} ${words.hours}`;
}
