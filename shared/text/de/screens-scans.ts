// German words of the screen that shows the scanner folders.

export const scans = {
  title: "Scan-Eingang",
  intro: "Was der Scanner in die Ordner dieses Arbeitsplatzes legt, und was daraus wurde.",
  none: "Kein Scannerordner eingerichtet",
  noneHint:
    "An diesem Arbeitsplatz wird kein Ordner überwacht. Bitten Sie die Systembetreuung, einen einzurichten; Dateien erscheinen dann hier.",
  inactive: "Sie dürfen für diesen Ordner nichts erfassen. Dateien bleiben liegen, bis sich jemand mit dieser Berechtigung anmeldet.",
  folderOf: { invoice: "Rechnungen", document: "Post" },
  unit: "für {{unit}}",
  nested: "mit Unterordnern",
  mode: {
    unknown: "wird geprüft …",
    events: "meldet Änderungen",
    polled_one: "wird jede Sekunde abgefragt",
    polled_other: "wird alle {{count}} s abgefragt",
  },
  lastLook: "zuletzt geprüft {{at}}",
  neverLooked: "noch nicht geprüft",
  alarm: "Der Ordner ist seit längerem nicht erreichbar",
  alarmHint:
    "Prüfen Sie Netz und Laufwerk, oder rufen Sie die Systembetreuung. Was im Ordner liegt, geht nicht verloren und wird genommen, sobald er wieder da ist.",
  unreachable: "Der Ordner ist gerade nicht erreichbar. Es wird weiter versucht.",
  readOnly:
    "Dieser Ordner ist schreibgeschützt: Gelesen wird eine Kopie, die Dateien selbst bleiben darin liegen. Welcher Arbeitsplatz eine Datei bekommt, entscheidet der Server.",
  readOnlyAlone:
    "Der Ordner ist schreibgeschützt; ohne Server wird nichts entnommen, damit kein anderer Arbeitsplatz dieselbe Datei bekommt. Die Dateien warten und kommen von selbst an die Reihe, sobald der Server wieder da ist.",
  readOnlyMode: "schreibgeschützt",
  unnoted:
    "Auf diesem Gerät lässt sich nichts mehr aufschreiben: Schaffen Sie Platz auf der Festplatte. Bis dahin bleibt alles im Ordner liegen.",
  untold_one:
    "{{names}} soll erfahren, was hier eingeht, darf es aber nicht sehen oder ist nicht bekannt, und bekommt deshalb keinen Bescheid. Bitten Sie die Systembetreuung, Berechtigung oder Ordnerregel zu ändern.",
  untold_other:
    "{{names}} sollen erfahren, was hier eingeht, dürfen es aber nicht sehen oder sind nicht bekannt, und bekommen deshalb keinen Bescheid. Bitten Sie die Systembetreuung, Berechtigungen oder Ordnerregel zu ändern.",
  filesTitle: "Dateien",
  filesOf: "Dateien in {{folder}}",
  quiet: "Nichts liegt an",
  quietHint: "Legen Sie eine Datei in den Ordner oder ziehen Sie sie hierher; sie erscheint kurz darauf hier und dann im Eingang.",
  hand: {
    add: "Dateien aufnehmen",
    label: "Dateien aufnehmen in {{folder}}",
    drop: "Loslassen, um die Dateien in {{folder}} aufzunehmen",
    list: "Aufgenommene Dateien",
    progress: "Übertragung von {{name}}",
    clear: "Liste leeren",
    state: {
      waiting: "wartet",
      sending: "{{sent}} von {{size}} übertragen",
      there: "liegt im Ordner und wird gelesen",
      empty: "ist leer und wird nicht aufgenommen. Bitte wählen Sie eine Datei mit Inhalt.",
      unreadable: "lässt sich nicht lesen. Wählen Sie einzelne Dateien aus, keine Ordner, und versuchen Sie es noch einmal.",
      tooLarge: "ist mit {{size}} zu groß. Teilen Sie die Datei, oder bitten Sie den Absender um eine kleinere.",
      refused: "wurde nicht aufgenommen: Der Ordner nimmt gerade nichts an. Bitte versuchen Sie es noch einmal.",
    },
  },
  unknowable: "Was im Ordner liegt, zeigt sich, sobald er wieder erreichbar ist.",
  columns: { name: "Datei", stage: "Stand", at: "Seit" },
  more_one: "und {{count}} weitere Datei",
  more_other: "und {{count}} weitere Dateien",
  stage: {
    writing: "wird noch geschrieben",
    waiting: "wartet",
    ignored: "noch keine Datei zum Erfassen",
    reading: "wird gelesen",
    review: "wartet auf Sie",
    server: "wartet auf Server",
    quarantined: "in Quarantäne",
    booked: "gebucht",
    duplicate: "doppelt",
    elsewhere: "an anderem Arbeitsplatz",
    spooled: "versiegelt für den Server",
    gone: "nicht mehr da",
  },
  again: "Noch einmal lesen",
  anyway: "Trotzdem übernehmen",
  look: "Ansehen",
  lookTitle: "{{name}} (in Quarantäne)",
  lookWaits: "Die Datei wird geprüft …",
  lookGone: "Die Datei liegt nicht mehr in Quarantäne. Schließen Sie die Ansicht; die Liste zeigt, was aus ihr wurde.",
  lookNot: "Diese Datei lässt sich hier nicht ansehen.",
  stop: "Texterkennung abbrechen",
  isStopped: "Die Texterkennung von {{name}} endet. Die Datei wird mit den Seiten gebucht, die schon gelesen sind.",
  stopTooLate: "Diese Datei war schon fertig gelesen. Die Liste zeigt, was aus ihr wurde.",
  password: "Kennwort eingeben",
  passwordTitle: "Kennwort der Datei",
  passwordText: "Mit dem Kennwort wird „{{name}}“ gelesen. Es wird nicht gespeichert; die Datei bleibt, wie sie ist.",
  passwordLabel: "Kennwort",
  passwordMissing: "Bitte geben Sie das Kennwort der Datei ein.",
  passwordSubmit: "Lesen",
  isRead: "Die Datei wird noch einmal gelesen.",
  isTaken: "Die Datei wird ohne gelesene Felder übernommen.",
  anywayTitle: "Ungelesen übernehmen?",
  anywayText:
    "„{{name}}“ kommt so in den Eingang, wie sie ist, ohne dass Betrag, Lieferant oder Nummer gelesen wurden. Tragen Sie diese dort ein.",
  pages: {
    open: "Seiten prüfen",
    title: "{{name}}: Seiten prüfen",
    intro:
      "So würde die Datei gebucht. Trennblätter und leere Seiten sind herausgenommen, aber nicht gelöscht; die Datei selbst bleibt, wie sie ist.",
    waits: "Die Seiten werden gezeichnet …",
    gone: "Diese Datei wartet nicht mehr auf Sie. Schließen Sie die Ansicht; die Liste zeigt, was aus ihr wurde.",
    damaged: "Trennblatt unleserlich",
    damagedHint_one:
      "Seite {{pages}} sieht wie ein Trennblatt aus, sein Code ist aber unleserlich. Prüfen Sie, ob dort wirklich ein neues Dokument beginnt.",
    damagedHint_other:
      "Die Seiten {{pages}} sehen wie Trennblätter aus, ihre Codes sind aber unleserlich. Prüfen Sie, ob dort wirklich neue Dokumente beginnen.",
    list: "Seiten der Datei",
    page: "Seite {{page}}",
    document: "Dokument {{number}}",
    kind: { invoice: "Rechnung", document: "Post" },
    count_one: "{{count}} Seite",
    count_other: "{{count}} Seiten",
    leftOut: "Wird nicht gebucht",
    reason: { blank: "leer", separator: "Trennblatt", byHand: "herausgenommen" },
    steps: "Schritte",
    step: {
      split: "Hier trennen",
      merge: "Mit vorigem verbinden",
      turn: "Drehen",
      drop: "Herausnehmen",
      bringBack: "Zurückholen",
      earlier: "Nach vorn",
      later: "Nach hinten",
      undo: "Zurück",
    },
    later: "Später",
    book_one: "{{count}} Dokument buchen",
    book_other: "{{count}} Dokumente buchen",
    isBooked_one: "{{name}} wird als ein Dokument gebucht.",
    isBooked_other: "{{name}} wird als {{count}} Dokumente gebucht.",
  },
  server: {
    title: "Ordner des Servers",
    intro:
      "Diese Ordner und Postfächer überwacht der Server selbst, auch wenn niemand angemeldet ist. Was Geräte ohne Anmeldung versiegeln, kommt ebenfalls hier an.",
    on: "Server {{server}}",
    asOf: "Der Server ist gerade nicht erreichbar. So war der Stand am {{at}}.",
    alarm: "Der Server sieht diesen Ordner seit längerem nicht",
    alarmHint:
      "Rufen Sie die Systembetreuung. Was im Ordner liegt, geht nicht verloren und wird genommen, sobald der Server es wieder sieht.",
    readOnly:
      "Der Server darf in diesen Ordner nicht schreiben und nimmt deshalb nichts daraus. Bitten Sie die Systembetreuung um Schreibrechte.",
    unnoted: "Auf dem Server lässt sich nichts mehr aufschreiben. Rufen Sie die Systembetreuung; bis dahin bleibt alles im Ordner liegen.",
    mailbox: {
      kind: { invoice: "Rechnungen aus einem Postfach", document: "Post aus einem Postfach" },
      alarm: "Der Server hat dieses Postfach seit längerem nicht geleert",
      alarmHint: "Rufen Sie die Systembetreuung. Die E-Mails bleiben im Postfach und werden genommen, sobald der Server es wieder leert.",
      trouble: {
        unreachable:
          "Der Mailserver antwortet nicht. Es wird von selbst weiter versucht; dauert es länger, rufen Sie die Systembetreuung. Die E-Mails bleiben im Postfach.",
        password:
          "Der Mailserver nimmt Benutzer oder Kennwort nicht an. Bitten Sie die Systembetreuung, das Kennwort des Postfachs zu prüfen. Die E-Mails bleiben im Postfach.",
        certificate:
          "Der Mailserver kann nicht sicher ausweisen, dass er der richtige ist. Bitten Sie die Systembetreuung, sein Zertifikat zu prüfen; bis dahin wird nichts abgeholt.",
        folder:
          "Im Postfach fehlt ein Ordner, oder der Server darf nichts dorthin verschieben. Bitten Sie die Systembetreuung, die Ordner des Postfachs zu prüfen. Die E-Mails bleiben, wo sie sind.",
        disk: "Auf dem Server ist kein Platz mehr, oder er darf nicht schreiben. Rufen Sie die Systembetreuung. Die E-Mails bleiben im Postfach.",
      },
    },
    noneWaits: "nichts wartet",
    waits_one: "{{count}} Datei wartet",
    waits_other: "{{count}} Dateien warten",
    aside: "Quarantäne",
    asideOf: "Quarantäne von {{folder}}",
    noneAside: "Nichts liegt in Quarantäne.",
    isRead: "Der Server liest die Datei noch einmal.",
    isTaken: "Der Server übernimmt die Datei ohne gelesene Felder.",
  },
  sheets: {
    open: "Trennblätter drucken",
    title: "Trennblätter drucken",
    intro:
      "Legen Sie vor jedes Dokument im Stapel ein Trennblatt. Der Scan-Eingang trennt dort und ordnet zu, was dahinter liegt; das Blatt selbst wird nicht gebucht.",
    unit: "Einheit",
    kind: "Was dahinter liegt",
    count: "Anzahl",
    countWrong: "Bitte geben Sie eine Zahl von 1 bis {{most}} ein.",
    print: "Drucken",
    heading: "Trennblatt",
    hint: "Vor das erste Blatt des Dokuments legen. Nicht knicken, nicht beschriften.",
    number: "Nr. {{number}}",
  },
  balance: "Tagesbilanz",
  balanceOf: "Tagesbilanz von {{folder}}",
  balanceNone: "Noch ist nichts angekommen.",
  day: {
    day: "Tag",
    seen: "Gesehen",
    booked: "Gebucht",
    duplicate: "Doppelt",
    quarantined: "Quarantäne",
    elsewhere: "Anderswo",
    spooled: "Versiegelt",
    waiting: "Wartet",
    verdict: "Prüfung",
  },
  agrees: "stimmt",
  differs_one: "stimmt nicht: {{count}} Datei fehlt",
  differs_other: "stimmt nicht: {{count}} Dateien fehlen",
  missing: "Gesehen, aber weder erfasst noch im Ordner: {{names}}. Fragen Sie, ob jemand sie aus dem Ordner genommen hat.",
  frameAlarm: "Scannerordner fehlt",
  badgeAlarm: "Scannerordner nicht erreichbar",
  badge_one: "{{count}} Datei wartet auf Sie",
  badge_other: "{{count}} Dateien warten auf Sie",
} as const;

