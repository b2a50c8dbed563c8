// German words of the screen that shows how this desk stands with the server.

export const outbox = {
  title: "Abgleich",
  intro: "Was dieser Arbeitsplatz mit dem Server austauscht, was noch wartet und warum.",
  syncNow: "Jetzt abgleichen",
  states: {
    online: "Verbunden",
    offline: "Ohne Netz",
    syncing: "Gleicht ab",
  },
  stateText: {
    online: "Ihr Arbeitsplatz ist auf dem neuesten Stand.",
    offline: "Sie können weiterarbeiten. Alles wird abgeglichen, sobald der Server wieder erreichbar ist.",
    syncing: "Der Arbeitsplatz tauscht gerade Neuigkeiten mit dem Server aus.",
  },
  connection: "Verbindung zum Server",
  behind_one: "Dahinter wartet noch: {{steps}}.",
  behind_other: "Dahinter warten noch {{count}} Schritte: {{steps}}.",
  lastContact: "Letzter Kontakt",
  neverContact: "noch nie",
  waitingTitle: "Wartet auf den Server",
  waitingNone: "Nichts wartet. Alle Ihre Schritte sind beim Server.",
  waitingSince: "seit",
  refusedTitle: "Braucht Ihre Entscheidung",
  refusedIntro: "Der Server hat diese Schritte nicht übernommen. Nichts ist verloren: Entscheiden Sie, was gelten soll.",
  state: {
    queued: "wartet",
    sending: "wird gesendet",
    waitingForContent: "wartet auf die Datei",
    refused: "abgelehnt",
    parked: "zurückgestellt",
    partlyRefused: "teilweise übernommen",
    done: "angekommen",
  },
  why: {
    unchecked: "Wird am Server geprüft: Der Eintrag liegt nicht auf diesem Gerät",
    uncheckedOffline: "Kein Netz; wird danach am Server geprüft, weil der Eintrag nicht auf diesem Gerät liegt",
    doubtful: "Nach dem Stand hier geht dieser Schritt nicht; der Server entscheidet",
    queuedOffline: "Kein Netz",
    queued: "Ist gleich an der Reihe",
    sending: "Unterwegs zum Server",
    waitingForContent: "Die zugehörige Datei wird noch übertragen",
    parked: "Ein früherer Schritt an diesem Eintrag wurde abgelehnt",
  },
  conflict: { field: "Feld", from: "Vorher", mine: "Meine Eingabe", theirs: "Aktueller Stand", empty: "leer" },
  conflictTable: "Gegenüberstellung der Werte",
  retry: "Erneut senden",
  retryMine: "Meins erneut senden",
  discard: "Verwerfen",
  keepTheirs: "Aktuellen Stand behalten",
  discardTitle: "Schritt verwerfen?",
  discardText: "„{{step}}“ wird nicht gesendet und aus der Liste entfernt. Der Stand des Servers bleibt.",
  openRecord: "Eintrag öffnen",
  resolved: "Entschieden",
  columns: { step: "Schritt", subject: "Eintrag", since: "Seit", accepted: "Angekommen", state: "Stand" },
  doneTitle: "Zuletzt beim Server angekommen",
  doneMore: "{{count}} weitere zeigen",
  doneLess: "Weniger zeigen",
  revise: "Bearbeiten",
  reviseSend: "Geändert senden",
  nothingToRevise:
    "Dieser Schritt enthält keinen Text, der sich ändern ließe. Verwerfen Sie ihn, und machen Sie ihn am Eintrag noch einmal.",
  showContent: "Inhalt zeigen",
  content: "Inhalt des Schritts",
  contentHint: "Kopieren Sie den Inhalt, um ihn aufzuheben oder der Systembetreuung zu geben. Er kann personenbezogene Daten enthalten.",
  copy: "Alles kopieren",
  copied: "Kopiert",
  marked: "Markiert; kopieren Sie mit Strg+C.",
  failed: "Der Abgleich lässt sich gerade nicht anzeigen",
} as const;

/** A step that this program cannot read any more. */
export const unreadableStep = "Unlesbarer Schritt";

/** What the texts of steps are called. */
export const stepTextLabels: Readonly<Record<string, string>> = {
  text: "Text",
  reason: "Begründung",
  exceptionReason: "Begründung der Ausnahme",
  title: "Titel",
};
