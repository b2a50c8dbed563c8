// Plain German for why a file could not be taken, as it stands beside the file in the folder; screens have their own catalogue.
import type { ReadFailureCode } from "./reading.ts";

/** Failures of the reader and of the folder itself. */
export type FileFailureCode = ReadFailureCode | "incomplete";

const SENTENCES: Readonly<Record<FileFailureCode, string>> = {
  empty: "Die Datei ist leer.",
  "too-large": "Die Datei ist zu groß, um sie zu lesen.",
  "not-readable": "Die Datei lässt sich nicht öffnen. Vielleicht fehlt die Berechtigung oder das Laufwerk ist nicht erreichbar.",
  "pdf-password": "Die PDF-Datei ist mit einem Kennwort geschützt. Bitte den Absender um eine ungeschützte Fassung.",
  "pdf-damaged": "Die PDF-Datei ist beschädigt. Bitte neu scannen oder neu anfordern.",
  "picture-damaged": "Die Bilddatei ist beschädigt. Bitte neu scannen.",
  "xml-forbidden": "Die XML-Datei enthält Anweisungen, die aus Sicherheitsgründen nicht erlaubt sind.",
  "xml-too-large": "Die XML-Datei ist zu groß, um sie sicher zu lesen.",
  "xml-too-deep": "Die XML-Datei ist zu tief verschachtelt, um sie sicher zu lesen.",
  "xml-too-many-elements": "Die XML-Datei hat zu viele Bestandteile, um sie sicher zu lesen.",
  "xml-giant-attribute": "Die XML-Datei enthält ein übergroßes Element und wird aus Sicherheitsgründen nicht gelesen.",
  "xml-malformed": "Die XML-Datei ist fehlerhaft aufgebaut.",
  "timed-out": "Das Lesen der Datei hat zu lange gedauert und wurde abgebrochen.",
  "reader-crashed": "Beim Lesen der Datei ist das Leseprogramm abgestürzt. Die Datei selbst ist unverändert.",
  incomplete: "Die Datei ist unvollständig angekommen: Ihr Ende fehlt. Bitte neu scannen oder noch einmal ablegen.",
};

/** Every code a file can fail with before anybody has decided about it. */
export const fileFailureCodes: readonly string[] = Object.keys(SENTENCES);

/** The sentence for a failure. */
export function failureSentence(code: FileFailureCode): string {
  return SENTENCES[code];
}