/** What stands for the name of a file that was sealed: it went with the file. */
export const sealedName = "Versiegelte Datei";

/** Which page is being looked at for separators and whether it is blank. */
export function lookingAtPage(page: number, of: number): string {
  return of === 1 ? "Seite wird angesehen" : `Seite ${page} von ${of} wird angesehen`;
}

/** Which of the pictured pages of a file is being read. */
export function recognisingPage(page: number, of: number): string {
  return of === 1 ? "Texterkennung" : `Texterkennung, Seite ${page} von ${of}`;
}

/** Why a file is not taken yet: the codes of scanner-inbox. */
export const scanWaits: Readonly<Record<string, string>> = {
  arriving: "ändert sich noch",
  held: "ist in einem anderen Programm geöffnet oder wird gerade von einem anderen Arbeitsplatz genommen",
  incomplete: "ihr Ende fehlt noch",
  hollow: "enthält noch leere Stellen",
  unnoted: "lässt sich noch nicht aufschreiben",
  empty: "ist leer",
  "virus-scanner":
    "Der Virenscanner antwortet nicht: Bitten Sie die Systembetreuung, ihn zu prüfen. Die Datei wird bis dahin nicht geöffnet und von selbst weiter versucht.",
  temporary: "heißt wie eine Datei, die noch kopiert wird",
  server: "kommt an die Reihe, sobald der Server erreichbar ist",
  leased: "wird gerade an einem anderen Arbeitsplatz gelesen",
  turn: "kommt an die Reihe, sobald andere gelesen sind",
};

