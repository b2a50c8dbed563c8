// Plain German for why a file could not be taken, as it stands beside the file in the folder; screens have their own catalogue.
import type { RefusedType } from "../guard/sniff-type.ts";
import type { ReadFailureCode } from "./reading.ts";

/** Failures of the reader, of the folder itself and of what stands before both. */
export type FileFailureCode =
  ReadFailureCode | "only-separators" | "wants-person" | "incomplete" | "infected" | "scan-too-large" | RefusedType;

const SENTENCES: Readonly<Record<FileFailureCode, string>> = {
  empty: "Die Datei ist leer.",
  "too-large": "Die Datei ist zu groß, um sie zu lesen.",
  "not-readable": "Die Datei lässt sich nicht öffnen. Vielleicht fehlt die Berechtigung oder das Laufwerk ist nicht erreichbar.",
  "pdf-password":
    "Die PDF-Datei ist mit einem Kennwort geschützt. Geben Sie es im Scan-Eingang ein, oder bitten Sie den Absender um eine ungeschützte Fassung.",
  "pdf-password-wrong": "Das Kennwort der PDF-Datei stimmt nicht. Geben Sie es im Scan-Eingang noch einmal ein.",
  "pdf-damaged": "Die PDF-Datei ist beschädigt. Bitte neu scannen oder neu anfordern.",
  "picture-damaged": "Die Bilddatei ist beschädigt. Bitte neu scannen.",
  "xml-forbidden": "Die XML-Datei enthält Anweisungen, die aus Sicherheitsgründen nicht erlaubt sind.",
  "xml-too-large": "Die XML-Datei ist zu groß, um sie sicher zu lesen.",
  "xml-too-deep": "Die XML-Datei ist zu tief verschachtelt, um sie sicher zu lesen.",
  "xml-too-many-elements": "Die XML-Datei hat zu viele Bestandteile, um sie sicher zu lesen.",
  "xml-giant-attribute": "Die XML-Datei enthält ein übergroßes Element und wird aus Sicherheitsgründen nicht gelesen.",
  "xml-malformed": "Die XML-Datei ist fehlerhaft aufgebaut.",
  "mail-damaged": "Die E-Mail ist beschädigt oder zu verschachtelt, um sie sicher zu lesen. Legen Sie ihre Anhänge einzeln ab.",
  "mail-empty":
    "Die E-Mail enthält keinen Anhang, der sich erfassen lässt (PDF, XML, TIFF, JPEG oder PNG). Drucken Sie sie als PDF, falls sie selbst die Rechnung ist.",
  "mail-too-many": "Die E-Mail hat zu viele Anhänge, um sie auf einmal zu erfassen. Legen Sie die Anhänge einzeln ab.",
  "only-separators": "Die Datei enthält nur Trennblätter: Es gibt nichts zu buchen. Vielleicht fehlt, was dahinter liegen sollte.",
  "wants-person":
    "In der Datei sind Trennblätter oder leere Seiten: Wie sie aufzuteilen ist, muss jemand ansehen. Legen Sie die Datei in einen Scannerordner, an dem ein Arbeitsplatz sitzt, oder lassen Sie für diesen Ordner das Teilen ohne Rückfrage einstellen.",
  "timed-out": "Das Lesen der Datei hat zu lange gedauert und wurde abgebrochen.",
  "reader-crashed": "Beim Lesen der Datei ist das Leseprogramm abgestürzt. Die Datei selbst ist unverändert.",
  incomplete: "Die Datei ist unvollständig angekommen: Ihr Ende fehlt. Bitte neu scannen oder noch einmal ablegen.",
  infected:
    "Der Virenscanner meldet Schadsoftware ({{signature}}). Öffnen Sie die Datei nicht und rufen Sie die Systembetreuung; sie bleibt gesperrt.",
  "scan-too-large":
    "Die Datei ist größer, als der Virenscanner prüft, und wird deshalb nicht geöffnet. Bitten Sie die Systembetreuung, seine Grenze heraufzusetzen, oder den Absender um kleinere Dateien.",
  "type-heic":
    "Fotos im Format HEIC werden nicht angenommen. Speichern Sie das Bild als JPEG (am iPhone: Einstellungen, Kamera, Formate, „Maximale Kompatibilität“) und legen Sie es noch einmal ab.",
  "type-picture":
    "Dieses Bildformat wird nicht angenommen. Speichern Sie das Bild als JPEG, PNG oder TIFF und legen Sie es noch einmal ab.",
  "type-office":
    "Office- und Outlook-Dateien werden nicht angenommen. Speichern Sie ein Schriftstück als PDF, eine Nachricht als E-Mail-Datei (.eml), und legen Sie es noch einmal ab.",
  "type-archive": "Archive wie ZIP werden nicht angenommen. Entpacken Sie es und legen Sie die Dateien einzeln ab.",
  "type-web": "Webseiten werden nicht angenommen. Öffnen Sie das Portal des Absenders und laden Sie dort die PDF- oder XML-Datei herunter.",
  "type-program":
    "Die Datei ist ein Programm, wie auch immer sie heißt, und bleibt gesperrt. Öffnen Sie sie nicht und rufen Sie die Systembetreuung.",
  unsupported: "Dieser Dateityp wird nicht angenommen. Legen Sie PDF, TIFF, JPEG, PNG, XML oder E-Mail-Dateien (.eml) ab.",
};

/** Every code a file can fail with before anybody has decided about it. */
export const fileFailureCodes: readonly string[] = Object.keys(SENTENCES);

/** The sentence for a failure. */
export function failureSentence(code: FileFailureCode): string {
  return SENTENCES[code];
}
