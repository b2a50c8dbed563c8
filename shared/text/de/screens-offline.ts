// German words for how much of a file is on this device, what is kept here, and how much room files take.

export const offline = {
  here: "Auf diesem Gerät",
  away: "Nicht auf diesem Gerät",
  partly: "Teilweise auf diesem Gerät ({{percent}} %)",
  fetching: "Wird geholt … {{percent}} %",
  waiting: "Vorgemerkt: wird geholt, sobald der Server erreichbar ist",
  awayOffline: "Nicht auf diesem Gerät. Ohne Verbindung lässt sich die Datei nicht öffnen; stellen Sie die Verbindung zum Server her.",
  partlyOffline: "Teilweise auf diesem Gerät ({{percent}} %). Ohne Verbindung lassen sich nicht alle Seiten öffnen.",
  keep: "Offline verfügbar halten",
  keptWithFile: "Mit der Akte offline verfügbar",
  keepFile: "Akte offline verfügbar halten",
  fileHere_one: "{{here}} von {{count}} Datei auf diesem Gerät",
  fileHere_other: "{{here}} von {{count}} Dateien auf diesem Gerät",
  failed: "Das ließ sich nicht vormerken. Bitte versuchen Sie es noch einmal.",
  bar: "Verfügbarkeit auf diesem Gerät",
  space: {
    title: "Dateien auf diesem Gerät",
    budget: "Speicherplatz für Dateien auf diesem Gerät",
    budgetShort: "Höchstens",
    used: "Belegt",
    usedOf: "{{used}} von {{budget}}",
    kept: "Davon offline gehalten",
    missing: "{{kept}}, {{missing}} fehlen noch",
    own: "Davon noch nicht am Server",
    hint: "Ist der Platz belegt, weicht zuerst, was am längsten nicht angesehen wurde. Offline gehaltene und noch nicht übertragene Dateien bleiben immer.",
    over: "Offline gehaltene und noch nicht übertragene Dateien brauchen mehr Platz, als Sie vorgesehen haben. Geben Sie mehr Platz frei oder halten Sie weniger offline.",
    diskFull:
      "Auf diesem Gerät ist kein Speicherplatz mehr frei. Schaffen Sie Platz; danach geht es von selbst weiter. Nichts ist verloren: Ihre Arbeit und alles am Server sind sicher.",
    failed: "Der Speicherplatz ließ sich nicht ändern. Bitte versuchen Sie es noch einmal.",
  },
} as const;