/** Why a file could not be taken, and what helps: the codes of scanner-inbox and of the desk. Where the server said no, its own sentence stands instead. */
export const scanFailures: Readonly<Record<string, string>> = {
  empty: "ist leer",
  "too-large": "ist zu groß, um sie zu lesen",
  "not-readable": "lässt sich nicht öffnen: Vielleicht fehlt die Berechtigung oder das Laufwerk ist nicht erreichbar",
  "pdf-password": "ist mit einem Kennwort geschützt: Geben Sie es ein, oder bitten Sie den Absender um eine ungeschützte Fassung",
  "pdf-password-wrong":
    "Das Kennwort stimmt nicht: Geben Sie es noch einmal ein, oder bitten Sie den Absender um eine ungeschützte Fassung",
  "pdf-damaged": "ist beschädigt: Bitte neu scannen oder neu anfordern",
  "picture-damaged": "ist beschädigt: Bitte neu scannen",
  "xml-forbidden": "enthält Anweisungen, die aus Sicherheitsgründen nicht erlaubt sind",
  "xml-too-large": "ist zu groß, um sie sicher zu lesen",
  "xml-too-deep": "ist zu tief verschachtelt, um sie sicher zu lesen",
  "xml-too-many-elements": "hat zu viele Bestandteile, um sie sicher zu lesen",
  "xml-giant-attribute": "enthält ein übergroßes Element und wird aus Sicherheitsgründen nicht gelesen",
  "xml-malformed": "ist fehlerhaft aufgebaut: Bitte neu anfordern",
  "mail-damaged": "ist beschädigt oder zu verschachtelt, um sie sicher zu lesen: Legen Sie die Anhänge der E-Mail einzeln ab",
  "mail-empty":
    "enthält keinen Anhang, der sich erfassen lässt (PDF, XML, TIFF, JPEG oder PNG): Drucken Sie die E-Mail als PDF, falls sie selbst die Rechnung ist",
  "mail-too-many": "hat zu viele Anhänge, um sie auf einmal zu erfassen: Legen Sie die Anhänge einzeln ab",
  "only-separators":
    "enthält nur Trennblätter, es gibt nichts zu buchen: Scannen Sie, was dahinter liegen sollte, oder übernehmen Sie die Datei, wenn doch etwas darauf steht",
  "wants-person":
    "ist aufzuteilen (Trennblätter oder leere Seiten), und am Server sieht niemand Seiten an: Legen Sie die Datei in den Scannerordner eines Arbeitsplatzes, oder übernehmen Sie sie ungeteilt",
  "timed-out": "Das Lesen hat zu lange gedauert und wurde abgebrochen",
  "reader-crashed": "Beim Lesen ist das Leseprogramm abgestürzt; die Datei ist unverändert",
  incomplete: "ist unvollständig angekommen: Bitte neu scannen oder noch einmal ablegen",
  "scan-too-large":
    "ist größer, als der Virenscanner prüft: Bitten Sie die Systembetreuung, seine Grenze heraufzusetzen, oder den Absender um kleinere Dateien",
  "type-heic":
    "Fotos im Format HEIC werden nicht angenommen: Speichern Sie das Bild als JPEG (am iPhone: Einstellungen, Kamera, Formate, „Maximale Kompatibilität“) und legen Sie es noch einmal ab",
  "type-picture": "Dieses Bildformat wird nicht angenommen: Speichern Sie das Bild als JPEG, PNG oder TIFF und legen Sie es noch einmal ab",
  "type-office":
    "Office- und Outlook-Dateien werden nicht angenommen: Speichern Sie ein Schriftstück als PDF, eine Nachricht als E-Mail-Datei (.eml), und legen Sie es noch einmal ab",
  "type-archive": "Archive wie ZIP werden nicht angenommen: Entpacken Sie es und legen Sie die Dateien einzeln ab",
  "type-web": "Webseiten werden nicht angenommen: Laden Sie beim Absender die PDF- oder XML-Datei herunter und legen Sie diese ab",
  "type-program":
    "ist ein Programm, wie auch immer sie heißt, und bleibt gesperrt: Öffnen Sie die Datei nicht und rufen Sie die Systembetreuung",
  unsupported: "Dieser Dateityp wird nicht angenommen: Legen Sie PDF, TIFF, JPEG, PNG, XML oder E-Mail-Dateien (.eml) ab",
  discarded: "wurde nicht erfasst, weil der Schritt verworfen wurde",
  unknown: "Der Grund ist nicht bekannt",
};
