// German words of the content viewer: its toolbar, its states, and the readable form of XML invoices.

export const viewerTexts = {
  toolbar: "Werkzeuge der Anzeige",
  pages: "Seiten des Dokuments",
  page: "Seite",
  pageField: "Seitenzahl",
  previousPage: "Vorige Seite",
  nextPage: "Nächste Seite",
  zoomIn: "Vergrößern",
  zoomOut: "Verkleinern",
  zoom: "Darstellungsgröße",
  fitWidth: "Seitenbreite",
  fitPage: "Ganze Seite",
  rotate: "Ansicht drehen",
  find: "Im Dokument suchen",
  findShort: "Suchen",
  previousHit: "Voriger Treffer",
  nextHit: "Nächster Treffer",
  closeFind: "Suche schließen",
  noHit: "Kein Treffer",
  searching: "Suche läuft …",
  loading: "Dokument wird geöffnet …",
  loadingImage: "Bild wird geladen …",
  loadingFile: "Datei wird gelesen …",
  retry: "Noch einmal versuchen",
  none: "Kein Dokument",
  noneHint: "Zu diesem Eintrag gehört keine Datei.",
  notHere: "Diese Datei liegt noch nicht auf diesem Gerät",
  failed: "Die Datei lässt sich nicht anzeigen",
  damaged: "Die Datei ist beschädigt oder kein gültiges PDF. Das Original bleibt unverändert aufbewahrt.",
  password: "Die Datei ist mit einem Kennwort geschützt. Bitte fordern Sie eine Fassung ohne Kennwort an.",
  damagedImage: "Das Bild ist beschädigt oder in einer Form, die hier nicht angezeigt werden kann.",
  damagedXml: "Die XML-Datei ist beschädigt oder zu groß für die lesbare Ansicht.",
  noPreview: "Für diese Art von Datei gibt es keine Vorschau.",
  tiff: "Für TIFF-Bilder gibt es hier noch keine Vorschau; sie folgt mit einer späteren Fassung.",
  original: "Das Original ist unverändert gespeichert.",
  rawShow: "Quelltext anzeigen",
  rawHide: "Lesbare Ansicht",
  rawLabel: "Quelltext der XML-Datei",
  xmlInvoice: "Elektronische Rechnung",
  xmlOther: "XML-Datei",
  imageZoomFit: "Eingepasst",
  imageZoomFull: "Originalgröße",
} as const;

export function pdfPageLabel(page: string): string {
  return `Seite ${page}`;
}

export function pageCountText(count: number): string {
  return `von ${count}`;
}

export function hitsText(current: number, total: number): string {
  return `Treffer ${current} von ${total}`;
}
