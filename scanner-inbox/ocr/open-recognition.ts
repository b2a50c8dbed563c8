// Recognition as this machine can do it: within its memory, with its own tesseract where that is wanted, there and faster.
import { openEngineChoice } from "./engine-choice.ts";
import { findTesseract, placesOfTesseract } from "./native-tesseract.ts";
import { openOcrPool, type OcrPool } from "./ocr-pool.ts";
import { roomOfThisMachine } from "./ocr-room.ts";

/** How text is recognised on this machine. */
export interface RecognitionOptions {
  /** Most memory it takes, in MB; what suits the machine where it is undefined. */
  readonly ceilingMegabytes: number | undefined;
  /** Whether a tesseract that is installed here may read where it is faster. */
  readonly native: boolean;
}

/** `remembered` is the file that says which engine was the faster one on this machine. */
export type RememberedRecognition = RecognitionOptions & { readonly remembered: string };

export function openRecognition(workerUrl: URL, { ceilingMegabytes, native, remembered }: RememberedRecognition): OcrPool {
  const room = roomOfThisMachine(ceilingMegabytes);
  if (!native) return openOcrPool({ workerUrl, room });
  const places = placesOfTesseract(process.platform, process.env["PATH"] ?? "");
  return openOcrPool({ workerUrl, room, choice: openEngineChoice(remembered, () => findTesseract(places)) });
}
